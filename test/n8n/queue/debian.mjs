import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installWithApt } from '../lib/apt.mjs';

const POSTGRES_HOME = '/usr/lib/postgresql';
const REDIS_PLACES = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'];

/** Folder with `initdb` and `postgres`, the newest one; Debian keeps them out of the path. */
function findPostgres() {
	const versions = existsSync(POSTGRES_HOME) ? readdirSync(POSTGRES_HOME) : [];
	const folders = versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(POSTGRES_HOME, version, 'bin'));
	return folders.find((folder) => existsSync(path.join(folder, 'initdb')));
}

const findRedis = () => REDIS_PLACES.find((file) => existsSync(file));

function missing() {
	return [...(findPostgres() ? [] : ['postgresql']), ...(findRedis() ? [] : ['redis-server'])];
}

/**
 * Where PostgreSQL and Redis are, installed from Debian's packages when they are not there yet.
 * @returns {Promise<{ postgres: string, redis: string }>} folder of `initdb`, file `redis-server`
 * @throws Error that says what to install when this can't be done here
 */
export async function ensureServers() {
	const packages = missing();
	if (packages.length > 0) await installWithApt(packages);
	const [postgres, redis] = [findPostgres(), findRedis()];
	if (!postgres || !redis) throw new Error(`Still missing: ${missing().join(', ')}`);
	return { postgres, redis };
}
