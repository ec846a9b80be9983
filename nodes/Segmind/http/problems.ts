import { API_ERRORS } from '../errors/apiErrors';
import { FILE_ERRORS } from '../errors/fileAndWorkflowErrors';
import {
	type Billed,
	type Details,
	type ErrorDefinition,
	isPurchase,
	JOB_IS_KEPT,
	Problem,
	type Step,
} from '../errors/problem';
import { apiTextOf } from '../errors/presentable';
import { errorFor } from '../errors/classify';
import { TooLarge, type ReadResponse } from './response';
import { certaintyOf, retryReasonOf } from './retryPolicy';
import type { Blocked, NetworkError } from './networkError';

/** What a problem says of the request that met it. */
export interface RequestSubject {
	readonly step: Step;
	readonly requestId?: string;
}

const NO_RESPONSE: Record<Step, ErrorDefinition> = {
	credits: API_ERRORS.unavailable,
	status: API_ERRORS.connectionLost,
	result: API_ERRORS.connectionLost,
	download: API_ERRORS.connectionLost,
	upload: API_ERRORS.uploadLost,
	submit: API_ERRORS.silence,
	sync: API_ERRORS.silence,
};

/** What a too large answer means where no job was asked for. Nothing is billed at these steps. */
const TOO_LARGE_OF_FREE: Partial<Record<Step, ErrorDefinition>> = {
	credits: API_ERRORS.unavailable,
	upload: API_ERRORS.uploadUnclear,
};

/** Once the job is submitted, a request that fails says nothing about the bill. */
function billedAfter(request: RequestSubject, definition: ErrorDefinition): Billed {
	if (request.step === 'download') return 'yes';
	if (request.requestId !== undefined && definition.billed === 'no') return 'maybe';
	return definition.billed;
}

/** "Run the item again" is what these say, which would pay a submitted job a second time. */
const TO_RUN_AGAIN: readonly ErrorDefinition[] = [
	API_ERRORS.unavailable,
	API_ERRORS.rateLimited,
	API_ERRORS.unreachable,
];

/** @param details what is known besides; a statement on the bill among them comes first */
function problemOf(
	request: RequestSubject,
	definition: ErrorDefinition,
	details: Details,
): Problem {
	const { requestId } = request;
	const isKept = requestId !== undefined && TO_RUN_AGAIN.includes(definition);
	return new Problem(definition, {
		billed: billedAfter(request, definition),
		...(requestId !== undefined && { requestId }),
		...(isKept && { next: JOB_IS_KEPT }),
		...details,
	});
}

const HINT_500 = 'HTTP 500 often means that a setting does not suit the model.';

/** The problem of a response that is no success, with Segmind's own words. */
export function problemOfResponse(request: RequestSubject, answer: ReadResponse): Problem {
	const { status: httpCode } = answer;
	const apiText = apiTextOf(answer.json, answer.text);
	if (!isPurchase(request.step)) {
		return problemOf(request, errorFor(request.step, httpCode, apiText), { apiText, httpCode });
	}
	const certainty = certaintyOf(retryReasonOf(request.step, httpCode), httpCode);
	if (certainty !== 'unclear') {
		const definition = errorFor(request.step, httpCode, apiText);
		return problemOf(request, definition, { apiText, httpCode, billed: 'no' });
	}
	const hint = httpCode === 500 && { detail: HINT_500 };
	const details = { ...hint, apiText, httpCode, billed: 'maybe' as const };
	return problemOf(request, API_ERRORS.submitUnclear, details);
}

/** The problem of a request that got no response. */
export function problemOfNetwork(request: RequestSubject, { kind, code }: NetworkError): Problem {
	const definition = kind === 'unreachable' ? API_ERRORS.unreachable : NO_RESPONSE[request.step];
	return problemOf(request, definition, code ? { detail: `Cause: ${code}.` } : {});
}

/** The problem of a call that n8n refused, or of an answer that is too large to be read. */
export function problemOfRefusal(request: RequestSubject, fault: Blocked | TooLarge): Problem {
	if (!(fault instanceof TooLarge)) return problemOf(request, FILE_ERRORS.blockedByN8n, {});
	const definition = TOO_LARGE_OF_FREE[request.step] ?? FILE_ERRORS.answerTooLarge;
	const detail = `The limit is ${fault.limitBytes / 1_000_000} MB.`;
	return problemOf(request, definition, { detail });
}
