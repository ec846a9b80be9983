import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { claimFolder, refuseUsedPort } from '../../n8n/dev/guard';

const folder = mkdtempSync(path.join(tmpdir(), 'segmind-dev-'));
const servers: Server[] = [];

afterAll(() => {
	for (const server of servers) server.close();
	rmSync(folder, { recursive: true, force: true });
});

/** A server that answers as n8n's settings do, or as something else. */
async function serve(contentType: string): Promise<number> {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': contentType }).end('{}');
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

test('a port with an n8n is refused with its address, and a way to a second one', async () => {
	const port = await serve('application/json; charset=utf-8');
	await expect(refuseUsedPort(port)).rejects.toThrow(
		`n8n is already running at http://localhost:${port}`,
	);
	await expect(refuseUsedPort(port)).rejects.toThrow(`--port ${port + 1}`);
});

test('a port of another program is refused, a free one is not', async () => {
	const port = await serve('text/html');
	await expect(refuseUsedPort(port)).rejects.toThrow(`Port ${port} is used by another program`);
	const [server] = servers.splice(-1);
	await new Promise((resolve) => server?.close(resolve));
	await expect(refuseUsedPort(port)).resolves.toBeUndefined();
});

test('a folder belongs to one process at a time, and is given back', async () => {
	const giveBack = await claimFolder(folder, 'http://localhost:5678');
	await expect(claimFolder(folder, 'http://localhost:5678')).rejects.toThrow(
		'already starting or running at http://localhost:5678',
	);
	giveBack();
	expect(readdirSync(folder)).toEqual([]);
});

test('a folder whose process was killed is taken over', async () => {
	const mark = path.join(folder, 'running.json');
	// no process has such a number
	writeFileSync(mark, JSON.stringify({ pid: 2 ** 30, url: 'http://localhost:1' }));
	const giveBack = await claimFolder(folder, 'http://localhost:5678');
	expect(existsSync(mark)).toBe(true);
	giveBack();
});
