import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { readOptions, type Options } from '../parameters/options';
import { toJobResult } from '../job/runJob';
import { pollOnce, waitForResult, type Job } from '../job/poll';
import { ANY_RESULT } from '../results/readers';
import { toItems } from '../output/toItems';
import { clock, deadlineIn } from '../core/clock';
import { requestIdIn } from '../http/endpoints';
import { locatorValue } from '../models/slug';
import type { JobEntry } from '../job/ledgerEntry';
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
		// a plain string in workflows saved before it was a resource locator
		const requestId = requestIdIn(locatorValue(ctx.getNodeParameter('requestId', itemIndex, '')));
		if (requestId === undefined) throw new Problem(INPUT_ERRORS.requestIdInvalid);
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
		const finished = toJobResult(entry, requestId, json, ANY_RESULT);
		const plan = { model: null, maxWaitMs: options.maxWaitMs, naming, reader: ANY_RESULT };
		return await toItems(run, finished, plan, options.outputField);
	},
};
