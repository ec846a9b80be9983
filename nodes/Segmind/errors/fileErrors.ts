import type { ErrorDefinition } from './problem';

const row = (
	message: string,
	next: string,
	billed: ErrorDefinition['billed'],
	cause?: ErrorDefinition['cause'],
): ErrorDefinition => ({
	message,
	next,
	billed,
	...(cause && { cause }),
});

/** What keeps an answer or a finished file from getting into n8n. */
export const FILE_ERRORS = {
	storageUnavailable: row(
		"The file could not be written to n8n's storage for binary data",
		'Check that the storage has room and that n8n may write to it, then run the item again. A job of the queue is picked up then, not submitted again.',
		'yes',
	),
	addressNotAllowed: row(
		'Segmind names a URL for a file from which this node fetches nothing',
		"URLs of your own network are not opened, except on the host of 'Base URL' in the credential.",
		'yes',
	),
	blockedByN8n: row(
		"The URL was refused by n8n's protection of internal networks (SSRF)",
		'Nothing was sent. Whoever runs n8n can allow the host with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
		'no',
		'configuration-invalid',
	),
	answerTooLarge: row(
		'What Segmind sent is larger than this node reads',
		'The request ID finds the job in the console of Segmind.',
		'maybe',
	),
} as const;
