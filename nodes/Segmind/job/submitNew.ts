import { Stopped } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import type { JobContext } from './context';
import { fetchCredits } from './credits';
import type { JobSpec } from './jobSpec';
import type { JobEntry } from './ledgerEntry';
import type { ReadyJob } from './submission';

/** @throws Problem when the account holds less than Minimum Balance */
async function checkBalance(session: JobContext): Promise<void> {
	if (session.minBalanceUsd === undefined) return;
	session.credits ??= fetchCredits(session);
	const { total } = await session.credits;
	if (total >= session.minBalanceUsd) return;
	const detail = `The balance is $${total}, the minimum $${session.minBalanceUsd}.`;
	throw new Problem(API_ERRORS.balanceTooLow, { detail });
}

/** Checks all that has to be right before money is spent, sets the money aside, makes the body and submits. */
export async function submitNew<T>(
	session: JobContext,
	spec: JobSpec,
	work: (session: JobContext, job: ReadyJob) => Promise<T>,
): Promise<T> {
	if (session.submissionsStopped) throw new Problem(API_ERRORS.notStarted);
	session.balanceCheck ??= checkBalance(session);
	await session.balanceCheck;
	const reservation = session.budget.reserve(spec.model);
	const makeAndSend = async () => {
		if (session.signal?.aborted) throw new Stopped();
		const body = JSON.stringify(await spec.makeBody());
		return await work(session, { spec, body, reservation });
	};
	try {
		return await (spec.holdsFiles ? session.semaphores.body(makeAndSend) : makeAndSend());
	} finally {
		session.budget.release(reservation);
	}
}

/** An earlier submission of which nobody knows whether it arrived. @throws Problem unless it may be repeated */
export function checkUnconfirmed(
	{ ledger }: JobContext,
	entry: JobEntry,
	{ options }: JobSpec,
): void {
	if (options.repeatUnconfirmed) {
		ledger.supersede(entry);
		return;
	}
	ledger.unclaim(entry);
	const { requestId } = entry;
	const fate = entry.result
		? 'answered, but its files were not kept, or are gone'
		: entry.answerStatus
			? `answered with HTTP ${entry.answerStatus}, which confirms nothing`
			: 'never confirmed';
	throw new Problem(API_ERRORS.unconfirmedBefore, {
		detail: `It was sent at ${new Date(entry.submittedAtMs).toISOString()} and ${fate}.`,
		...(requestId && { requestId }),
	});
}
