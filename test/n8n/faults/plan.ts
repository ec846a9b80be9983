import { randomOf } from '../../../sandbox/random';
import type { BinaryMode } from '../lib/environment';

/** Where a run stands when n8n is killed. `after`: the node is done, the next one is under way. */
export const MOMENTS = ['upload', 'submit', 'status', 'result', 'download', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

/** What a person does when n8n is back: both kinds of retry, or the workflow once more. */
export const ANSWERS = ['retry-saved', 'retry-original', 'run again'] as const;
export type Answer = (typeof ANSWERS)[number];

/** One execution that meets a kill. */
export interface RunPlan {
	/** Numbered through the whole suite; stands in each prompt. */
	run: number;
	moment: Moment;
	/** Number of wanted images. */
	wanted: number;
	/** The item that stands at the moment; the others go on until the kill. */
	victim: number;
	/** Workflow setting "Save execution progress". */
	progress: boolean;
	answer: Answer;
}

/** What came of it. */
export interface RunResult extends RunPlan {
	version: string;
	/** 'filesystem', 'database' or 'memory'. */
	binaryMode: string;
	/** Status of the killed execution when n8n is back. */
	status: string;
	/** What n8n said to the answer: status of the new execution, or its refusal. */
	second: string;
	/** Submissions that Segmind accepted, in all. */
	submitted: number;
	/** Submissions that Segmind billed. */
	billed: number;
	/** Wanted images among the items of the last execution, and in which the others were lost. */
	delivered: number;
	/** Billed, not delivered, request ID in n8n's log. */
	named: number;
	/** Billed, not delivered, and named nowhere: the kill came before the answer to the submit. */
	unnamed: number;
	/** What must not be, in words; none when all is well. */
	violations: string[];
}

/** n8n's ways to store files; both versions take all of them. */
export const MODES: readonly BinaryMode[] = ['filesystem', 'database', 'default'];

/** n8n's name for memory says nothing. */
export const nameOfMode = (mode: BinaryMode): string => (mode === 'default' ? 'memory' : mode);

const MOST_IMAGES = 4;

/**
 * Runs by chance, the same for the same seed. Moments, answers and the setting take turns, so that
 * a short list covers them all.
 */
export function planRuns(seed: number, count: number, firstRun = 0): RunPlan[] {
	const random = randomOf(seed, 'kills');
	const below = (limit: number) => Math.floor(random() * limit);
	return Array.from({ length: firstRun + count }, (_, run): RunPlan => {
		const wanted = 1 + below(MOST_IMAGES);
		return {
			run,
			wanted,
			victim: below(wanted),
			moment: MOMENTS[run % MOMENTS.length] ?? 'submit',
			answer: ANSWERS[Math.floor(run / MOMENTS.length + run) % ANSWERS.length] ?? 'run again',
			progress: random() < 0.5,
		};
	}).slice(firstRun);
}
