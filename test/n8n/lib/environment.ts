import path from 'node:path';

import type { N8nHost } from './host';

/** How n8n stores files; 'default' is memory, which n8n 2 no longer has. */
export type BinaryMode = 'default' | 'filesystem' | 'database';

/** What the environment of an n8n is made from. */
export interface EnvironmentInput {
	host: N8nHost;
	userFolder: string;
	port: number;
	brokerPort: number;
	binaryMode: BinaryMode;
	/** Refuses every connection that leaves the machine. */
	loopbackOnly: boolean;
	/** Folder that workflows may read from and write to. */
	filesFolder: string;
	/** Full paths of further modules that n8n loads before anything else. */
	preload?: string[];
	/** Further options of Node.js, such as a limit of memory. */
	nodeOptions?: string[];
}

/** Everything with which n8n would call home or fetch something for its pages. */
const SILENT = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_PUBLIC_API_DISABLED: 'true',
};

/** Names of the leak file, below the user folder. */
export const LEAKS_FILE = 'connections-refused.txt';

/**
 * The environment for one n8n. Nothing is inherited but the path and the locale: a setting of
 * the machine's own n8n must not decide what a test sees.
 */
export function environmentFor(input: EnvironmentInput): NodeJS.ProcessEnv {
	const { host, userFolder, port, brokerPort } = input;
	const inherited: NodeJS.ProcessEnv = {};
	for (const name of ['HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG']) {
		if (process.env[name] !== undefined) inherited[name] = process.env[name];
	}
	const ownPath = process.env.PATH ?? process.env.Path ?? '';
	const preloads = ['endWithParent.cjs', ...(input.loopbackOnly ? ['loopbackOnly.cjs'] : [])];
	const files = [...preloads.map((name) => path.join(__dirname, name)), ...(input.preload ?? [])];
	const requires = files.map((file) => `--require ${JSON.stringify(file)}`);
	const options = [...requires, ...(input.nodeOptions ?? [])];
	return {
		...inherited,
		...SILENT,
		// Fetches a list from n8n's servers at every start; unknown to n8n 1, which refuses to start.
		...(host.major === 2 && { N8N_DISABLED_MODULES: 'mcp-registry' }),
		PATH: [path.dirname(host.node.binary), ownPath].join(path.delimiter),
		NODE_OPTIONS: options.join(' '),
		N8N_STARTED_BY: String(process.pid),
		N8N_TEST_LEAKS: path.join(userFolder, LEAKS_FILE),
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DEFAULT_BINARY_DATA_MODE: input.binaryMode,
		N8N_AVAILABLE_BINARY_DATA_MODES: 'filesystem,database',
		N8N_RESTRICT_FILE_ACCESS_TO: input.filesFolder,
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		GENERIC_TIMEZONE: 'UTC',
	};
}
