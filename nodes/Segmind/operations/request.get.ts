import { locatorValue } from '../core/json';
import { clock, deadlineIn } from '../core/clock';
import { CONSOLE, Problem, WITHOUT_THIS } from '../errors/problem';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { requestIdIn } from '../http/endpoints';
import { unknownModel } from '../job/jobSpec';
import { keepResult, keptResult } from '../job/keptResult';
import { fetchResult, type Job, NoResult, pollOnce, waitForResult } from '../job/poll';
import { type Produced, toItems } from '../output/outputItems';
import { readOptions, switchIn, type Options } from '../parameters/options';
import { ANY_RESULT } from '../results/readers';
import { withKnown } from './batchErrors';
import type { Operation } from './jobOperation';
import type { JobContext } from '../job/context';

/** So long a request that can't be found may have been submitted a moment ago. */
const LATE_MS = 15_000;

/** A job that is only read can't be submitted again here. */
const ONLY_READ = `Look up the request ID in ${CONSOLE}. ${WITHOUT_THIS}`;

async function itemsOf(
	session: JobContext,
	requestId: string,
	wait: boolean,
	itemIndex: number,
	options: Options,
): Promise<Produced> {
	const fingerprint = `get ${requestId}`;
	const spec = { itemIndex, fingerprint, model: unknownModel(''), options, reader: ANY_RESULT };
	const known = session.ledger.find(itemIndex, spec);
	const kept = known && (await keptResult(session.ctx, known));
	if (kept) return await toItems(session, kept, spec);
	const deadline = deadlineIn(options.maxWaitMs);
	const job: Job = { slug: '', requestId, submittedAtMs: clock.now(), deadline, typicalMs: null };
	const { done, status } = await pollOnce(session, { ...job, lateMs: LATE_MS });
	if (!done && !wait) return { items: [{ json: { requestId, status } }] };
	// the status knows the job, so a result that is not found is late
	const read = await (done ? fetchResult : waitForResult)(session, job, spec.reader);
	const entry = known ?? session.ledger.recordIntent(itemIndex, spec, 'get');
	const result = { entry, ...read };
	keepResult(session.ledger, entry, result);
	return await toItems(session, result, spec);
}

/** Fetches the result of a job that was submitted before, by its request ID. */
export const getRequest: Operation = {
	async prepare(session, itemIndex) {
		const { ctx } = session;
		// a plain string in workflows saved before it was a resource locator
		const requestId = requestIdIn(locatorValue(ctx.getNodeParameter('requestId', itemIndex, '')));
		if (requestId === undefined) throw new Problem(INPUT_ERRORS.requestIdInvalid);
		const given: unknown = ctx.getNodeParameter('waitForCompletion', itemIndex, true);
		const wait = switchIn('Wait for Completion', given);
		const options = readOptions(ctx, itemIndex);
		const fetch = async () => {
			try {
				return await itemsOf(session, requestId, wait, itemIndex, options);
			} catch (thrown) {
				if (thrown instanceof NoResult) throw thrown.with({ next: ONLY_READ });
				throw withKnown(thrown, { requestId });
			}
		};
		return { works: [fetch] };
	},
};
