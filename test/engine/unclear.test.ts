import { createServer, type AddressInfo, type Socket } from 'node:net';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { clock } from '../../nodes/Segmind/core/clock';
import {
	closeBenches,
	openBench,
	urlRows,
	type Bench,
	type Job,
	type Outcome,
} from './support/bench';
import { openGateway, type Gateway, type Rule } from './support/gateway';
import { forRetry } from './support/retry';
import { expectError } from './support/expected';
import { RETRYING, CONTINUING, numbered } from './support/jobs';

const gateways: Gateway[] = [];
afterEach(async () => {
	for (const gateway of gateways.splice(0)) await gateway.close();
	await closeBenches();
});

const SUBMIT = /^\/v2\/gpt-image-1-edit$/;
const SYNC = /^\/v1\/gpt-image-1-edit$/;
const STATUS = /^\/v2\/requests\/[^/]+\/status$/;
const RESULT = /^\/v2\/requests\/[^/]+$/;

const retrying = RETRYING;

/** A bench whose API stands behind a gateway. */
async function openBehind(...rules: Rule[]): Promise<{ bench: Bench; gateway: Gateway }> {
	const bench = await openBench();
	const gateway = await openGateway(bench.sandbox.baseUrl, rules);
	gateways.push(gateway);
	return { bench, gateway };
}

async function run(
	{ bench, gateway }: { bench: Bench; gateway: Gateway },
	{ parameters, ...job }: Job = {},
): Promise<Outcome> {
	const basic = {
		model: 'gpt-image-1-edit',
		prompt: 'Make it blue',
		images: urlRows(bench.pictureUrl),
	};
	return await bench.run({ baseUrl: gateway.url, parameters: { ...basic, ...parameters }, ...job });
}

describe('an answer to a submit that proves nothing', () => {
	const options = { delivery: 'queue' };

	it.each([408, 409, 418, 425, 451, 499, 501, 504, 520, 522, 524])(
		'HTTP %i: the job is never submitted again by itself, and may have been billed',
		async (status) => {
			const behind = await openBehind({ path: SUBMIT, forward: true, times: 1, status });
			const { error } = await run(behind, { parameters: { options }, node: retrying });
			expectError({ error }, API_ERRORS.unconfirmedBefore, 'It may have been billed.');
			expect(behind.bench.sandbox.jobs).toHaveLength(1);
		},
	);

	it.each([
		[500, 2],
		[502, 3],
		[503, 3],
	])('HTTP %i is submitted %i times at most, Retry On Fail included', async (status, times) => {
		const behind = await openBehind({ path: SUBMIT, status });
		const { error } = await run(behind, { parameters: { options }, node: retrying });
		expect(error?.description).toContain('It may have been billed.');
		expect(behind.gateway.seen.filter(({ path }) => SUBMIT.test(path))).toHaveLength(times);
	});

	it.each([411, 413, 414, 415, 431])(
		'HTTP %i refuses unread: nothing was billed',
		async (status) => {
			const behind = await openBehind({ path: SUBMIT, status, times: 1 });
			const first = await run(behind, { parameters: { options } });
			expect(first.error?.description).toContain('Nothing was billed.');
			const second = await run(behind, { parameters: { options }, earlier: forRetry(first) });
			expect(second.output).toHaveLength(1);
		},
	);

	it.each([521, 523, 525, 526])(
		'HTTP %i: the request did not arrive, so it goes out again',
		async (status) => {
			const behind = await openBehind({ path: SUBMIT, status, times: 2 });
			const { output } = await run(behind, { parameters: { options } });
			expect(output).toHaveLength(1);
			expect(behind.bench.billedJobs).toBe(1);
		},
	);

	it('a refusal after an answer that proved nothing does not say that nothing was billed', async () => {
		const behind = await openBehind(
			{ path: SUBMIT, status: 502, times: 1, forward: true },
			{ path: SUBMIT, status: 400 },
		);
		const first = await run(behind, { parameters: { options } });
		expectError(first, API_ERRORS.settingsRefused, 'It may have been billed.');
	});
});

describe('a direct call', () => {
	const options = { delivery: 'sync' };

	it.each([408, 500, 502, 503, 504, 524])(
		'answered with HTTP %i is not paid again by Retry On Fail',
		async (status) => {
			const behind = await openBehind({ path: SYNC, forward: true, status });
			const { error } = await run(behind, { parameters: { options }, node: retrying });
			expect(error?.description).toContain('It may have been billed.');
			expect(behind.bench.sandbox.jobs).toHaveLength(1);
		},
	);

	it.each([400, 502])(
		'whose answer of HTTP %i breaks off is an answer of that status',
		async (status) => {
			const behind = await openBehind({ path: SYNC, status, cut: true });
			const { error } = await run(behind, { parameters: { options }, node: retrying });
			expect(error?.description).toContain(
				status === 400 ? 'Nothing was billed.' : 'It may have been billed.',
			);
			expect(behind.gateway.seen).toHaveLength(status === 400 ? 3 : 1);
		},
	);

	it('whose answer breaks off names the request ID that its headers gave, in the next run as well', async () => {
		const headers = { 'content-type': 'image/png', 'x-request-id': 'from-the-headers' };
		const behind = await openBehind({ path: SYNC, status: 200, cut: true, headers, forward: true });
		const first = await run(behind, { parameters: { options } });
		expectError(first, API_ERRORS.directAnswerLost, 'from-the-headers');
		expect(first.error?.description).not.toContain('picked up');
		const second = await run(behind, { parameters: { options }, earlier: forRetry(first) });
		expect(second.error?.description).toContain('from-the-headers');
		expect(behind.bench.sandbox.jobs).toHaveLength(1);
	});
});

describe('a record that is late', () => {
	it.each([
		['the result after COMPLETED', RESULT],
		['the status right after the submit', STATUS],
	])('404 of %s is waited for', async (_, path) => {
		const behind = await openBehind({ path, method: 'GET', status: 404, times: 6 });
		const { output, error } = await run(behind);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
	});

	it.each([STATUS, RESULT])('is not paid again by a retry from the list: %s', async (path) => {
		const behind = await openBehind({ path, method: 'GET', status: 404, times: 40 });
		const job = { parameters: { options: { maxWaitSeconds: 15 } } };
		const first = await run(behind, job);
		expectError(first, API_ERRORS.waitedTooLong, behind.bench.sandbox.jobs[0]?.id);
		let last = first;
		for (let tries = 0; tries < 8 && last.error; tries += 1) {
			last = await run(behind, { ...job, earlier: forRetry(last) });
		}
		expect(last.output).toHaveLength(1);
		expect(behind.bench.sandbox.jobs).toHaveLength(1);
	});

	it('is gone after an hour: told first, submitted again by the execution after that', async () => {
		const behind = await openBehind({ path: STATUS, method: 'GET', status: 404 });
		const first = await run(behind, { parameters: { options: { maxWaitSeconds: 30 } } });
		await clock.sleep(3_600_000);
		const second = await run(behind, { earlier: forRetry(first), executionId: 'second' });
		expectError(second, API_ERRORS.recordExpired);
		expect(behind.bench.sandbox.jobs).toHaveLength(1);
	});

	it('Request → Get waits 15 seconds for one that is late, and says what may be wrong then', async () => {
		const get = { resource: 'request', operation: 'get', requestId: 'abc' };
		const behind = await openBehind({ path: STATUS, method: 'GET', status: 404 });
		const startMs = clock.now();
		const { error } = await run(behind, { parameters: get });
		expectError({ error }, API_ERRORS.requestNotFound);
		expect(clock.now() - startMs).toBeGreaterThanOrEqual(15_000);
		expect(clock.now() - startMs).toBeLessThan(20_000);
	});

	it('Request → Get finds one that is late', async () => {
		const behind = await openBehind({ path: STATUS, method: 'GET', status: 404, times: 3 });
		const submitted = await run(behind, { parameters: { options: { waitForCompletion: false } } });
		const requestId = submitted.output[0]?.json.requestId;
		const get = { resource: 'request', operation: 'get', requestId };
		const { output } = await run(behind, { parameters: get });
		expect(output[0]?.binary).toBeDefined();
	});

	it("Request → Get gives Segmind's own word for the state", async () => {
		const answer = '{"status":"QUEUED","request_id":"abc"}';
		const behind = await openBehind({ path: STATUS, method: 'GET', status: 200, answer });
		const get = {
			resource: 'request',
			operation: 'get',
			requestId: 'abc',
			waitForCompletion: false,
		};
		const { output } = await run(behind, { parameters: get });
		expect(output[0]?.json).toEqual({ requestId: 'abc', status: 'QUEUED' });
	});
});

it('a numeric request ID is taken', async () => {
	const answer = '{"request_id":123456,"status":"QUEUED"}';
	const behind = await openBehind(
		{ path: SUBMIT, status: 200, answer },
		{
			path: /^\/v2\/requests\/123456\/status$/,
			status: 200,
			answer: '{"status":"FAILED","error":"x"}',
		},
	);
	const { error } = await run(behind);
	expectError({ error }, API_ERRORS.jobFailed, '123456');
});

it('a job that is done shortly before the deadline is polled once more', async () => {
	for (let maxWaitSeconds = 10; maxWaitSeconds < 15; maxWaitSeconds += 0.5) {
		const bench = await openBench({ jobSeconds: maxWaitSeconds - 0.05 });
		const { output } = await bench.edit({ options: { maxWaitSeconds } });
		expect(output).toHaveLength(1);
		await closeBenches();
	}
});

describe('a prompt that changes with the clock', () => {
	it('finds the jobs of its own earlier tries of Retry On Fail', async () => {
		const behind = await openBehind();
		const items = numbered(3);
		const faults = [{ step: 'download' as const, kind: '404' as const, times: 30 }];
		behind.bench.sandbox.setFaults(faults);
		const { output } = await run(behind, {
			items,
			parameters: { prompt: '={{ $json.n + " " + Math.random() }}' },
			node: { ...retrying, maxTries: 5 },
		});
		expect(output).toHaveLength(3);
		expect(behind.bench.sandbox.jobs).toHaveLength(3);
	});
});

describe('Maximum Cost', () => {
	const items = numbered(6);
	const parameters = { prompt: '={{ "item " + $json.n }}' };

	it('is one limit for all tries and retries of a run', async () => {
		const behind = await openBehind({ path: SUBMIT, status: 400, times: 2, body: /item [01]/ });
		const limited = {
			...parameters,
			options: { maxCostUsd: 0.5, concurrency: 1, delivery: 'queue' },
		};
		const first = await run(behind, {
			items,
			parameters: limited,
			node: { ...retrying, maxTries: 5 },
		});
		const paidUsd = behind.bench.billedUsd;
		expect(paidUsd).toBeLessThanOrEqual(0.5);
		await run(behind, { items, parameters: limited, earlier: forRetry(first) });
		expect(behind.bench.billedUsd).toBeLessThanOrEqual(0.5);
		expect(behind.bench.billedUsd).toBeGreaterThan(0.2);
	});

	it.each([404, 405])('does not count what was refused with HTTP %i', async (status) => {
		const behind = await openBehind({ path: SUBMIT, status, times: 3, body: /item [012]/ });
		const { output } = await run(behind, {
			items,
			parameters: {
				...parameters,
				options: { maxCostUsd: 0.45, concurrency: 1, waitForCompletion: false },
			},
			node: CONTINUING,
		});
		expect(output.filter(({ json }) => json.requestId)).toHaveLength(3);
	});

	it.each<[string, unknown]>([
		['maxCostUsd', '={{ null }}'],
		['maxCostUsd', '={{ $json.limit }}'],
		['maxCostUsd', 'much'],
		['minBalanceUsd', 'abc'],
		['minBalanceUsd', ''],
	])('%s that can’t be read (%s) lets nothing through', async (name, value) => {
		const behind = await openBehind();
		const { error } = await run(behind, { parameters: { options: { [name]: value } } });
		expect(error?.description).toContain(
			name === 'maxCostUsd' ? 'Maximum Cost' : 'Minimum Balance',
		);
		expect(error?.description).toContain('Nothing was billed.');
		expect(behind.gateway.seen).toEqual([]);
	});
});

describe('what never left', () => {
	/** TLS record of an alert: fatal, handshake failure. */
	const ALERT = Buffer.from([0x15, 3, 3, 0, 2, 2, 40]);

	it.each([
		['speaks no TLS', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
		['closes the connection', (socket: Socket) => socket.destroy()],
		['refuses the handshake', (socket: Socket) => socket.end(ALERT)],
	])('a host that %s was sent nothing', async (_, answer) => {
		const bench = await openBench();
		const server = createServer((socket) => {
			socket.on('error', () => undefined);
			socket.once('data', () => answer(socket));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		try {
			const { run: ended, error } = await bench.run({
				baseUrl: `https://127.0.0.1:${port}`,
				parameters: { prompt: 'x', images: urlRows(bench.pictureUrl) },
			});
			expectError({ error }, API_ERRORS.unreachable, 'Nothing was billed.');
			expect(JSON.stringify(ended.data.executionData?.contextData)).not.toContain('fingerprint');
		} finally {
			server.close();
		}
	});
});
