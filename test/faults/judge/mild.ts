import type { FaultKind, FaultRule } from '../../../sandbox';
import type { Plan } from '../plan';

/** What a client gets along with at once, or after a while, without anything lost. */
const HARMLESS: readonly FaultKind[] = ['gzip', 'numeric-request-id'];

/** Transfers that break off so often are only tried again. */
const BROKEN: readonly FaultKind[] = ['truncated-body', 'short-body', '502-broken', '504-broken'];
const MOST_BROKEN = 8;

const READS = ['status', 'result', 'download'];

/** Longest time that something is late, in milliseconds: files get a minute. */
const LATE_MS = 40_000;

function isLate({ step, kind, forMs }: FaultRule): boolean {
	const kinds = step === 'download' ? ['404', '403', '503'] : ['404', '503'];
	return READS.includes(step) && kinds.includes(kind) && forMs !== undefined && forMs <= LATE_MS;
}

function isMildFault(rule: FaultRule): boolean {
	const { step, kind, times = 1 } = rule;
	if (HARMLESS.includes(kind) || isLate(rule)) return true;
	return step === 'download' && BROKEN.includes(kind) && times <= MOST_BROKEN;
}

/** Longest time that a broken transfer costs until it is tried again, in milliseconds. */
const BACKOFF_MS = 10_000;

/**
 * Nothing happens in this plan but delays that fit into Maximum Wait, so nothing may fail: a
 * record that is late is not gone, a file that is late is not lost.
 */
export function isMild(plan: Plan): boolean {
	const { faults, rateLimit, rounds, storage, baseUrl, slowAnswerMs, options, jobSeconds } = plan;
	const odd = rateLimit ?? storage ?? baseUrl ?? slowAnswerMs ?? options;
	if (odd !== undefined || rounds.some(({ cut }) => cut) || !faults.every(isMildFault))
		return false;
	if (faults.length === 0) return true;
	const lateMs = faults.reduce(
		(sum, { forMs, times = 1 }) => sum + (forMs ?? times * BACKOFF_MS),
		0,
	);
	return jobSeconds * 1000 + 1.5 * lateMs + 15_000 < plan.maxWaitSeconds * 1000;
}
