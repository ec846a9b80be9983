import { numberOrNull } from '../4-job/result';
import { API_ROWS } from '../errors/apiRows';
import { Problem } from '../errors/problem';
import { ask, problemOf, readBody } from '../transport/ask';
import { endpoints } from '../transport/endpoints';
import type { Run } from './context';
import { deadlineIn } from './pause';

/** Balance of the account behind the credential, in USD. */
export interface Credits {
	readonly credits: number;
	readonly freeCredits: number;
	readonly total: number;
}

const READ_TIMEOUT_MS = 30_000;
const PATIENCE_MS = 60_000;

/** Asks for the balance, which is free. @throws Problem, Stopped */
export async function fetchCredits(run: Run): Promise<Credits> {
	const errand = { step: 'credits' as const, deadline: deadlineIn(PATIENCE_MS) };
	const url = endpoints.credits(run.credential.base);
	const answer = await ask(
		run,
		errand,
		() => ({ method: 'GET', url, withKey: true, answer: 'bytes', timeoutMs: READ_TIMEOUT_MS }),
		readBody,
	);
	// an account that never held credits
	const none = answer.status === 404 && answer.text.includes('No credits found');
	if (answer.status >= 300 && !none) throw problemOf(errand, answer);
	const body = (answer.json ?? {}) as Record<string, unknown>;
	const credits = none ? 0 : numberOrNull(body.credits);
	if (credits === null)
		throw new Problem(API_ROWS.unreadableAnswer, { apiText: answer.text, billed: 'no' });
	const freeCredits = numberOrNull(body['free-credits']) ?? 0;
	return { credits, freeCredits, total: credits + freeCredits };
}
