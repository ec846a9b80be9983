import { submitDeadline } from '../core/clock';
import { asModelError } from '../errors/asModelError';
import { requestValueOf } from '../files/requestValue';
import type { JobSpec } from '../job/jobSpec';
import { bodyWith } from '../parameters/body';
import { fingerprintOf } from '../parameters/fingerprint';
import { readImageRequest, type ImageRequest } from '../parameters/imageRequest';
import { readImagesPerItem } from '../parameters/options';
import { variationOf } from '../parameters/variation';
import { IMAGE_RESULT } from '../results/readers';
import type { PrepareJobs } from './jobOperation';
import type { Session } from './session';

async function specOf(
	session: Session,
	request: ImageRequest,
	itemIndex: number,
	variation: number,
): Promise<JobSpec> {
	const { model, options } = request;
	return {
		itemIndex,
		variation,
		model,
		options,
		fingerprint: await fingerprintOf(session.ctx, request),
		reader: IMAGE_RESULT,
		async makeBody() {
			const deadline = submitDeadline(options.maxWaitMs);
			return await bodyWith(
				request,
				async (image, parameter) => await requestValueOf(session, image, parameter, deadline),
			);
		},
		errorOf: (thrown) => asModelError(model, thrown),
	};
}

/**
 * Jobs that make images with a model chosen from the list, one for each image per item.
 * @param kind operation as the model files name it, whose models are offered
 */
export const imageJob =
	(kind: string): PrepareJobs =>
	async (session, itemIndex) => {
		const request = await readImageRequest(session.ctx, itemIndex, kind);
		const specs: JobSpec[] = [];
		for (let at = 0; at < readImagesPerItem(session.ctx, itemIndex); at += 1) {
			specs.push(await specOf(session, variationOf(request, at), itemIndex, at));
		}
		const { maskNote } = request;
		return { specs, ...(maskNote !== undefined && { note: maskNote }) };
	};
