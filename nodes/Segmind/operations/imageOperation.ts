import { runJob } from '../job/runJob';
import { asModelError } from '../errors/asModelError';
import { downloadAll } from '../output/downloadAll';
import { outputItem } from '../output/outputFile';
import { planFor, prepareImage, taskFor, type PreparedImage } from './imageJob';
import type { Operation } from './operation';

/**
 * An operation that makes images with a model chosen from the list, and waits for the result.
 * @param kind operation as the model files name it
 */
export const imageOperation = (kind: string): Operation<PreparedImage> => ({
	prepare: async (run, itemIndex) => await prepareImage(run, itemIndex, kind),
	noteOf: ({ request }) => request.maskNote,
	async perform(run, prepared, itemIndex) {
		const { request } = prepared;
		const plan = planFor(request, itemIndex);
		const finished = await runJob(run, taskFor(run, prepared, itemIndex), plan).catch(
			(thrown: unknown) => {
				throw asModelError(request.model, thrown);
			},
		);
		const images = await downloadAll(run, finished, plan);
		return images.map((image) => outputItem(image, request.options.outputField));
	},
});
