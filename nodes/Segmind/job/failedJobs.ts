import { clock, type Deadline } from '../core/clock';
import { failedJobError, speaksOfRequest } from '../errors/classify';
import { allWordsOf } from '../errors/presentable';
import { type Details, Problem } from '../errors/problem';
import type { FilesContext } from '../http/context';
import type { JobSpec } from './jobSpec';
import type { DurationHistory } from './pollSchedule';

/** Segmind reported the job as failed. Not billed, so it may be submitted again. */
export class JobFailed extends Problem {
	/** Its words speak of the request or the account: the same job would fail again. */
	readonly isLasting: boolean;

	/** @param json the answer that said so */
	constructor(details: Details, json: unknown) {
		const { apiText = '' } = details;
		super(failedJobError(apiText), { ...details, billed: 'no' });
		this.isLasting = speaksOfRequest(`${apiText} ${allWordsOf(json)}`);
	}
}

/** What differs between two failures of the same kind: IDs, times, addresses of memory. */
const NUMBERS = /[\da-f-]{8,}|\d+/gi;

/** What is known of a run when one of its jobs fails. */
interface RunOfFailure extends Pick<FilesContext, 'signal' | 'credential'> {
	readonly failedTwice: Map<string, number>;
	readonly durations: DurationHistory;
}

/** Two jobs failed a second time with the same words: it is not chance, and none is tried again. */
function noteSecondFailure({ failedTwice }: RunOfFailure, { details }: JobFailed): void {
	const words = (details.apiText ?? '').replace(NUMBERS, '');
	failedTwice.set(words, (failedTwice.get(words) ?? 0) + 1);
}

/**
 * A failure as the user learns it: with the number of attempts, and why there was no other one.
 * @param attempts that were made, from 1
 */
export function failureAfter(failure: JobFailed, attempts: number, why = ''): Problem {
	const failed = attempts > 1 ? `It was submitted ${attempts} times, and failed each time.` : '';
	const detail = `${failed} ${why}`.trim();
	return detail === '' ? failure : failure.with({ detail });
}

/**
 * Until when a job that failed may be submitted again: so early that what such a job usually takes still
 * fits into the item's Maximum Wait.
 * @param attempts that failed, from 1
 * @param deadline the end of that wait, counted from the first submit
 * @throws Problem the failure, where it is not submitted again
 */
export function retryUntil(
	run: RunOfFailure,
	{ options, model: { slug, typicalSeconds } }: JobSpec,
	failure: JobFailed,
	attempts: number,
	deadline: Deadline,
): Deadline {
	const { failedTwice, signal, durations, credential } = run;
	if (attempts === 2) noteSecondFailure(run, failure);
	const isWanted = attempts <= options.failedJobRetries && !signal?.aborted;
	if (!isWanted || failure.isLasting) throw failureAfter(failure, attempts);
	if ([...failedTwice.values()].some((times) => times > 1)) {
		const why = 'It was not tried again: two jobs of this run failed twice with the same words.';
		throw failureAfter(failure, attempts, why);
	}
	const typicalMs = typicalSeconds === null ? null : typicalSeconds * 1000;
	const atMs = deadline.atMs - durations.of(credential.base, slug).expectedMs(typicalMs);
	if (clock.now() <= atMs) return { atMs };
	const why = "It was not tried again: too little of 'Maximum Wait (Seconds)' was left.";
	throw failureAfter(failure, attempts, why);
}
