import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { failedJobError, errorFor } from '../../../nodes/Segmind/errors/classify';
import type { Step } from '../../../nodes/Segmind/errors/problem';

type RowName = keyof typeof API_ERRORS;
const ALL_STEPS: Step[] = ['credits', 'upload', 'submit', 'sync', 'status', 'result', 'download'];
const SUBMITS: Step[] = ['submit', 'sync'];
const READS: Step[] = ['status', 'result'];

const KEY_MISSING = 'Missing Authorization or x-api-key in header';
const KEY_INVALID = 'Unauthorized. API key is invalid or may have expired...';
const TOO_FEW_CREDITS = 'Insufficient credits. Balance 0.01, needed 0.14';

/** Status, Segmind's words, steps, row: as the documentation and what was seen of the API say. */
const TABLE: Array<[number, string, Step[], RowName]> = [
	[400, 'Invalid parameters', [...SUBMITS, 'upload'], 'settingsRefused'],
	[401, KEY_MISSING, ALL_STEPS, 'keyMissing'],
	[401, KEY_INVALID, ALL_STEPS, 'keyInvalid'],
	[401, '', ALL_STEPS, 'keyInvalid'],
	[402, 'Payment required', SUBMITS, 'creditsUsedUp'],
	[402, '', SUBMITS, 'creditsUsedUp'],
	[403, 'Insufficient permissions', [...SUBMITS, ...READS, 'upload'], 'notPermitted'],
	[403, '<Code>AccessDenied</Code>', ['download'], 'fileGone'],
	[404, 'Model or endpoint not found', SUBMITS, 'modelUnknown'],
	[404, 'Request 2c7f59ea not found', READS, 'recordExpired'],
	[404, '', ['download'], 'fileGone'],
	[404, '<html>nginx</html>', ['upload'], 'wrongUploadUrl'],
	[404, '<html>nginx</html>', ['credits'], 'wrongBaseUrl'],
	[405, '<html>405 Not Allowed</html>', [...SUBMITS, 'credits'], 'wrongBaseUrl'],
	[405, '<html>405 Not Allowed</html>', ['upload'], 'wrongUploadUrl'],
	[406, TOO_FEW_CREDITS, SUBMITS, 'creditsUsedUp'],
	[406, 'Your balance is too low for this request', SUBMITS, 'creditsUsedUp'],
	[406, 'Invalid content type', SUBMITS, 'wrongContentType'],
	[406, 'Content-Type must be application/json', SUBMITS, 'wrongContentType'],
	[406, 'The team spend limit of 20 credits is reached', SUBMITS, 'spendLimit'],
	[406, 'Monthly spending limit reached', SUBMITS, 'spendLimit'],
	[406, 'quality must be one of low, medium, high, auto', SUBMITS, 'settingsRefused'],
	[406, '', SUBMITS, 'settingsRefused'],
	[410, 'This model has been retired', SUBMITS, 'modelRetired'],
	[410, '', ['download'], 'fileGone'],
	[410, '', READS, 'recordExpired'],
	[410, '', ['credits'], 'wrongBaseUrl'],
	[410, '', ['upload'], 'wrongUploadUrl'],
	[422, 'Validation Error', [...SUBMITS, ...READS], 'settingsRefused'],
	[429, 'rate_limit_exceeded', ALL_STEPS, 'rateLimited'],
	[500, 'Internal server error', ['credits', ...SUBMITS, ...READS], 'unavailable'],
	[500, 'Internal server error', ['upload'], 'fileRefused'],
	[502, '<html>Bad gateway</html>', ['credits', 'upload', ...SUBMITS, ...READS], 'unavailable'],
	[503, '', ['credits', 'upload', ...SUBMITS, ...READS], 'unavailable'],
	[504, 'Request timed out', ['credits', 'upload', ...SUBMITS, ...READS], 'unavailable'],
	[500, '', ['download'], 'arrivedIncomplete'],
	[503, '', ['download'], 'arrivedIncomplete'],
	[301, '', ALL_STEPS, 'redirected'],
	[307, 'Temporary Redirect', ALL_STEPS, 'redirected'],
	[418, "I'm a teapot", ALL_STEPS, 'unexpectedStatus'],
	[451, '', ALL_STEPS, 'unexpectedStatus'],
];

const nameOf = (row: unknown): string =>
	Object.entries(API_ERRORS).find(([, found]) => found === row)?.[0] ?? 'none of the table';

const CASES = TABLE.flatMap(([status, text, steps, row]) =>
	steps.map((step) => ({ status, text, step, row })),
);

it.each(CASES)('HTTP $status at $step, "$text": $row', ({ status, text, step, row }) => {
	expect(nameOf(errorFor(step, status, text))).toBe(row);
	expect(nameOf(errorFor(step, status, text.toUpperCase()))).toBe(row);
});

it('has a row for every status from 300 on, at every step', () => {
	for (const step of ALL_STEPS) {
		for (let status = 300; status < 600; status += 1) {
			expect(nameOf(errorFor(step, status, 'anything'))).not.toBe('none of the table');
		}
	}
});

it.each([
	['content_policy_violation', 'contentRefused'],
	['Your request was rejected by our safety system', 'contentRefused'],
	['Moderation blocked the prompt', 'contentRefused'],
	['Output flagged as NSFW', 'contentRefused'],
	['Prompt is Mandatory and must be string', 'jobFailed'],
	['Reference media rejected: URL must be a valid HTTP or HTTPS URL.', 'fileFailed'],
	['Failed to download the reference', 'fileFailed'],
	['init_image could not be read', 'fileFailed'],
	['cannot identify image file <_io.BytesIO>', 'fileFailed'],
	['HTTPSConnectionPool: Max retries exceeded', 'jobFailed'],
	['image_size must be one of 1K, 2K', 'jobFailed'],
	['num_images must be at most 4', 'jobFailed'],
	['The profile is unmasked', 'jobFailed'],
	['', 'jobFailed'],
	// a refused setting is no refused content
	["'moderation' must be one of: low, auto", 'jobFailed'],
	['Invalid value for safety_tolerance: expected an integer from 1 to 6', 'jobFailed'],
	['visual_input_content_moderation: value is not a valid boolean', 'jobFailed'],
	['disable_safety_checker is not supported by this model', 'jobFailed'],
	['safety_tolerance: ensure this value is less than or equal to 6', 'jobFailed'],
	['Your request was rejected by the safety system', 'contentRefused'],
	['The image was flagged', 'contentRefused'],
	['Blocked by moderation', 'contentRefused'],
	['moderation_blocked: the prompt violates our policy', 'contentRefused'],
])('a FAILED job that says %j: %s', (text, row) => {
	expect(nameOf(failedJobError(text))).toBe(row);
});
