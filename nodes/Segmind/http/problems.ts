import { API_ERRORS } from '../errors/apiErrors';
import { FILE_ERRORS } from '../errors/fileAndWorkflowErrors';
import {
	type Billed,
	type ErrorDefinition,
	JOB_IS_KEPT,
	Problem,
	type Step,
} from '../errors/problem';
import { apiTextOf } from '../errors/presentable';
import { errorFor } from '../errors/classify';
import { TooLarge, type ReadResponse } from './response';
import { certaintyOf, isPurchase, retryReasonOf } from './retryPolicy';
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

const nextAfter = (request: RequestSubject, definition: ErrorDefinition) =>
	request.requestId !== undefined && TO_RUN_AGAIN.includes(definition) ? { next: JOB_IS_KEPT } : {};

const HINT_500 = 'HTTP 500 often means that a setting does not suit the model.';

/** The problem of a response that is no success, with Segmind's own words. */
export function problemOfResponse(request: RequestSubject, answer: ReadResponse): Problem {
	const words = apiTextOf(answer.json, answer.text);
	const reason = retryReasonOf(request.step, answer.status);
	const purchase = isPurchase(request.step);
	const unclear = purchase && certaintyOf(reason, answer.status) === 'unclear';
	const definition = unclear
		? API_ERRORS.submitUnclear
		: errorFor(request.step, answer.status, words);
	const hint = unclear && answer.status === 500 ? HINT_500 : undefined;
	return new Problem(definition, {
		...(hint && { detail: hint }),
		apiText: words,
		httpCode: answer.status,
		...(request.requestId !== undefined && { requestId: request.requestId }),
		...nextAfter(request, definition),
		billed: purchase ? (unclear ? 'maybe' : 'no') : billedAfter(request, definition),
	});
}

/** The problem of a request that got no response. */
export function problemOfNetwork(request: RequestSubject, fault: NetworkError): Problem {
	const definition =
		fault.kind === 'unreachable' ? API_ERRORS.unreachable : NO_RESPONSE[request.step];
	return new Problem(definition, {
		...(fault.code && { detail: `Cause: ${fault.code}.` }),
		...(request.requestId !== undefined && { requestId: request.requestId }),
		...nextAfter(request, definition),
		billed: billedAfter(request, definition),
	});
}

/** The problem of a call that n8n refused, or of an answer that is too large to be read. */
export function problemOfRefusal(request: RequestSubject, fault: Blocked | TooLarge): Problem {
	const tooLarge = fault instanceof TooLarge;
	const ofSize = TOO_LARGE_OF_FREE[request.step] ?? FILE_ERRORS.answerTooLarge;
	const definition = tooLarge ? ofSize : FILE_ERRORS.blockedByN8n;
	return new Problem(definition, {
		...(tooLarge && { detail: `The limit is ${fault.limitBytes / 1_000_000} MB.` }),
		...(request.requestId !== undefined && { requestId: request.requestId }),
		billed: billedAfter(request, definition),
	});
}
