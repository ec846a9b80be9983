import type { DocumentedModel } from './documentation/types';
import type { JsonObject } from './types';

/**
 * Segmind prints one average price a model and says that quality and size change it, without a
 * table. These factors are the sandbox's own, so that tests can see that a dearer setting costs
 * more; `auto` costs the documented average.
 */
const QUALITY_FACTOR: Readonly<Record<string, number>> = { low: 0.25, medium: 0.6, high: 1.5 };
const LARGE_FACTOR = 1.5;
const LARGE_SIZES = ['1536x1024', '1024x1536'];

/** USD to a millionth, so that sums don't show binary fractions. */
export function usd(amount: number): number {
	return Math.round(amount * 1e6) / 1e6;
}

/** What one job costs with `outputs` images, in USD. */
export function priceOf(model: DocumentedModel, body: JsonObject, outputs: number): number {
	const setting = (name: string) => body[name] ?? model.parameters[name]?.default;
	const quality = setting('quality');
	const size = setting('size');
	const factor =
		(typeof quality === 'string' ? (QUALITY_FACTOR[quality] ?? 1) : 1) *
		(typeof size === 'string' && LARGE_SIZES.includes(size) ? LARGE_FACTOR : 1);
	return usd(model.priceUsd * factor * outputs);
}
