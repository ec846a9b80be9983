import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import type { Delivery } from '../1-read/options';
import type { Naming } from '../5-output/naming';
import type { StoredFile } from '../5-output/store';
import type { ModelFacts } from '../models/facts';
import type { Run } from '../run/context';
import type { Entry, StoredImage } from '../run/ledger';
import { deadlineIn, type Deadline } from '../run/pause';
import { orderDirectly, type DirectAnswer } from './direct';
import { deliveredImages, figuresOf, type Delivered, type Figures } from './result';
import { NoQueue, submit, type Order } from './submit';
import { JobFailed, JobGone, waitForResult } from './wait';

/** How an item's images are to be had. */
export interface Plan {
	readonly model: ModelFacts;
	readonly delivery: Delivery;
	readonly maxWaitMs: number;
	readonly repeatUnconfirmed: boolean;
	readonly naming: (requestId: string | null) => Naming;
}

/** A finished job: images to fetch, or one that is stored already. */
export interface Finished {
	readonly entry: Entry;
	readonly requestId: string | null;
	readonly figures: Figures;
	readonly delivered: readonly Delivered[];
	readonly stored?: StoredFile;
}

type MakeOrder = () => Promise<Order>;

async function finish(
	run: Run,
	entry: Entry & { id: string },
	plan: Plan,
	deadline: Deadline,
): Promise<Finished> {
	const requestId = entry.id;
	const typical = plan.model.typicalSeconds;
	try {
		const json = await waitForResult(run, {
			slug: plan.model.slug,
			requestId,
			orderedAtMs: entry.t,
			deadline,
			typicalMs: typical === null ? null : typical * 1000,
		});
		const delivered = deliveredImages(json);
		if (delivered.length === 0) {
			throw new Problem(API_ROWS.noResult, { requestId, apiText: JSON.stringify(json) });
		}
		return { entry, requestId, figures: figuresOf(json), delivered };
	} catch (thrown) {
		if (thrown instanceof JobFailed || thrown instanceof JobGone) entry.x = 1;
		run.ledger.release(entry);
		throw asIs(thrown);
	}
}

const direct = async (run: Run, order: Order, plan: Plan): Promise<DirectAnswer> =>
	await orderDirectly(run, order, plan.model.endpoint, plan.naming);

async function orderAnew(run: Run, makeOrder: MakeOrder, plan: Plan): Promise<Finished> {
	if (run.halted) throw new Problem(API_ROWS.notStarted);
	const order = await makeOrder();
	if (plan.delivery === 'sync') return await direct(run, order, plan);
	try {
		const entry = await submit(run, order);
		return await finish(run, entry, plan, order.deadline);
	} catch (thrown) {
		if (!(thrown instanceof NoQueue)) throw asIs(thrown);
		if (plan.delivery === 'queue') throw asIs(thrown.problem);
		return await direct(run, order, plan);
	}
}

const asStored = ({ id, name, type, bytes }: StoredImage): StoredFile => ({
	binary: { id, data: id.split(':')[0] ?? '', mimeType: type, fileName: name },
	fileName: name,
	mimeType: type,
	bytes,
});

/**
 * The finished job of one item: taken up where an earlier run of the node ordered it, else ordered.
 * @param makeOrder uploads the images and builds the body; called only when something is ordered
 * @throws Problem, Stopped
 */
export async function obtain(
	run: Run,
	itemIndex: number,
	fingerprint: string,
	makeOrder: MakeOrder,
	plan: Plan,
): Promise<Finished> {
	const found = run.ledger.find(itemIndex, fingerprint);
	switch (found.kind) {
		case 'stored': {
			const [image] = found.images;
			if (!image) break;
			const figures: Figures = {
				cost: image.cost,
				remainingCredits: image.left,
				inferenceTime: image.seconds,
				queueTime: null,
				totalTime: null,
			};
			const stored = asStored(image);
			return { entry: found.entry, requestId: image.request, figures, delivered: [], stored };
		}
		case 'unconfirmed':
			if (plan.repeatUnconfirmed) {
				run.ledger.strike(itemIndex, found.entry);
				break;
			}
			run.ledger.release(found.entry);
			throw new Problem(API_ROWS.silence, {
				detail: `It was sent at ${new Date(found.entry.t).toISOString()} and never confirmed.`,
			});
		case 'job':
			try {
				return await finish(run, found.entry, plan, deadlineIn(plan.maxWaitMs));
			} catch (thrown) {
				if (!(thrown instanceof JobFailed)) throw asIs(thrown);
			}
			break;
		case 'none':
	}
	return await orderAnew(run, makeOrder, plan);
}
