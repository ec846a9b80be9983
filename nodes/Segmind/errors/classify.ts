import { API_ERRORS } from './apiErrors';
import { type ErrorDefinition, isPurchase, type Step } from './problem';

const says = (text: string, ...words: string[]): boolean => {
	const lower = text.toLowerCase();
	return words.some((word) => lower.includes(word));
};

/** 401 comes with two texts: no key arrived, or a key that is not known. */
const unauthorized = (text: string): ErrorDefinition =>
	says(text, 'missing authorization', 'missing x-api-key', 'x-api-key in header')
		? API_ERRORS.keyMissing
		: API_ERRORS.keyInvalid;

/** 406 has four meanings; only the text tells them apart, credits last because others name them too. */
function notAcceptable(text: string): ErrorDefinition {
	if (says(text, 'content type', 'content-type')) return API_ERRORS.wrongContentType;
	if (says(text, 'spend limit', 'spending limit', 'spend-limit', 'budget'))
		return API_ERRORS.spendLimit;
	if (says(text, 'credit', 'balance')) return API_ERRORS.creditsUsedUp;
	return API_ERRORS.settingsRefused;
}

function notFound(step: Step): ErrorDefinition {
	if (step === 'status' || step === 'result') return API_ERRORS.recordExpired;
	if (step === 'download') return API_ERRORS.fileGone;
	if (step === 'upload') return API_ERRORS.wrongUploadUrl;
	return step === 'credits' ? API_ERRORS.wrongBaseUrl : API_ERRORS.modelUnknown;
}

/** What only a refusal of content says. */
const POLICY_WORDS = [
	'content_policy',
	'content policy',
	'policy violation',
	'policy_violation',
	'moderation_blocked',
	'safety system',
	'nsfw',
	'flagged',
];

/** Words of a filter; settings have them in their names as well. */
const FILTER_WORDS = ['moderation', 'safety'];

/** What is said of a value that a setting can't have. */
const SETTING_WORDS = [
	'must be',
	'should be',
	'invalid',
	'not valid',
	'not a valid',
	'not supported',
	'unsupported',
	'expected',
	'allowed value',
	'not one of',
	'required',
	'greater than',
	'less than',
	'out of range',
	'parameter',
];

/** Further words that tell of what was sent, or of the account behind the key. */
const REFUSAL_WORDS = [
	...['content', 'polic', 'violat', 'prohibit', 'sensitive', 'inappropriate', 'unsafe', 'harmful'],
	...['copyright', 'nudity', 'sexual', 'blocked', 'rejected', 'declined', 'not allowed'],
	...['prompt', 'mandatory', 'missing', 'field', 'setting', 'argument', 'validation', 'valueerror'],
	...['exceeds', 'too long', 'too short', 'too large', 'too small', 'not permitted', 'permission'],
	...['quota', 'billing', 'payment', 'funds', 'api key', 'api-key', 'api_key', 'apikey'],
	...['authoriz', 'authoris', 'authentic', 'forbidden', 'denied'],
];

/** Words about a file that goes in; as the beginning of a longer name (`image_size`) they are about a setting. */
const FILE_WORDS =
	/(?<![a-z]|num_|max_)(?:images?|photos?|pictures?|masks?|videos?|audios?|media|files?|ur[il]s?|links?)(?:_ur[il]s?)?(?![a-z_])|download|fetch|retriev|decod|https?(?::|%)/i;

/** What was to be made is no file of the request. */
const OUTPUT_WORDS =
	/\b(?:image|video|audio)s? generation\b|\b(?:generat|creat|render|produc)\w* (?:(?:the|an?|your|any) )?(?:image|video|audio)s?\b/gi;

/** Whether Segmind's words may be about a file or a URL of the request. */
export const speaksOfFile = (text: string): boolean =>
	FILE_WORDS.test(text.replace(OUTPUT_WORDS, ''));

/** Why a job is FAILED: its content was refused, a file could not be used, or anything else. */
export function failedJobError(text: string): ErrorDefinition {
	const aboutSetting = says(text, ...SETTING_WORDS);
	const byFilter = says(text, ...FILTER_WORDS) && !aboutSetting;
	const byPolicy = says(text, ...POLICY_WORDS);
	if (byPolicy || byFilter) return API_ERRORS.contentRefused;
	return speaksOfFile(text) ? API_ERRORS.fileFailed : API_ERRORS.jobFailed;
}

/**
 * Whether a failure speaks of what was sent (content, settings, files, URLs) or of the account (credits,
 * key), so that the same job would fail again.
 */
export const speaksOfRequest = (text: string): boolean =>
	failedJobError(text) !== API_ERRORS.jobFailed ||
	notAcceptable(text) !== API_ERRORS.settingsRefused ||
	says(text.replace(/unexpected/gi, ''), ...SETTING_WORDS, ...REFUSAL_WORDS);

function clientSide(step: Step, status: number, text: string): ErrorDefinition | undefined {
	switch (status) {
		case 400:
			return API_ERRORS.settingsRefused;
		case 401:
			return unauthorized(text);
		case 402:
			return API_ERRORS.creditsUsedUp;
		case 403:
			return step === 'download' ? API_ERRORS.fileGone : API_ERRORS.notPermitted;
		case 404:
			return notFound(step);
		case 405:
			return step === 'upload' ? API_ERRORS.wrongUploadUrl : API_ERRORS.wrongBaseUrl;
		case 406:
			return notAcceptable(text);
		case 410:
			return isPurchase(step) ? API_ERRORS.modelRetired : notFound(step);
		case 422:
			return API_ERRORS.settingsRefused;
		case 429:
			return API_ERRORS.rateLimited;
		default:
			return undefined;
	}
}

/**
 * The error for an answer that is not a success.
 * @param status HTTP status, 300 and above
 * @param text Segmind's own words in the answer
 */
export function errorFor(step: Step, status: number, text: string): ErrorDefinition {
	if (status >= 300 && status < 400) return API_ERRORS.redirected;
	const known = clientSide(step, status, text);
	if (known) return known;
	if (status < 500) return API_ERRORS.unexpectedStatus;
	if (step === 'download') return API_ERRORS.arrivedIncomplete;
	return step === 'upload' && status === 500 ? API_ERRORS.fileRefused : API_ERRORS.unavailable;
}
