import { type Note, withDetail } from '../errors/problem';
import type { JobSpec } from '../job/jobSpec';
import { RECORD_LIFE_MS } from '../job/ledgerEntry';
import { runJob, submitJob } from '../job/runJob';
import { type Produced, toItems } from '../output/outputItems';
import { dryRun } from './dryRun';
import type { JobContext } from '../job/context';

/** Does one part of the work for an item. @throws Problem, Stopped */
export type Work = () => Promise<Produced>;

/** What an item comes to: one part, or one for each of its variations, in their order. */
export interface Prepared {
	readonly works: readonly Work[];
	/** What is told after the run about an item that was taken as it is. */
	readonly note?: Note;
}

/**
 * One operation of the node. The loop over the items, their order, `pairedItem` and On Error are not
 * its business.
 */
export interface Operation {
	/**
	 * Reads and checks what an item wants. Nothing is sent yet: the work begins when all items are
	 * prepared.
	 * @throws Problem
	 */
	prepare(session: JobContext, itemIndex: number): Promise<Prepared>;
}

/** What an item wants: one job, or several variations of it. */
interface ItemJobs {
	readonly specs: readonly JobSpec[];
	/**
	 * Checks what a job that was submitted needs no more: above all the files, which all jobs share.
	 * @returns what is told after the run of files that were taken as they are
	 * @throws Problem
	 */
	check(): Promise<Note | void>;
}

/** Reads what an item wants, and says what jobs those are; no file is opened yet. @throws Problem */
export type PrepareJobs = (session: JobContext, itemIndex: number) => Promise<ItemJobs>;

type DoJob = (session: JobContext, spec: JobSpec) => Promise<Produced>;

/** One of several jobs tells which of them it is: in its items, and in its errors. */
const numbered =
	(number: number, count: number, work: Work): Work =>
	async () => {
		const named = (thrown: unknown) =>
			withDetail(`This is about variation ${number} of ${count}.`, thrown);
		try {
			const { items, missing = [] } = await work();
			const withNumber = items.map((item) => ({
				...item,
				json: { ...item.json, variation: number },
			}));
			return { items: withNumber, missing: missing.map(named) };
		} catch (thrown) {
			throw named(thrown);
		}
	};

const operation = (prepareJobs: PrepareJobs, doJob: DoJob): Operation => ({
	async prepare(session, itemIndex) {
		const { specs, check } = await prepareJobs(session, itemIndex);
		// what was submitted was checked then, and n8n may have deleted its files since
		const isKnown = specs.some((spec) => session.ledger.wasSubmitted(itemIndex, spec));
		const note = isKnown ? undefined : await check();
		const works = specs.map((spec, at): Work => {
			const work = async () =>
				spec.options.dryRun ? await dryRun(session, spec) : await doJob(session, spec);
			return specs.length === 1 ? work : numbered(at + 1, specs.length, work);
		});
		return { works, ...(note && { note }) };
	},
});

const timeOf = (ms: number): string => new Date(ms).toISOString();

async function submitOnly(session: JobContext, spec: JobSpec): Promise<Produced> {
	const { requestId, submittedAtMs } = await submitJob(session, spec);
	const json = {
		model: spec.model.slug,
		requestId,
		status: 'QUEUED',
		submittedAt: timeOf(submittedAtMs),
		expiresAt: timeOf(submittedAtMs + RECORD_LIFE_MS),
	};
	return { items: [{ json }] };
}

/** An operation that submits the jobs of each item, waits for them and hands their results out. */
export const runs = (prepareJobs: PrepareJobs, makeItems: typeof toItems = toItems): Operation =>
	operation(prepareJobs, async (session, spec) =>
		spec.options.wait
			? await makeItems(session, await runJob(session, spec), spec)
			: await submitOnly(session, spec),
	);
