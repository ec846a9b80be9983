import { readRequest, type EditRequest } from '../1-read/request';
import { placeOf } from '../2-images/place';
import { buildBody } from '../3-request/body';
import { fingerprintOf } from '../3-request/fingerprint';
import type { MakeBody, Plan, Task } from '../4-job/order';
import { parameterWithRole, type Role } from '../models/facts';
import type { Run } from '../run/context';
import { submitDeadline } from '../run/pause';

/** What an item asks for, with the name under which the ledger knows it. */
export interface Prepared {
	readonly request: EditRequest;
	readonly fingerprint: string;
}

/**
 * First half of an edit: read and check.
 * @param operation documented operation, whose models are offered
 * @throws Problem
 */
export async function prepareEdit(
	run: Run,
	itemIndex: number,
	operation = 'edit',
): Promise<Prepared> {
	const request = await readRequest(run.ctx, itemIndex, operation);
	return { request, fingerprint: await fingerprintOf(run, request) };
}

/** Uploads the images of an item and builds the body of its request. @throws Problem, Stopped */
async function makeBody(run: Run, { request }: Prepared): ReturnType<MakeBody> {
	const deadline = submitDeadline(request.options.maxWaitMs);
	const { model, mask } = request;
	const facts = (role: Role) => parameterWithRole(model, role);
	const urls = await Promise.all(
		request.images.map(async (image) => await placeOf(run, image, facts('images'), deadline)),
	);
	const maskUrl = mask ? await placeOf(run, mask, facts('mask'), deadline) : null;
	const named: Record<string, string> = {};
	for (const parameter of model.parameters) {
		const image = request.named[parameter.name];
		if (image) named[parameter.name] = await placeOf(run, image, parameter, deadline);
	}
	return buildBody(request, urls, maskUrl, named);
}

/** What is submitted for an item. */
export const taskFor = (run: Run, prepared: Prepared, itemIndex: number): Task => ({
	itemIndex,
	fingerprint: prepared.fingerprint,
	model: prepared.request.model.slug,
	makeBody: async () => await makeBody(run, prepared),
});

/** How the files of an item are to be had and named. */
export function planFor(
	{ model, options }: Pick<EditRequest, 'model' | 'options'>,
	itemIndex: number,
): Plan {
	return {
		model,
		delivery: options.delivery,
		maxWaitMs: options.maxWaitMs,
		repeatUnconfirmed: options.repeatUnconfirmed,
		naming: (requestId) => ({
			wanted: options.fileName,
			slug: model.slug,
			requestId,
			itemIndex,
			position: 0,
		}),
	};
}
