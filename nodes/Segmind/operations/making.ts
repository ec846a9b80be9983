import { obtain } from '../4-job/order';
import { aboutModel } from '../errors/aboutModel';
import { fetchImages } from '../5-output/fetch';
import { outputItem } from '../5-output/produced';
import { planFor, prepareEdit, taskFor, type Prepared } from './editing';
import type { Operation } from './operation';

/**
 * An operation that makes images with a model chosen from the list, and waits for the result.
 * @param kind operation as the model files name it
 */
export const making = (kind: string): Operation<Prepared> => ({
	prepare: async (run, itemIndex) => await prepareEdit(run, itemIndex, kind),
	async perform(run, prepared, itemIndex) {
		const { request } = prepared;
		const plan = planFor(request, itemIndex);
		const finished = await obtain(run, taskFor(run, prepared, itemIndex), plan).catch(
			(thrown: unknown) => {
				throw aboutModel(request.model, thrown);
			},
		);
		const images = await fetchImages(run, finished, plan);
		return images.map((image) => outputItem(image, request.options.outputField));
	},
});
