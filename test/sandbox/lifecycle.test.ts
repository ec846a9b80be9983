import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { request } from 'undici';
import { startSandbox } from '../../sandbox';
import { Client, closeAll, open } from './client';

afterEach(closeAll);

describe('a sandbox', () => {
	it('is the same for the same seed: ids, addresses, latencies and bytes', async () => {
		const draw = async (seed: number) => {
			const client = await open({ seed, jobSeconds: undefined, render: 'full', now: () => 0 });
			for (let i = 0; i < 3; i++) await client.submit();
			const { sandbox } = client;
			return sandbox.jobs.map(({ id, finishesAtMs, outputs }) => [
				id,
				finishesAtMs,
				outputs.map(({ url }) => new URL(url).pathname),
			]);
		};
		const first = await draw(5);
		expect(await draw(5)).toEqual(first);
		expect(await draw(6)).not.toEqual(first);
	});

	it('has latencies around the documented mean, or those that it is told, scaled', async () => {
		const client = await open({ jobSeconds: undefined, now: () => 0, credits: 1000 });
		for (let i = 0; i < 300; i++) await client.submit();
		const seconds = client.sandbox.jobs.map(({ finishesAtMs }) => finishesAtMs / 1000);
		const mean = seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
		expect(mean).toBeGreaterThan(58.03 * 0.95);
		expect(mean).toBeLessThan(58.03 * 1.05);
		expect(new Set(seconds).size).toBe(300);
		const jobSeconds = ({ index }: { index: number }) => index + 1;
		const told = await open({ jobSeconds, timeScale: 0.5, now: () => 0 });
		await told.submit();
		await told.submit();
		expect(told.sandbox.jobs.map(({ finishesAtMs }) => finishesAtMs)).toEqual([500, 1000]);
	});

	it('close ends hanging requests and waiting jobs, and frees the ports', async () => {
		const sandbox = await startSandbox({ jobSeconds: 3600, render: 'tiny' });
		const client = new Client(sandbox);
		sandbox.setFaults([{ step: 'credits', kind: 'hang' }]);
		const hanging = client.send(`${sandbox.baseUrl}/v1/get-user-credits`);
		const waiting = client.sync();
		const ended = Promise.allSettled([hanging, waiting]);
		while (sandbox.inFlight() < 2 || sandbox.jobs.length < 1) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const before = Date.now();
		await client.close();
		expect(Date.now() - before).toBeLessThan(1000);
		expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(sandbox.inFlight()).toBe(0);
		for (const url of [sandbox.baseUrl, sandbox.uploadUrl, sandbox.imagesUrl]) {
			await expect(request(url)).rejects.toThrow(/ECONNREFUSED/);
		}
	});

	it('counts a client that goes away as no longer in flight; its job goes on', async () => {
		const client = await open({ jobSeconds: 0.2 });
		const controller = new AbortController();
		const call = request(`${client.sandbox.baseUrl}/v1/gpt-image-1-edit`, {
			method: 'POST',
			headers: client.headers,
			body: JSON.stringify(client.edit()),
			signal: controller.signal,
		});
		while (client.sandbox.jobs.length === 0) await new Promise((go) => setTimeout(go, 5));
		controller.abort();
		await expect(call).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(client.sandbox.inFlight()).toBe(0);
		expect(client.sandbox.jobs[0]).toMatchObject({ billedUsd: 0.14, answered: false });
	});

	it('takes three ports in a row and says when one is taken', async () => {
		const first = await open();
		const port = Number(new URL(first.sandbox.baseUrl).port);
		await expect(startSandbox({ port })).rejects.toThrow(/EADDRINUSE/);
	});
});

describe('npm run dev -- --sandbox', () => {
	it('prints what to enter and ends cleanly', async () => {
		const main = join(__dirname, '../../sandbox/main.ts');
		const args = ['--import', 'tsx', main, '--port', '0', '--time-scale', '0.01', '--quiet'];
		const child = spawn(process.execPath, [...args, '--faults', 'submit:500:1']);
		let output = '';
		child.stdout.on('data', (data) => (output += String(data)));
		child.stderr.on('data', (data) => (output += String(data)));
		const exited = once(child, 'exit');
		while (!output.includes('Ctrl+C') && child.exitCode === null) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		expect(output).toMatch(/API Key\s+SG_0123456789abcdef/);
		const [, baseUrl = ''] = /Base URL\s+(\S+)/.exec(output) ?? [];
		const answer = await request(`${baseUrl}/v1/get-user-credits`);
		expect(answer.statusCode).toBe(401);
		await answer.body.dump();
		child.kill('SIGTERM');
		expect((await exited)[0]).toBe(0);
	}, 20_000);
});
