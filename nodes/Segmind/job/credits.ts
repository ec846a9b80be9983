import { numberOrNull } from '../core/json';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import type { HttpContext } from '../http/context';
import { requestWithRetry } from '../http/request';
import { problemOfResponse } from '../http/problems';
import { readBody } from '../http/response';
import { endpoints } from '../http/endpoints';
import { deadlineIn } from '../core/clock';

/** Balance of the account behind the credential, in USD. */
export interface Credits {
	readonly credits: number;
	readonly freeCredits: number;
	readonly total: number;
}

const READ_TIMEOUT_MS = 30_000;
const MAX_WAIT_MS = 60_000;

/** Fetches the balance, which is free. @throws Problem, Stopped */
export async function fetchCredits(session: HttpContext): Promise<Credits> {
	const context = { step: 'credits' as const, deadline: deadlineIn(MAX_WAIT_MS) };
	const url = endpoints.credits(session.credential.base);
	const answer = await requestWithRetry(
		session,
		context,
		() => ({ method: 'GET', url, withKey: true, answer: 'bytes', timeoutMs: READ_TIMEOUT_MS }),
		readBody,
	);
	// an account that never held credits
	const none = answer.status === 404 && answer.text.includes('No credits found');
	if (answer.status >= 300 && !none) throw problemOfResponse(context, answer);
	const body = (answer.json ?? {}) as Record<string, unknown>;
	const credits = none ? 0 : numberOrNull(body.credits);
	if (credits === null) {
		throw new Problem(API_ERRORS.unavailable, { apiText: answer.text, billed: 'no' });
	}
	const freeCredits = numberOrNull(body['free-credits']) ?? 0;
	return { credits, freeCredits, total: credits + freeCredits };
}

/** @param minUsd undefined where nothing is to be checked @throws Problem when the account holds less */
export async function checkBalance(
	session: HttpContext,
	minUsd: number | undefined,
): Promise<void> {
	if (minUsd === undefined) return;
	const { total } = await fetchCredits(session);
	if (total >= minUsd) return;
	const detail = `The balance is $${total}, the minimum $${minUsd}.`;
	throw new Problem(API_ERRORS.balanceTooLow, { detail });
}
