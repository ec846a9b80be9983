import { readRequest, type EditRequest } from '../1-read/request';
import { addressOf } from '../2-images/upload';
import { buildBody } from '../3-request/body';
import { fingerprintOf } from '../3-request/fingerprint';
import type { Plan } from '../4-job/order';
import type { Order } from '../4-job/submit';
import type { Run } from '../run/context';
import { deadlineIn } from '../run/pause';

/** What an item asks for, with the name under which the ledger knows it. */
export interface Prepared {
	readonly request: EditRequest;
	readonly fingerprint: string;
}

/** First half of an edit: read and check. @throws Problem */
export async function prepareEdit(run: Run, itemIndex: number): Promise<Prepared> {
	const request = await readRequest(run.ctx, itemIndex);
	return { request, fingerprint: await fingerprintOf(run, request) };
}

/** Uploads the images of an item and builds what is ordered. @throws Problem, Stopped */
export async function makeOrder(
	run: Run,
	{ request, fingerprint }: Prepared,
	itemIndex: number,
): Promise<Order> {
	const deadline = deadlineIn(request.options.maxWaitMs);
	const urls = await Promise.all(
		request.images.map(async (image) => await addressOf(run, image, deadline)),
	);
	const maskUrl = request.mask ? await addressOf(run, request.mask, deadline) : null;
	const body = buildBody(request, urls, maskUrl);
	return { itemIndex, slug: request.model.slug, fingerprint, body, deadline };
}

/** How the images of an item are to be had and named. */
export function planFor({ model, options }: EditRequest, itemIndex: number): Plan {
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
