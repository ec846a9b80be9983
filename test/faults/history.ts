import type { Sandbox } from '../../sandbox';
import type { Plan } from './plan';
import { execution, type Earlier, type Told } from './rounds';
import { openStage, type Stage } from './stage';

/** All that happened in one run of the suite, and the sandbox's own books of it. */
export interface History {
	readonly plan: Plan;
	/** Executions in their order. The output of the last one is what counts in the end. */
	readonly rounds: readonly Told[];
	readonly last: Told;
	/** The last one was made without faults and limits, to see what became of every item. */
	readonly audited: boolean;
	/** Number of accepted jobs at the beginning of each execution. */
	readonly jobsBefore: readonly number[];
	readonly jobs: Sandbox['jobs'];
	readonly requests: Sandbox['requests'];
	readonly apiKey: string;
}

const MINUTE_MS = 60_000;

async function play(stage: Stage): Promise<Omit<History, 'jobs' | 'requests' | 'apiKey'>> {
	const { plan, sandbox } = stage;
	const rounds: Told[] = [];
	const jobsBefore: number[] = [];
	let earlier: Earlier | undefined;
	const next = async (number: number): Promise<boolean> => {
		const audit = number === plan.rounds.length;
		if (audit) sandbox.setFaults([]);
		const round = plan.rounds[number] ?? { gapMinutes: 0 };
		if (number > 0 && round.gapMinutes > 0) await stage.wait(round.gapMinutes * MINUTE_MS);
		jobsBefore.push(sandbox.jobs.length);
		const { told, again } = await execution(stage, round, number, audit, earlier);
		rounds.push(told);
		earlier = again;
		return again !== undefined && !audit;
	};
	for (let number = 0; await next(number); number += 1);
	const last = rounds.at(-1) as Told;
	return { plan, rounds, last, audited: rounds.length > plan.rounds.length, jobsBefore };
}

/** Plays a plan to its end. @throws when the audit itself does not succeed */
export async function historyOf(plan: Plan): Promise<History> {
	const stage = await openStage(plan);
	try {
		const played = await play(stage);
		stage.closeBooks();
		const { jobs, requests, apiKey } = stage.sandbox;
		const billed = jobs.map(facts);
		return { ...played, jobs: billed, requests: [...requests], apiKey };
	} finally {
		await stage.close();
	}
}

const FACTS = [
	...([
		'id',
		'slug',
		'body',
		'version',
		'submittedAtMs',
		'finishesAtMs',
		'state',
		'error',
	] as const),
	...(['priceUsd', 'billedUsd', 'downloads', 'answered', 'answerStatus', 'named'] as const),
];

/** Values of a job as they are now: they follow the sandbox's clock. */
const facts = (job: Sandbox['jobs'][number]): Sandbox['jobs'][number] => ({
	...(Object.fromEntries(FACTS.map((name) => [name, job[name]])) as Omit<typeof job, 'outputs'>),
	outputs: job.outputs.map(({ url, contentType, bytes, sha256, downloads }) => ({
		...{ url, contentType, bytes, sha256, downloads },
	})),
});
