import { API_ERRORS } from '../errors/apiErrors';
import { CONSOLE, type Details, Problem, WITHOUT_THIS } from '../errors/problem';
import { apiTextOf } from '../errors/presentable';
import { clock, type Deadline } from '../core/clock';
import { problemOfResponse, type RequestSubject } from '../http/problems';
import { readBody, type HttpResponse } from '../http/response';
import { retryReasonOf, statedWaitMs } from '../http/retryPolicy';
import type { FileNaming } from './fileName';
import type { FileRule } from './fileRules';
import type { RejectedContent, StoredFile } from './store';

/**
 * A file that trying again doesn't bring: gone, something else in its place, too large, or at a URL
 * that is not opened. The others of its job are handed out without it.
 */
export class FileMissing extends Problem {}

/** The problem of a job of whose files none can be had. */
export function noneOf(missing: readonly Problem[]): Problem {
	const [first] = missing;
	if (!first) return new Problem(API_ERRORS.noResult);
	const { definition, details } = first;
	return first.with({
		detail: missing.map((one) => one.details.detail ?? '').join(' '),
		next: `${details.next ?? definition.next} ${WITHOUT_THIS}`,
	});
}

/** One file that is to be fetched. */
export interface WantedFile {
	readonly url: string;
	readonly naming: FileNaming;
	readonly request: RequestSubject & { readonly deadline: Deadline };
	readonly rule: FileRule;
}

/** How one try ended. */
export type FetchedFile =
	| { readonly file: StoredFile }
	| {
			/** Where a file is missing: it, or another file in its place, may be late. */
			readonly problem: Problem | FileMissing;
			/** Time that the server asks to wait, in milliseconds. */
			readonly askedMs?: number;
	  };

/** What is known of a file, with where it lies; it was paid. */
export const detailsWith = ({ url, request }: WantedFile, more: Details = {}): Details => ({
	billed: 'yes',
	...(request.requestId !== undefined && { requestId: request.requestId }),
	...more,
	detail: [`URL: ${url}.`, ...(more.detail ? [more.detail] : [])].join(' '),
});

/** What a refusal of the server means for a file that was paid. */
export function refusedFile(wanted: WantedFile, answer: HttpResponse): FetchedFile {
	const { status, headers } = answer;
	const read = readBody(answer);
	const reason = retryReasonOf('download', status);
	if (!reason) {
		const known = { apiText: apiTextOf(read.json, read.text), httpCode: status };
		return { problem: new FileMissing(API_ERRORS.fileGone, detailsWith(wanted, known)) };
	}
	const askedMs = reason === 'rateLimited' ? statedWaitMs(headers, clock.date()) : undefined;
	const { definition, details } = problemOfResponse(wanted.request, read);
	const problem = new Problem(definition, detailsWith(wanted, details));
	return { problem, ...(askedMs !== undefined && { askedMs }) };
}

const REJECTED_ERRORS = {
	notAnImage: API_ERRORS.notAnImage,
	notTheFile: API_ERRORS.notTheFile,
	incomplete: API_ERRORS.arrivedIncomplete,
	empty: API_ERRORS.notAnImage,
};

/** How to go on with a file that was spoiled in the answer itself. */
const NO_URL = `Nothing can be downloaded again: the file came within the answer and has no URL. Look for the job in ${CONSOLE}.`;

/**
 * The problem of a file that can't be kept, with where it lies. Only where the connection may have
 * cut it short does another try help.
 * @param url null for a file that came in the answer itself
 */
export function contentProblem(
	{ rejected, head }: RejectedContent,
	requestId: string | undefined,
	url: string | null,
): Problem {
	const details = {
		...(url === null ? { next: NO_URL } : { detail: `URL: ${url}.` }),
		...(head !== '' && { apiText: head }),
		...(requestId !== undefined && { requestId }),
	};
	return rejected === 'incomplete' && url !== null
		? new Problem(REJECTED_ERRORS[rejected], details)
		: new FileMissing(REJECTED_ERRORS[rejected], details);
}
