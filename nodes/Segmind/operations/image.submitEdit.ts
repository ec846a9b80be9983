import { asModelError } from '../errors/asModelError';
import { submitOnly } from '../job/runJob';
import { planFor, prepareImage, taskFor, type PreparedImage } from './imageJob';
import { RECORD_LIFE_MS } from '../job/poll';
import type { Operation } from './operation';

/** Orders an edit and does not wait for it. */
export const submitEdit: Operation<PreparedImage> = {
	prepare: prepareImage,
	noteOf: ({ request }) => request.maskNote,
	async perform(run, prepared, itemIndex) {
		const { request } = prepared;
		const plan = planFor(request, itemIndex);
		const { requestId, submittedAtMs } = await submitOnly(
			run,
			taskFor(run, prepared, itemIndex),
			plan,
		).catch((thrown: unknown) => {
			throw asModelError(request.model, thrown);
		});
		const json = {
			model: request.model.slug,
			requestId,
			status: 'QUEUED',
			submittedAt: new Date(submittedAtMs).toISOString(),
			expiresAt: new Date(submittedAtMs + RECORD_LIFE_MS).toISOString(),
		};
		return [{ json }];
	},
};
