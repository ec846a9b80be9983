import { numberOrNull } from '../core/json';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import { requestWithRetry } from '../http/request';
import { problemOfResponse } from '../http/problems';
import { readBody } from '../http/response';
import { endpoints } from '../http/endpoints';
import type { JobContext } from './context';
import { deadlineIn } from '../core/clock';

/** Balance of the account behind the credential, in USD. */
export interface Credits {
	readonly credits: number;
	readonly freeCredits: number;
	readonly total: number;
}

const READ_TIMEOUT_MS = 30_000;
const PATIENCE_MS = 60_000;

/** Asks for the balance, which is free. @throws Problem, Stopped */
export async function fetchCredits(run: JobContext): Promise<Credits> {
	const errand = { step: 'credits' as const, deadline: deadlineIn(PATIENCE_MS) };
	const url = endpoints.credits(run.credential.base);
	const answer = await requestWithRetry(
		run,
		errand,
		() => ({ method: 'GET', url, withKey: true, answer: 'bytes', timeoutMs: READ_TIMEOUT_MS }),
		readBody,
	);
	// an account that never held credits
	const none = answer.status === 404 && answer.text.includes('No credits found');
	if (answer.status >= 300 && !none) throw problemOfResponse(errand, answer);
	const body = (answer.json ?? {}) as Record<string, unknown>;
	const credits = none ? 0 : numberOrNull(body.credits);
	if (credits === null)
		throw new Problem(API_ERRORS.unreadableAnswer, { apiText: answer.text, billed: 'no' });
	const freeCredits = numberOrNull(body['free-credits']) ?? 0;
	return { credits, freeCredits, total: credits + freeCredits };
}
