import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import path from 'node:path';

import { freePort } from '../lib/n8n';
import { until } from '../lib/wait';

/** A database server with a data folder of its own, on loopback. */
export interface Server {
	port: number;
	/** Ends it and waits for that. */
	stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root, so it runs as the user that its package made. */
const POSTGRES_USER = 'postgres';

const isRoot = process.getuid?.() === 0;

const setting = (name: string): string => {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: start this with "npm run e2e -- --queue"`);
	return value;
};

/** The folder for everything temporary; deleted by `run.mjs`. */
export const temporaryFolder = () => setting('QUEUE_FOLDER');

/** Ends with this process even when this one is killed, so that no server outlives the tests. */
function command(program: string, args: string[], user?: string): [string, string[]] {
	const other = isRoot && user ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
	return ['setpriv', ['--pdeathsig=INT', ...other, program, ...args]];
}

async function answers(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ port, host: '127.0.0.1' });
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}

interface Start {
	name: string;
	program: string;
	args: string[];
	port: number;
	folder: string;
	user?: string;
}

async function start({ name, program, args, port, folder, user }: Start): Promise<Server> {
	const [file, all] = command(program, args, user);
	const log: string[] = [];
	const child: ChildProcess = spawn(file, all, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
	child.stdout?.on('data', (chunk: Buffer) => log.push(String(chunk)));
	child.stderr?.on('data', (chunk: Buffer) => log.push(String(chunk)));
	let over = false;
	const ended = new Promise<void>((resolve) => {
		child.once('error', (error) => log.push(error.message));
		child.once('close', () => {
			over = true;
			resolve();
		});
	});
	await until(`${name} answers`, async () => over || (await answers(port))).catch(() => undefined);
	if (over || !(await answers(port))) throw new Error(`${name} did not start:\n${log.join('')}`);
	const stop = async () => {
		// For PostgreSQL the fast way: it doesn't wait for clients to leave.
		if (!over) child.kill('SIGINT');
		await ended;
	};
	return { port, stop };
}

function userIds(user: string): [uid: number, gid: number] {
	const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
	return [id('-u'), id('-g')];
}

function initialise(folder: string, passwordFile: string) {
	const initdb = path.join(setting('QUEUE_POSTGRES'), 'initdb');
	const options = ['-U', DATABASE.user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	const [file, args] = command(
		initdb,
		['-D', folder, '--no-sync', '-E', 'UTF8', '--locale=C', ...options],
		POSTGRES_USER,
	);
	const { status, stderr } = spawnSync(file, args, { cwd: path.dirname(folder), encoding: 'utf8' });
	if (status !== 0) throw new Error(`initdb ended with ${status}:\n${stderr}`);
}

/** Who n8n is for PostgreSQL. The database of that name is made by `initdb`. */
export const DATABASE = { user: 'n8n', password: 'only-on-loopback', database: 'postgres' };

/** Starts a PostgreSQL with an empty database. */
export async function startPostgres(): Promise<Server> {
	const home = path.join(temporaryFolder(), `postgres-${randomUUID()}`);
	const [data, passwordFile] = [path.join(home, 'data'), path.join(home, 'password')];
	await mkdir(home, { recursive: true });
	await writeFile(passwordFile, DATABASE.password);
	if (isRoot) {
		const [uid, gid] = userIds(POSTGRES_USER);
		for (const file of [home, passwordFile]) await chown(file, uid, gid);
	}
	initialise(data, passwordFile);
	const port = await freePort();
	const places = ['-p', String(port), '-h', '127.0.0.1', '-k', home];
	return await start({
		name: 'PostgreSQL',
		program: path.join(setting('QUEUE_POSTGRES'), 'postgres'),
		args: ['-D', data, ...places],
		port,
		folder: home,
		user: POSTGRES_USER,
	});
}

/** Starts a Redis that writes nothing to disk. */
export async function startRedis(): Promise<Server> {
	const folder = path.join(temporaryFolder(), `redis-${randomUUID()}`);
	await mkdir(folder, { recursive: true });
	const port = await freePort();
	const places = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
	const args = [...places, '--save', '', '--appendonly', 'no'];
	return await start({ name: 'Redis', program: setting('QUEUE_REDIS'), args, port, folder });
}

/** Resident memory of a process in bytes; 0 when it is gone. */
export async function residentBytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
