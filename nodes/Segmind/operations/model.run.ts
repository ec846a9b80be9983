import { readAnyRequest, type AnyRequest } from '../1-read/anyModel';
import { anyFingerprintOf, buildAnyBody } from '../3-request/anyBody';
import { obtain } from '../4-job/order';
import { ANYTHING } from '../5-output/anything';
import { itemsOf } from '../5-output/items';
import { submitDeadline } from '../run/pause';
import { planFor } from './editing';
import type { Operation } from './operation';

interface Prepared {
	readonly request: AnyRequest;
	readonly fingerprint: string;
}

/** Runs any model that Segmind hosts, with the fields that a person names, and takes what it makes. */
export const runModel: Operation<Prepared> = {
	async prepare(run, itemIndex) {
		const request = await readAnyRequest(run.ctx, itemIndex);
		return { request, fingerprint: await anyFingerprintOf(run, request) };
	},
	async perform(run, prepared, itemIndex) {
		const { request, fingerprint } = prepared;
		const { maxWaitMs, outputField } = request.options;
		const plan = { ...planFor(request, itemIndex), taking: ANYTHING };
		const makeBody = async () => await buildAnyBody(run, request, submitDeadline(maxWaitMs));
		const task = { itemIndex, fingerprint, model: request.model.slug, makeBody };
		const finished = await obtain(run, task, plan);
		return await itemsOf(run, finished, plan, outputField);
	},
};
