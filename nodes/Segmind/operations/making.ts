import { obtain } from '../4-job/order';
import { aboutModel } from '../errors/aboutModel';
import { fetchImages } from '../5-output/fetch';
import { outputItem } from '../5-output/produced';
import { makeOrder, planFor, prepareEdit, type Prepared } from './editing';
import type { Operation } from './operation';

/**
 * An operation that makes images with a model chosen from the list, and waits for the result.
 * @param kind operation as the model files name it
 */
export const making = (kind: string): Operation<Prepared> => ({
	prepare: async (run, itemIndex) => await prepareEdit(run, itemIndex, kind),
	async perform(run, prepared, itemIndex) {
		const { request, fingerprint } = prepared;
		const plan = planFor(request, itemIndex);
		const order = async () => await makeOrder(run, prepared, itemIndex);
		const finished = await obtain(run, itemIndex, fingerprint, order, plan).catch(
			(thrown: unknown) => {
				throw aboutModel(request.model, thrown);
			},
		);
		const images = await fetchImages(run, finished, plan);
		return images.map((image) => outputItem(image, request.options.outputField));
	},
});
