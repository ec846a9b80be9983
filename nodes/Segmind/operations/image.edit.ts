import { readRequest, type EditRequest } from '../1-read/request';
import { addressOf } from '../2-images/upload';
import { buildBody } from '../3-request/body';
import { fingerprintOf } from '../3-request/fingerprint';
import { obtain, type Plan } from '../4-job/order';
import type { Order } from '../4-job/submit';
import { fetchImages } from '../5-output/fetch';
import { outputItem } from '../5-output/produced';
import type { Run } from '../run/context';
import { deadlineIn } from '../run/pause';
import type { Operation } from './operation';

interface Prepared {
	readonly request: EditRequest;
	readonly fingerprint: string;
}

async function makeOrder(
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

function planFor({ model, options }: EditRequest, itemIndex: number): Plan {
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

/** Edits images with a model that is chosen from the list. */
export const editImage: Operation<Prepared> = {
	async prepare(run, itemIndex) {
		const request = await readRequest(run.ctx, itemIndex);
		return { request, fingerprint: await fingerprintOf(run, request) };
	},
	async perform(run, prepared, itemIndex) {
		const { request, fingerprint } = prepared;
		const plan = planFor(request, itemIndex);
		const order = async () => await makeOrder(run, prepared, itemIndex);
		const finished = await obtain(run, itemIndex, fingerprint, order, plan);
		const images = await fetchImages(run, finished, plan);
		return images.map((image) => outputItem(image, request.options.outputField));
	},
};
