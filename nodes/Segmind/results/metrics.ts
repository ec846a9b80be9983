import { isRecord, numberOrNull } from '../core/json';

/** What Segmind says of a finished job besides its images. Null where it says nothing. */
export interface JobMetrics {
	/** USD. */
	readonly cost: number | null;
	/** USD. */
	readonly remainingCredits: number | null;
	/** Seconds. */
	readonly inferenceTime: number | null;
	/** Seconds. */
	readonly queueTime: number | null;
	/** Seconds. */
	readonly totalTime: number | null;
	/** A number where JavaScript holds it exactly, else its digits. */
	readonly seed: number | string | null;
}

/** A cost that is below zero is none. */
function costIn(value: unknown): number | null {
	const cost = numberOrNull(value);
	return cost !== null && cost >= 0 ? cost : null;
}

const MAX_SEED_LENGTH = 64;

/** @param text the answer: a number beyond what JavaScript holds has its last digits there only */
function seedIn(value: unknown, text = ''): JobMetrics['seed'] {
	const isExact = typeof value !== 'number' || Number.isSafeInteger(value);
	const given = isExact ? value : (/"seed"\s*:\s*([-+.\deE]+)/.exec(text)?.[1] ?? String(value));
	if (typeof given === 'number') return given;
	if (typeof given !== 'string' || given.trim() === '') return null;
	const number = Number(given);
	const isSame = Number.isSafeInteger(number) && String(number) === given.trim();
	return isSame ? number : given.trim().slice(0, MAX_SEED_LENGTH);
}

/** `metrics` of a result, and its seed. @param text the answer as it came */
export function metricsOf(json: unknown, text?: string): JobMetrics {
	const metrics = isRecord(json) && isRecord(json.metrics) ? json.metrics : {};
	return {
		cost: costIn(metrics.cost),
		remainingCredits: numberOrNull(metrics.remaining_credits),
		inferenceTime: numberOrNull(metrics.inference_time),
		queueTime: numberOrNull(metrics.queue_time),
		totalTime: numberOrNull(metrics.total_time),
		seed: isRecord(json) ? seedIn(json.seed, text) : null,
	};
}

/** The same metrics from the headers of the synchronous endpoint. */
export const metricsOfHeaders = (headers: Readonly<Record<string, unknown>>): JobMetrics => ({
	cost: costIn(headers['x-cost']),
	remainingCredits: numberOrNull(headers['x-remaining-credits']),
	inferenceTime: numberOrNull(headers['x-generation-time']),
	queueTime: null,
	totalTime: null,
	seed: seedIn(headers['x-seed-value']),
});
