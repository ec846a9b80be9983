import { homedir } from 'node:os';
import path from 'node:path';

/** The checkout. */
export const PROJECT_FOLDER = path.resolve(__dirname, '..', '..', '..');

const HERE = path.resolve(__dirname, '..');

/** An n8n version that the package is proven in, with the committed lock file of its tree. */
export interface HostVersion {
	version: string;
	/** Folder of the committed package.json and package-lock.json. */
	lockFolder: string;
	major: 1 | 2;
	/** On disk once it is installed, with the Node that it runs on. */
	gigabytes: number;
}

/** Newest first; the tests run in all of them. */
export const HOSTS: HostVersion[] = [
	{ version: '2.41.1', lockFolder: path.join(HERE, 'host-2'), major: 2, gigabytes: 2.8 },
	{ version: '1.123.81', lockFolder: path.join(HERE, 'host-1'), major: 1, gigabytes: 1.9 },
];

/** Lock file of the Node 24 binaries, one npm package a platform. */
export const NODE_LOCK_FOLDER = path.join(HERE, 'node-24');

/**
 * Folder that holds the installed n8n trees (2.6 GB and 1.7 GB, and Node). In the checkout but ignored by
 * git, so that deleting the checkout deletes everything; several checkouts can share one.
 */
export function cacheFolder(): string {
	const chosen = process.env.N8N_NODES_SEGMIND_CACHE;
	if (!chosen) return path.join(PROJECT_FOLDER, '.cache', 'n8n');
	return path.resolve(chosen.replace(/^~(?=$|[/\\])/, homedir()));
}

/** Looks a host up by its full version or by its major ('1', '2'). Throws on an unknown one. */
export function findHost(wanted: string): HostVersion {
	const host = HOSTS.find(({ version, major }) => wanted === version || wanted === String(major));
	if (!host) {
		throw new Error(`No host for n8n ${wanted}; known: ${HOSTS.map((h) => h.version).join(', ')}`);
	}
	return host;
}
