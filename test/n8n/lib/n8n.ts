import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { installPackage, installProject } from './communityPackage';
import { environmentFor, LEAKS_FILE, type BinaryMode } from './environment';
import { ensureHost, type N8nHost } from './host';
import { hasEnded, launch, type N8nProcess } from './launch';
import { N8nRest } from './rest';
import { until } from './wait';

const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 150;

/** How to start an n8n. All but `version` have defaults. */
export interface N8nOptions {
	/** '2', '1' or a full version of `HOSTS`. */
	version: string;
	/** Holds `.n8n`; a folder of its own below the temporary folder when not given. */
	userFolder?: string;
	binaryMode?: BinaryMode;
	/** A free one when not given. */
	port?: number;
	env?: NodeJS.ProcessEnv;
	/** Folder of the unpacked package; else the project is packed. `null`: n8n without it. */
	packageFolder?: string | null;
	/** Refuse connections that leave the machine; default true. */
	loopbackOnly?: boolean;
	/** Full paths of modules that n8n loads before anything else. */
	preload?: string[];
	/** Further options of Node.js. */
	nodeOptions?: string[];
}

/** A running n8n with its owner logged in. */
export interface N8n {
	host: N8nHost;
	url: string;
	userFolder: string;
	/** Folder that the file nodes may use. */
	filesFolder: string;
	/** Where the package was installed. */
	packageFolder: string;
	rest: N8nRest;
	pid: number;
	startSeconds: number;
	/** What n8n printed so far. */
	log(): Promise<string>;
	/** Hosts that it tried to reach outside this machine, one 'host:port' each. */
	leaks(): Promise<string[]>;
	/** Ends it (SIGTERM, then SIGKILL) and deletes a user folder that was made for it. */
	stop(): Promise<void>;
	/** Resolves when the process has ended, whoever ended it. */
	ended: Promise<void>;
}

/** Ports that no system hands out for outgoing connections: those come and go while n8n starts. */
const [FIRST_PORT, PORTS] = [20_000, 12_000];

export async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	const free = await new Promise<boolean>((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => resolve(true));
	});
	await new Promise((resolve) => server.close(resolve));
	return free;
}

/** A TCP port that is free at this moment. */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < 100; tries += 1) {
		const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
		if (await isFree(port)) return port;
	}
	throw new Error('no port');
}

/** Whether n8n is ready: it serves its settings only when the routes are; the health check answers before. */
export async function isReady(url: string, path = '/rest/settings'): Promise<boolean> {
	const answer = await fetch(url + path).catch(() => undefined);
	return Boolean(answer?.ok && answer.headers.get('content-type')?.includes('json'));
}

/** @throws Error with what the process printed, when it ends or isn't ready in time */
export async function waitUntilReady(n8n: N8nProcess, url: string, path?: string, waitMs?: number) {
	const options = { waitMs: waitMs ?? READY_WITHIN_MS, everyMs: LOOK_EVERY_MS };
	const isUp = async () => hasEnded(n8n.child) || (await isReady(url, path));
	await until('n8n is ready', isUp, options).catch(() => undefined);
	if (hasEnded(n8n.child) || !(await isReady(url, path)))
		throw new Error(`n8n did not start:\n${(await n8n.log()).slice(-3000)}`);
}

async function prepareFolder(options: N8nOptions) {
	const userFolder = options.userFolder ?? (await mkdtemp(path.join(tmpdir(), 'segmind-n8n-')));
	const filesFolder = path.join(userFolder, 'files');
	await mkdir(filesFolder, { recursive: true });
	let packageFolder = '';
	if (options.packageFolder) {
		packageFolder = await installPackage(options.packageFolder, userFolder);
	} else if (options.packageFolder === undefined) {
		packageFolder = await installProject(userFolder);
	}
	return { userFolder, filesFolder, packageFolder };
}

/**
 * Starts a real n8n on loopback with the package installed as a community package, an owner
 * account set up and logged in. Throws with n8n's output when it doesn't come up in two minutes.
 */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const host = await ensureHost(options.version);
	const { userFolder, filesFolder, packageFolder } = await prepareFolder(options);
	const port = options.port ?? (await freePort());
	const env = environmentFor({
		host,
		userFolder,
		filesFolder,
		port,
		brokerPort: await freePort(),
		binaryMode: options.binaryMode ?? 'filesystem',
		loopbackOnly: options.loopbackOnly ?? true,
		...(options.preload && { preload: options.preload }),
		...(options.nodeOptions && { nodeOptions: options.nodeOptions }),
	});
	const started = Date.now();
	const n8n = launch({
		host,
		args: ['start'],
		cwd: userFolder,
		env: { ...env, ...options.env },
		logFile: path.join(userFolder, 'n8n-output.txt'),
	});
	const url = `http://localhost:${port}`;
	const stop = async () => {
		await n8n.end();
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true });
	};
	const rest = new N8nRest(`http://127.0.0.1:${port}`);
	try {
		await waitUntilReady(n8n, `http://127.0.0.1:${port}`);
		await rest.becomeOwner();
	} catch (error) {
		await n8n.end();
		throw error;
	}
	return {
		host,
		url,
		userFolder,
		filesFolder,
		packageFolder,
		rest,
		pid: n8n.child.pid ?? 0,
		startSeconds: (Date.now() - started) / 1000,
		log: n8n.log,
		leaks: async () => {
			const text = await readFile(path.join(userFolder, LEAKS_FILE), 'utf8').catch(() => '');
			return text.split('\n').filter(Boolean);
		},
		stop,
		ended: n8n.ended,
	};
}
