/**
 * The settings that make several n8n processes one system. `examples/queue-mode/compose.yaml`
 * must say the same: `compose.test.ts` compares it with what the processes here were given.
 */

/** The same for every process. */
export const SHARED = {
	EXECUTIONS_MODE: 'queue',
	DB_TYPE: 'postgresdb',
	// What n8n 2 takes in queue mode anyway. `filesystem` would leave each file on one worker's
	// disk, `s3` and `azure` need a licence.
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	GENERIC_TIMEZONE: 'UTC',
};

/** Names that every process must be given as well; where things are differs from place to place. */
export const PLACES = [
	'DB_POSTGRESDB_HOST',
	'DB_POSTGRESDB_PORT',
	'DB_POSTGRESDB_DATABASE',
	'DB_POSTGRESDB_USER',
	'DB_POSTGRESDB_PASSWORD',
	'QUEUE_BULL_REDIS_HOST',
	'QUEUE_BULL_REDIS_PORT',
	'N8N_ENCRYPTION_KEY',
	'N8N_WEBHOOK_URL',
];

/** The kinds of process: command, and settings of its own. */
export const ROLES = {
	main: { command: ['start'], settings: { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' } },
	worker: {
		command: ['worker', '--concurrency=5'],
		settings: {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			// Seconds to finish what it has in hand when it is stopped on purpose; n8n's 30 are
			// shorter than one image.
			N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '600',
		},
	},
	webhook: { command: ['webhook'], settings: {} },
};

export type Role = keyof typeof ROLES;
