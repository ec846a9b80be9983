import { CONSOLE, defineError, JOB_IS_EMPTY } from './problem';

/** What keeps an answer or a finished file from getting into n8n. */
export const FILE_ERRORS = {
	storageUnavailable: defineError(
		"The file could not be written to n8n's storage for binary data",
		'Check that the storage has room and that n8n may write to it, then retry the failed execution, or execute this node again in the editor. Both pick a job of the queue up. Any other new run submits it again.',
		'yes',
	),
	addressNotAllowed: defineError(
		'The URL of the file names no public host and was not opened',
		"Files are fetched from hosts with a public name, and from the host of 'Base URL' in the credential; not from an IP, and not from a network of your own.",
		'yes',
	),
	blockedByN8n: defineError(
		"The URL was refused by n8n's protection of internal networks (SSRF)",
		'Nothing was sent. Whoever runs n8n can allow the host with N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES.',
		'no',
		'configuration-invalid',
	),
	answerTooLarge: defineError(
		'The answer of Segmind is larger than this node reads',
		`Look the job up in ${CONSOLE}.`,
		'maybe',
	),
} as const;

/** What can come of a PixelFlow and asks for other steps than the same of a model. */
export const WORKFLOW_ERRORS = {
	workflowUnknown: defineError(
		'Segmind has no PixelFlow with this name',
		'Copy the slug or the ID from the page of the PixelFlow at Segmind, and check that it is published.',
		'no',
		'configuration-invalid',
	),
	workflowNotPermitted: defineError(
		'The account behind the credential may not run this PixelFlow',
		'Use the key of the team that the PixelFlow belongs to, or have it published.',
		'no',
		'configuration-invalid',
	),
	workflowInputRefused: defineError(
		"Segmind refused an input of the PixelFlow. Check 'Inputs' and 'Files'",
		'Names must be those of the inputs of the PixelFlow, as its page at Segmind shows them.',
		'no',
		'configuration-invalid',
	),
	workflowNoResult: defineError(
		'The PixelFlow completed without an output',
		`It must have an output. ${JOB_IS_EMPTY}`,
		'yes',
	),
	workflowFailed: defineError(
		'Segmind could not finish the PixelFlow. Check its inputs',
		"Segmind's own words say why. Steps that were done before may have been billed; the next run starts from the beginning.",
		'maybe',
	),
} as const;
