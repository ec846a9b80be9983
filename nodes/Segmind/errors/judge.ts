import { API_ROWS } from './apiRows';
import type { Row } from './problem';

/** The calls that this node makes. */
export type Step = 'credits' | 'upload' | 'submit' | 'sync' | 'status' | 'result' | 'download';

const says = (text: string, ...words: string[]): boolean => {
	const lower = text.toLowerCase();
	return words.some((word) => lower.includes(word));
};

/** 401 comes with two texts: no key arrived, or a key that is not known. */
const unauthorized = (text: string): Row =>
	says(text, 'missing authorization', 'missing x-api-key', 'x-api-key in header')
		? API_ROWS.keyMissing
		: API_ROWS.keyInvalid;

/** 406 has four meanings; only the text tells them apart, credits last because others name them too. */
function notAcceptable(text: string): Row {
	if (says(text, 'content type', 'content-type')) return API_ROWS.wrongContentType;
	if (says(text, 'spend limit', 'spending limit', 'spend-limit', 'budget'))
		return API_ROWS.spendLimit;
	if (says(text, 'credit', 'balance')) return API_ROWS.creditsUsedUp;
	return API_ROWS.settingsRefused;
}

const isOrder = (step: Step): boolean => step === 'submit' || step === 'sync';

function notFound(step: Step): Row {
	if (step === 'status' || step === 'result') return API_ROWS.recordExpired;
	if (step === 'download') return API_ROWS.fileGone;
	if (step === 'upload') return API_ROWS.wrongUploadAddress;
	return step === 'credits' ? API_ROWS.wrongAddress : API_ROWS.modelUnknown;
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

/** Why a job is FAILED: its content was refused, or anything else. */
export function failedJob(text: string): Row {
	const aboutSetting = says(text, ...SETTING_WORDS);
	const byFilter = says(text, ...FILTER_WORDS) && !aboutSetting;
	const byPolicy = says(text, ...POLICY_WORDS);
	return byPolicy || byFilter ? API_ROWS.contentRefused : API_ROWS.jobFailed;
}

function clientSide(step: Step, status: number, text: string): Row | undefined {
	switch (status) {
		case 400:
			return API_ROWS.settingsRefused;
		case 401:
			return unauthorized(text);
		case 402:
			return API_ROWS.creditsUsedUp;
		case 403:
			return step === 'download' ? API_ROWS.fileGone : API_ROWS.notPermitted;
		case 404:
			return notFound(step);
		case 405:
			return step === 'upload' ? API_ROWS.wrongUploadAddress : API_ROWS.wrongAddress;
		case 406:
			return notAcceptable(text);
		case 410:
			return isOrder(step) ? API_ROWS.modelRetired : notFound(step);
		case 422:
			return API_ROWS.settingsRefused;
		case 429:
			return API_ROWS.rateLimited;
		default:
			return undefined;
	}
}

/**
 * The row for an answer that is not a success.
 * @param status HTTP status, 300 and above
 * @param text Segmind's own words in the answer
 */
export function rowFor(step: Step, status: number, text: string): Row {
	if (status >= 300 && status < 400) return API_ROWS.redirected;
	const known = clientSide(step, status, text);
	if (known) return known;
	if (status === 500) return API_ROWS.serverTrouble;
	return status > 500 ? API_ROWS.unavailable : API_ROWS.unexpectedStatus;
}
