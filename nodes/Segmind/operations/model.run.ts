import { readAnyRequest, type AnyRequest } from '../1-read/anyModel';
import { anyFingerprintOf, buildAnyBody } from '../3-request/anyBody';
import { obtain } from '../4-job/order';
import type { Order } from '../4-job/submit';
import { ANYTHING } from '../5-output/anything';
import { itemsOf } from '../5-output/items';
import type { Run } from '../run/context';
import { deadlineIn } from '../run/pause';
import { planFor } from './editing';
import type { Operation } from './operation';

interface Prepared {
	readonly request: AnyRequest;
	readonly fingerprint: string;
}

async function makeOrder(run: Run, prepared: Prepared, itemIndex: number): Promise<Order> {
	const { request, fingerprint } = prepared;
	const deadline = deadlineIn(request.options.maxWaitMs);
	const body = await buildAnyBody(run, request, deadline);
	return { itemIndex, slug: request.model.slug, fingerprint, body, deadline };
}

/** Runs any model that Segmind hosts, with the fields that a person names, and takes what it makes. */
export const runModel: Operation<Prepared> = {
	async prepare(run, itemIndex) {
		const request = await readAnyRequest(run.ctx, itemIndex);
		return { request, fingerprint: await anyFingerprintOf(run, request) };
	},
	async perform(run, prepared, itemIndex) {
		const plan = { ...planFor(prepared.request, itemIndex), taking: ANYTHING };
		const order = async () => await makeOrder(run, prepared, itemIndex);
		const finished = await obtain(run, itemIndex, prepared.fingerprint, order, plan);
		return await itemsOf(run, finished, plan, prepared.request.options.outputField);
	},
};
