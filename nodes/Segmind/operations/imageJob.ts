import { submitDeadline } from '../core/clock';
import { asModelError } from '../errors/asModelError';
import { requestValueOf } from '../files/requestValue';
import { bodyWith } from '../parameters/body';
import { fingerprintOf } from '../parameters/fingerprint';
import { readImageRequest } from '../parameters/imageRequest';
import { IMAGE_RESULT } from '../results/readers';
import type { PrepareJob } from './jobOperation';

/**
 * A job that makes images with a model chosen from the list.
 * @param kind operation as the model files name it, whose models are offered
 */
export const imageJob =
	(kind: string): PrepareJob =>
	async (session, itemIndex) => {
		const request = await readImageRequest(session.ctx, itemIndex, kind);
		const { model, options } = request;
		return {
			itemIndex,
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
	};
