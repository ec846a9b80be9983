import { toError } from '../errors/toError';
import { openBody } from '../http/response';
import { endpoints } from '../http/endpoints';
import { metricsOfHeaders } from '../results/image';
import type { JobContext } from './context';
import type { JobResult } from './jobSpec';
import { keepResult } from './keptResult';
import { Submission, type ReadyJob } from './submission';
import { readInTime, requestIdOf } from './syncAnswer';

/** Submits a job to the synchronous endpoint and waits for its answer. @throws Problem, Stopped */
export async function submitSync(session: JobContext, job: ReadyJob): Promise<JobResult> {
	const { maxWaitMs } = job.spec.options;
	const url = endpoints.sync(session.credential.base, job.spec.model.endpoint);
	// the wait for a free slot is not counted
	return await session.semaphores.sync(async () => {
		const submission = new Submission(session, job, 'sync');
		try {
			const target = { url, answer: 'stream', timeoutMs: maxWaitMs } as const;
			const answer = await submission.send(target, openBody);
			if (answer.refusal) throw submission.problemOf(answer.refusal);
			const entry = submission.accepted();
			try {
				const deadlineMs = submission.sentAtMs + maxWaitMs;
				const result = { entry, ...(await readInTime(session, deadlineMs, answer, job.spec)) };
				keepResult(session.ledger, entry, result);
				session.budget.settle(job.spec.model.slug, entry, result.metrics.cost);
				return result;
			} catch (thrown) {
				// the headers came before the result was lost: a later run can name the job at least
				const metrics = metricsOfHeaders(answer.headers);
				session.ledger.recordResult(entry, requestIdOf(answer.headers), { metrics });
				throw toError(thrown);
			}
		} catch (thrown) {
			throw toError(submission.fail(thrown));
		}
	});
}
