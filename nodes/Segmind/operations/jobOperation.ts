import { submitJob, runJob } from '../job/runJob';
import type { JobSpec } from '../job/jobSpec';
import { RECORD_LIFE_MS } from '../job/pollRequest';
import { toItems } from '../output/toItems';
import type { Operation } from './operation';
import type { Session } from './session';

/** Reads and checks what an item wants, and says what job that is. @throws Problem */
export type PrepareJob = (session: Session, itemIndex: number) => Promise<JobSpec>;

/** An operation that submits a job for each item, waits for it and hands its result out. */
export const runs = (prepareJob: PrepareJob, makeItems: typeof toItems = toItems): Operation => ({
	async prepare(session, itemIndex) {
		const spec = await prepareJob(session, itemIndex);
		return async () => await makeItems(session, await runJob(session, spec), spec);
	},
});

const timeOf = (ms: number): string => new Date(ms).toISOString();

/** An operation that submits a job for each item and doesn't wait for it. */
export const submits = (prepareJob: PrepareJob): Operation => ({
	async prepare(session, itemIndex) {
		const spec = await prepareJob(session, itemIndex);
		return async () => {
			const { requestId, submittedAtMs } = await submitJob(session, spec);
			const json = {
				model: spec.model.slug,
				requestId,
				status: 'QUEUED',
				submittedAt: timeOf(submittedAtMs),
				expiresAt: timeOf(submittedAtMs + RECORD_LIFE_MS),
			};
			return [{ json }];
		};
	},
});
