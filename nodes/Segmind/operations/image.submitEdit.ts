import { aboutModel } from '../errors/aboutModel';
import { submitOnly } from '../4-job/order';
import { planFor, prepareEdit, taskFor, type Prepared } from './editing';
import { RECORD_LIFE_MS } from '../4-job/wait';
import type { Operation } from './operation';

/** Orders an edit and does not wait for it. */
export const submitEdit: Operation<Prepared> = {
	prepare: prepareEdit,
	async perform(run, prepared, itemIndex) {
		const { request } = prepared;
		const plan = planFor(request, itemIndex);
		const { requestId, submittedAtMs } = await submitOnly(
			run,
			taskFor(run, prepared, itemIndex),
			plan,
		).catch((thrown: unknown) => {
			throw aboutModel(request.model, thrown);
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
