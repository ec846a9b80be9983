import { readCustomRequest, type CustomRequest } from '../parameters/customModel';
import { fingerprintOfCustom, buildCustomBody } from '../parameters/customBody';
import { runJob } from '../job/runJob';
import { ANY_RESULT } from '../results/readers';
import { toItems } from '../output/toItems';
import { submitDeadline } from '../core/clock';
import { planFor } from './imageJob';
import type { Operation } from './operation';

interface Prepared {
	readonly request: CustomRequest;
	readonly fingerprint: string;
}

/** Runs any model that Segmind hosts, with the fields that a person names, and takes what it makes. */
export const runModel: Operation<Prepared> = {
	async prepare(run, itemIndex) {
		const request = await readCustomRequest(run.ctx, itemIndex);
		return { request, fingerprint: await fingerprintOfCustom(run, request) };
	},
	async perform(run, prepared, itemIndex) {
		const { request, fingerprint } = prepared;
		const { maxWaitMs, outputField } = request.options;
		const plan = { ...planFor(request, itemIndex), reader: ANY_RESULT };
		const makeBody = async () => await buildCustomBody(run, request, submitDeadline(maxWaitMs));
		const task = { itemIndex, fingerprint, model: request.model.slug, makeBody };
		const finished = await runJob(run, task, plan);
		return await toItems(run, finished, plan, outputField);
	},
};
