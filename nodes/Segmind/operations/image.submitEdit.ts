import { orderOnly } from '../4-job/order';
import { aboutModel } from '../errors/aboutModel';
import { makeOrder, planFor, prepareEdit, type Prepared } from './editing';
import type { Operation } from './operation';

/** Segmind keeps the record of a job for one hour after the order. */
const RECORD_LIFE_MS = 60 * 60 * 1000;

/** Orders an edit and does not wait for it. */
export const submitEdit: Operation<Prepared> = {
	prepare: prepareEdit,
	async perform(run, prepared, itemIndex) {
		const { request, fingerprint } = prepared;
		const plan = planFor(request, itemIndex);
		const order = async () => await makeOrder(run, prepared, itemIndex);
		const entry = await orderOnly(run, itemIndex, fingerprint, order, plan).catch(
			(thrown: unknown) => {
				throw aboutModel(request.model, thrown);
			},
		);
		const json = {
			model: request.model.slug,
			requestId: entry.id,
			status: 'QUEUED',
			submittedAt: new Date(entry.t).toISOString(),
			expiresAt: new Date(entry.t + RECORD_LIFE_MS).toISOString(),
		};
		return [{ json }];
	},
};
