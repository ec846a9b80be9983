import { API_ROWS } from '../errors/apiRows';
import { Problem } from '../errors/problem';
import type { FetchPlan, Finished } from '../4-job/order';
import { recordDirectResult, recordStoredFile } from '../4-job/brought';
import type { Delivered } from '../4-job/result';
import type { Run } from '../run/context';
import { deadlineIn, type Deadline } from '../run/pause';
import { contentProblem, download } from './download';
import type { Naming } from './naming';
import { NO_FIGURES, type Produced } from './produced';
import { isRejected, storeBuffer, type StoredFile } from './store';
import type { Taking } from './taking';

async function fileOf(
	run: Run,
	delivered: Delivered,
	naming: Naming,
	deadline: Deadline,
	taking: Taking | undefined,
): Promise<StoredFile> {
	if (delivered.kind === 'url') return await download(run, delivered.url, naming, deadline, taking);
	const content = Buffer.from(delivered.text, 'base64');
	const outcome = await storeBuffer(run.ctx, content, naming, taking);
	if (isRejected(outcome)) throw contentProblem(outcome, naming.requestId ?? undefined, null);
	return outcome;
}

/**
 * Fetches the images of a finished job, one after the other.
 * @throws Problem with the request ID, Stopped
 */
export async function fetchImages(
	run: Run,
	finished: Finished,
	plan: FetchPlan,
): Promise<Produced[]> {
	const { requestId, stored = [], entry } = finished;
	const deadline = deadlineIn(plan.maxWaitMs);
	const produced: Produced[] = [];
	const add = (file: StoredFile, url: string | null) => {
		const figures = produced.length === 0 ? finished.figures : NO_FIGURES;
		produced.push({ model: plan.model?.slug ?? null, requestId, url, figures, file });
	};
	try {
		const restored = entry.directResult !== undefined;
		recordDirectResult(run.ledger, finished);
		for (const file of stored) {
			if (!restored) recordStoredFile(run.ledger, entry, file);
			add(file, null);
		}
		for (const [position, delivered] of finished.delivered.entries()) {
			const naming = { ...plan.naming(requestId), position };
			const file = await fileOf(run, delivered, naming, deadline, plan.taking);
			recordStoredFile(run.ledger, entry, file);
			add(file, delivered.kind === 'url' ? delivered.url : null);
		}
		if (produced.length === 0) throw new Problem(API_ROWS.noResult);
		run.ledger.markDelivered(entry);
	} finally {
		run.ledger.unclaim(entry);
	}
	return produced;
}
