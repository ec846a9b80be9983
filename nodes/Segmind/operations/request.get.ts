import { INPUT_ROWS } from '../errors/inputRows';
import { Problem } from '../errors/problem';
import { readOptions, type Options } from '../1-read/options';
import { finishedFrom } from '../4-job/order';
import { pollOnce, waitForResult, type Job } from '../4-job/wait';
import { ANYTHING } from '../5-output/anything';
import { itemsOf } from '../5-output/items';
import { clock, deadlineIn } from '../run/pause';
import { isRequestId } from '../transport/endpoints';
import type { JobEntry } from '../run/ledgerEntry';
import type { Operation } from './operation';

/** So long a request that can't be found may have been submitted a moment ago. */
const LATE_MS = 15_000;

interface Prepared {
	readonly requestId: string;
	readonly wait: boolean;
	readonly options: Options;
}

/** Fetches what came of a job that was ordered before, by its request ID. */
export const getRequest: Operation<Prepared> = {
	async prepare({ ctx }, itemIndex) {
		const requestId = String(ctx.getNodeParameter('requestId', itemIndex, '')).trim();
		if (!isRequestId(requestId)) throw new Problem(INPUT_ROWS.requestIdInvalid);
		const wait = ctx.getNodeParameter('waitForCompletion', itemIndex, true) === true;
		return { requestId, wait, options: readOptions(ctx, itemIndex) };
	},
	async perform(run, { requestId, wait, options }, itemIndex) {
		const deadline = deadlineIn(options.maxWaitMs);
		const job: Job = {
			slug: '',
			requestId,
			orderedAtMs: clock.now(),
			deadline,
			typicalMs: null,
		};
		const { done, status } = await pollOnce(run, { ...job, lateMs: LATE_MS });
		if (!done && !wait) return [{ json: { requestId, status } }];
		// the status knows the job, so a result that is not found is late
		const json = await waitForResult(run, job, done);
		const entry: JobEntry = {
			fingerprint: '',
			model: '',
			executionId: '',
			submittedAtMs: job.orderedAtMs,
			requestId,
		};
		const naming = () => ({
			wanted: options.fileName,
			slug: 'segmind',
			requestId,
			itemIndex,
			position: 0,
		});
		const finished = finishedFrom(entry, requestId, json, ANYTHING);
		const plan = { model: null, maxWaitMs: options.maxWaitMs, naming, taking: ANYTHING };
		return await itemsOf(run, finished, plan, options.outputField);
	},
};
