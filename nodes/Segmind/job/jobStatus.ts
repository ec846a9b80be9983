import { isRecord } from '../core/json';

/** What an answer about a job says. Unknown states mean "still running", never success. */
export type JobState = 'running' | 'completed' | 'failed' | 'gone' | 'other';

const RUNNING_WORD = /^[A-Z][A-Z_]{1,39}$/;

const wordIn = (json: unknown): string =>
	isRecord(json) && typeof json.status === 'string' ? json.status.toUpperCase() : '';

/** Segmind's own word for the state of a job, in capitals; PROCESSING where there is none. */
export function statusWord(json: unknown): string {
	const word = wordIn(json);
	return RUNNING_WORD.test(word) ? word : 'PROCESSING';
}

/**
 * Reads the body before the status code: a failed job arrives as HTTP 422 with a body that says so.
 * @param status HTTP status
 * @param json the body, or undefined when it is no JSON
 */
export function stateOf(status: number, json: unknown): JobState {
	const word = wordIn(json);
	if (word === 'FAILED') return 'failed';
	if (status === 404 || status === 410) return 'gone';
	if (status >= 300) return 'other';
	return word === 'COMPLETED' ? 'completed' : 'running';
}
