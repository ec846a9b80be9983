import type { SandboxOptions } from './types';

/**
 * At most `submits` accepted submits in any `windowMs`. Whether the service counts in sliding or
 * fixed windows isn't documented; sliding is the stricter reading.
 */
export class RateLimiter {
	private accepted: number[] = [];

	constructor(
		private readonly limit: SandboxOptions['rateLimit'],
		private readonly now: () => number,
	) {}

	/** Counts a submit; the time (ms) at which to come back when there is no room for it. */
	refusedUntil(): number | undefined {
		if (!this.limit) return undefined;
		const { submits, windowMs } = this.limit;
		const now = this.now();
		this.accepted = this.accepted.filter((at) => at > now - windowMs);
		if (this.accepted.length >= submits) {
			return (this.accepted[this.accepted.length - submits] ?? now) + windowMs;
		}
		this.accepted.push(now);
		return undefined;
	}

	/** Headers of a 429 that ends at `untilMs`. */
	headers(untilMs: number): Record<string, string> {
		return rateLimitHeaders(this.limit?.header ?? 'none', untilMs, this.now());
	}
}

/**
 * The documented header names a time without showing its format; ISO 8601 is the sandbox's
 * choice. `retry-after` isn't documented at all and stands for gateways in front.
 */
export function rateLimitHeaders(
	kind: 'none' | 'reset' | 'retry-after',
	untilMs: number,
	nowMs: number,
): Record<string, string> {
	if (kind === 'reset') return { 'x-rate-limit-reset-at-utc': new Date(untilMs).toISOString() };
	if (kind === 'retry-after') {
		return { 'retry-after': String(Math.max(1, Math.ceil((untilMs - nowMs) / 1000))) };
	}
	return {};
}
