import { readRequest, type EditRequest } from '../1-read/request';
import { placeOf } from '../2-images/place';
import { buildBody } from '../3-request/body';
import { fingerprintOf } from '../3-request/fingerprint';
import type { Plan } from '../4-job/order';
import type { Order } from '../4-job/submit';
import { parameterWithRole, type Role } from '../models/facts';
import type { Run } from '../run/context';
import { deadlineIn } from '../run/pause';

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

/** Uploads the images of an item and builds what is ordered. @throws Problem, Stopped */
export async function makeOrder(
	run: Run,
	{ request, fingerprint }: Prepared,
	itemIndex: number,
): Promise<Order> {
	const deadline = deadlineIn(request.options.maxWaitMs);
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
	const body = buildBody(request, urls, maskUrl, named);
	return { itemIndex, slug: model.slug, fingerprint, body, deadline };
}

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
