import { API_ERRORS } from '../errors/apiErrors';
import { apiTextOf } from '../errors/presentable';
import { Problem, type ErrorDefinition } from '../errors/problem';
import { clock } from '../core/clock';
import { problemOfResponse } from '../http/problems';
import type { RequestContext } from '../http/requestContext';
import { readBody } from '../http/response';
import { retryReasonOf, statedWaitMs } from '../http/retryPolicy';
import type { HttpResponse } from '../http/send';
import type { FileNaming } from './fileName';
import type { FileRule } from './fileRule';
import type { RejectedContent, StoredFile } from './store';

/** One file that is to be fetched. */
export interface Wanted {
	readonly url: string;
	readonly naming: FileNaming;
	readonly request: RequestContext;
	readonly rule: FileRule;
}

/** How one try ended: a file, or a problem and whether a retry may help. */
export type Tried =
	| { readonly file: StoredFile }
	| {
			readonly problem: Problem;
			/** `late` for a file that is not there yet, or a page instead of it. */
			readonly again: 'always' | 'late' | 'never';
			/** Time that the server asks to wait, in milliseconds. */
			readonly askedMs?: number;
	  };

/** A problem of this file, with where it lies; it was paid. */
export const problemWith = (
	{ url, request }: Wanted,
	definition: ErrorDefinition,
	more: Problem['details'] = {},
): Problem =>
	new Problem(definition, {
		billed: 'yes',
		...(request.requestId !== undefined && { requestId: request.requestId }),
		...more,
		detail: [`URL: ${url}.`, ...(more.detail ? [more.detail] : [])].join(' '),
	});

/** What a refusal of the server means for a file that was paid. */
export function refusedFile(wanted: Wanted, answer: HttpResponse): Tried {
	const { status, headers } = answer;
	const read = readBody(answer);
	const reason = retryReasonOf('download', status);
	if (!reason) {
		const apiText = apiTextOf(read.json, read.text);
		const problem = problemWith(wanted, API_ERRORS.fileGone, { apiText, httpCode: status });
		return { problem, again: 'late' };
	}
	const askedMs = reason === 'rateLimited' ? statedWaitMs(headers, clock.date()) : undefined;
	const { definition, details } = problemOfResponse(wanted.request, read);
	const problem = problemWith(wanted, definition, details);
	return { problem, again: 'always', ...(askedMs !== undefined && { askedMs }) };
}

const REJECTED_ERRORS = {
	notAnImage: API_ERRORS.notAnImage,
	notTheFile: API_ERRORS.notTheFile,
	incomplete: API_ERRORS.arrivedIncomplete,
	empty: API_ERRORS.notAnImage,
};

/** How to go on with a file that was spoiled in the answer itself. */
const NO_URL =
	'Nothing can be downloaded again: the file came within the answer and has no URL. Look for the job in the Segmind console.';

/** The problem of a file that can't be kept, with where it lies. */
export const contentProblem = (
	outcome: RejectedContent,
	requestId: string | undefined,
	url: string | null,
): Problem =>
	new Problem(REJECTED_ERRORS[outcome.rejected], {
		...(url === null ? { next: NO_URL } : { detail: `URL: ${url}.` }),
		...(outcome.head !== '' && { apiText: outcome.head }),
		...(requestId !== undefined && { requestId }),
	});
