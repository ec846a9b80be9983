import type { ImageRequest } from './imageRequest';

/**
 * The request of one of several jobs of an item. A model makes the same image of the same seed, so
 * each gets the next one, of the seed that was entered or else of the documented one.
 * @param variation number of the job, 0 for the first, which is the request as it was entered
 */
export function variationOf(request: ImageRequest, variation: number): ImageRequest {
	const { model, settings } = request;
	const seed = model.parameters.find(({ name }) => name === 'seed');
	const first = settings.seed ?? seed?.default;
	// from a negative one there is nothing to count on
	if (variation === 0 || !seed || typeof first !== 'number' || first < 0) return request;
	const next = first + variation;
	const fits = next <= (seed.maximum ?? Infinity);
	return { ...request, settings: { ...settings, seed: fits ? next : first - variation } };
}
