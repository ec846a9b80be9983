import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFile } from 'node:fs/promises';

import type { ModelFile } from '../../../scripts/generate/modelFile';
import { checkCommand } from '../../../scripts/models/checkCommand';
import { importCommand } from '../../../scripts/models/importCommand';

const ROOT = path.resolve(__dirname, '..', '..', '..');
const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');

/** Proxies of whoever runs the tests must not matter. */
const NO_PROXIES = Object.fromEntries(
	['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'].flatMap((name) => [
		[name, ''],
		[name.toUpperCase(), ''],
	]),
);

export interface Ended {
	code: number | null;
	out: string;
	err: string;
}

/** Runs one of the two commands in a process of its own, as `npm run` does. */
export async function runAlone(
	command: 'import' | 'check',
	args: string[],
	env: Record<string, string> = {},
): Promise<Ended> {
	const script = path.join(ROOT, 'scripts', 'models', `${command}.ts`);
	const child = spawn(process.execPath, [TSX, script, ...args], {
		cwd: ROOT,
		env: { ...process.env, ...NO_PROXIES, ...env },
	});
	const ended: Ended = { code: null, out: '', err: '' };
	child.stdout.on('data', (data: Buffer) => (ended.out += data.toString()));
	child.stderr.on('data', (data: Buffer) => (ended.err += data.toString()));
	ended.code = await new Promise((resolve) => child.on('close', resolve));
	return ended;
}

/** The project's format needs a module that jest can't load: the tests write plain JSON. */
async function writePlainly(model: ModelFile, folder: string): Promise<string> {
	const file = path.join(folder, `${model.slug}.json`);
	await writeFile(file, JSON.stringify({ $schema: './model.schema.json', ...model }));
	return file;
}

/** Runs one of the two commands here. @returns how it ended and what it wrote */
export async function run(command: 'import' | 'check', args: string[]): Promise<Ended> {
	const ended: Ended = { code: null, out: '', err: '' };
	const terminal = {
		tell: (line: string) => void (ended.out += `${line}\n`),
		complain: (line: string) => void (ended.err += `${line}\n`),
	};
	ended.code =
		command === 'check'
			? await checkCommand(args, terminal)
			: await importCommand(args, terminal, writePlainly);
	return ended;
}

/** A folder that is gone when the test has ended. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
	const folder = mkdtempSync(path.join(tmpdir(), 'models-'));
	try {
		return await use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

export const addressOf = (server: Server): string =>
	`http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A server on loopback that is gone when the test has ended. */
export async function withServer<T>(
	answer: RequestListener,
	use: (site: string, server: Server) => Promise<T>,
): Promise<T> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await use(addressOf(server), server);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

/** The slug that a request asks the page of. */
export const slugIn = ({ url }: IncomingMessage): string =>
	/\/models\/([^/]+)\/api$/.exec(url ?? '')?.[1] ?? '';
