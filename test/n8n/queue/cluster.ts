import { randomUUID } from 'node:crypto';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';

import { installProject } from '../lib/communityPackage';
import { environmentFor } from '../lib/environment';
import { ensureHost, type N8nHost } from '../lib/host';
import { launch, type N8nProcess } from '../lib/launch';
import { freePort, waitUntilReady } from '../lib/n8n';
import { N8nRest } from '../lib/rest';
import { DATABASE, startPostgres, startRedis, temporaryFolder, type Server } from './servers';
import { ROLES, SHARED, type Role } from './settings';

const READY_WITHIN_MS = 180_000;

/** A running process of the system. */
export interface Member extends N8nProcess {
	name: string;
	role: Role;
	port: number;
	env: NodeJS.ProcessEnv;
	args: string[];
}

/** One main, workers and a webhook processor on one PostgreSQL and one Redis. */
export interface Cluster {
	main: Member;
	workers: Member[];
	webhook: Member;
	rest: N8nRest;
	/** Address of a production webhook on the webhook processor. */
	hookUrl(path: string): string;
	/** Starts one more worker. */
	addWorker(): Promise<Member>;
	/** kill -9. */
	kill(member: Member): Promise<void>;
	/** Ends the main and starts it anew. */
	restartMain(): Promise<void>;
	redisPort: number;
	stop(): Promise<void>;
}

interface Common {
	host: N8nHost;
	postgres: Server;
	redis: Server;
	encryptionKey: string;
	webhookPort: number;
	/** Folder with the community packages, one for all: `.n8n/nodes` of each leads there. */
	packages: string;
}

async function environment(common: Common, role: Role, userFolder: string, port: number) {
	const base = environmentFor({
		host: common.host,
		userFolder,
		port,
		brokerPort: await freePort(),
		binaryMode: 'database',
		loopbackOnly: true,
		filesFolder: path.join(userFolder, 'files'),
	});
	return {
		...base,
		...SHARED,
		...ROLES[role].settings,
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(common.postgres.port),
		DB_POSTGRESDB_DATABASE: DATABASE.database,
		DB_POSTGRESDB_USER: DATABASE.user,
		DB_POSTGRESDB_PASSWORD: DATABASE.password,
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(common.redis.port),
		N8N_ENCRYPTION_KEY: common.encryptionKey,
		N8N_WEBHOOK_URL: `http://127.0.0.1:${common.webhookPort}/`,
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_LOG_LEVEL: 'info',
	};
}

let count = 0;

async function startMember(common: Common, role: Role, port: number): Promise<Member> {
	const name = `${role}-${++count}`;
	const userFolder = path.join(temporaryFolder(), name);
	await mkdir(path.join(userFolder, 'files'), { recursive: true });
	await mkdir(path.join(userFolder, '.n8n'), { recursive: true });
	await symlink(common.packages, path.join(userFolder, '.n8n', 'nodes'));
	const args = ROLES[role].command;
	const env = await environment(common, role, userFolder, port);
	const logFile = path.join(userFolder, 'n8n-output.txt');
	const n8n = launch({ host: common.host, args, env, cwd: userFolder, logFile });
	const member = { ...n8n, name, role, port, env, args };
	try {
		const path = role === 'main' ? '/rest/settings' : '/healthz/readiness';
		await waitUntilReady(n8n, `http://127.0.0.1:${port}`, path, READY_WITHIN_MS);
	} catch (error) {
		await n8n.end();
		throw error;
	}
	return member;
}

async function prepare(): Promise<Common> {
	const host = await ensureHost('2');
	const shared = path.join(temporaryFolder(), `packages-${randomUUID()}`);
	await installProject(shared);
	const postgres = await startPostgres();
	const redis = await startRedis().catch(async (error: unknown) => {
		await postgres.stop();
		throw error;
	});
	const packages = path.join(shared, '.n8n', 'nodes');
	const webhookPort = await freePort();
	return { host, postgres, redis, encryptionKey: randomUUID(), webhookPort, packages };
}

/**
 * Starts everything; the main first, as it sets up the database. When a part doesn't come up, the
 * others are ended and the error holds its output.
 */
export async function startCluster(workerCount = 2): Promise<Cluster> {
	const common = await prepare();
	const members: Member[] = [];
	const add = async (role: Role, port: number) => {
		const member = await startMember(common, role, port);
		members.push(member);
		return member;
	};
	const stop = async () => {
		await Promise.all(members.map(async (member) => await member.end()));
		await common.redis.stop();
		await common.postgres.stop();
	};
	const mainPort = await freePort();
	const addWorker = async () => await add('worker', await freePort());
	try {
		const main = await add('main', mainPort);
		const rest = new N8nRest(`http://127.0.0.1:${mainPort}`);
		await rest.becomeOwner();
		const [webhook, ...workers] = await Promise.all([
			add('webhook', common.webhookPort),
			...Array.from({ length: workerCount }, addWorker),
		]);
		const cluster: Cluster = {
			main,
			workers,
			webhook,
			rest,
			hookUrl: (hook) => `http://127.0.0.1:${common.webhookPort}/webhook/${hook}`,
			addWorker,
			kill: async (member) => {
				member.child.kill('SIGKILL');
				await member.ended;
			},
			restartMain: async () => {
				await cluster.main.end();
				cluster.main = await add('main', mainPort);
			},
			redisPort: common.redis.port,
			stop,
		};
		return cluster;
	} catch (error) {
		await stop();
		throw error;
	}
}
