import type { FaultRule, SandboxOptions, SyncAnswer } from '../../sandbox';

/** What a call of the node's surroundings is for; `sleep` is the node's own waiting. */
export const CALLS = [
	'credential',
	'read',
	'upload',
	'submit',
	'sync',
	'status',
	'result',
	'credits',
	'download',
	'store',
	'sleep',
] as const;

export type Call = (typeof CALLS)[number];

/** The moment at which an execution is stopped or its process is torn down. */
export interface Cut {
	readonly kind: 'crash' | 'stop';
	/** The nth call of this kind, or the nth of all. */
	readonly call: Call | 'any';
	readonly nth: number;
	/** Before the call leaves, or when its answer is there and before the node sees it. */
	readonly when: 'before' | 'after';
}

/** One execution: the first, or the retry of the one before it. */
export interface Round {
	readonly cut?: Cut;
	/** Minutes between the end of the execution before and this one. */
	readonly gapMinutes: number;
}

/** Everything that one run of the suite does. The same plan and seed give the same run. */
export interface Plan {
	/** What a directed plan shows; random ones have none. */
	readonly name?: string;
	/** Number of what each item wishes for; equal numbers are equal items. */
	readonly items: readonly number[];
	/** Which wishes bring their image as a file; the others name an address. */
	readonly files: 'none' | 'all' | 'even';
	readonly delivery: 'auto' | 'queue' | 'sync';
	readonly answer: SyncAnswer;
	readonly outputs: 1 | 2;
	/** n8n keeps files inside the items. */
	readonly memory: boolean;
	/** Parallel Jobs; 0 leaves it to the node. */
	readonly concurrency: number;
	readonly onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** Tries of Retry On Fail; 1 is off. */
	readonly tries: number;
	/** Maximum Cost, in images. */
	readonly maxImages?: number;
	readonly minBalance: boolean;
	readonly repeatUnconfirmed: boolean;
	readonly jobSeconds: number;
	readonly maxWaitSeconds: number;
	readonly rateLimit?: NonNullable<SandboxOptions['rateLimit']>;
	/** How far the clock of the sandbox is ahead of the node's, in milliseconds. */
	readonly skewMs: number;
	readonly faults: readonly FaultRule[];
	readonly rounds: readonly Round[];
	/** Of everything random in the node and the sandbox. */
	readonly chance: number;
	/** The prompt holds a random number, so each try of Retry On Fail asks for something else. */
	readonly changing?: boolean;
	/** The error output is wired back into the node: it runs up to `MOST_RUNS` times. */
	readonly fedBack?: boolean;
	/** Storing fails from the nth file on, so often, with the word of the system. */
	readonly storage?: { nth: number; times: number; code: 'ENOSPC' | 'EACCES' };
	/** Options of the node besides those that the plan gives it. */
	readonly options?: Readonly<Record<string, unknown>>;
	/** Base URL of the credential, where it isn't the sandbox's. */
	readonly baseUrl?: string;
	/** The public address of n8n, under which it hands files out. */
	readonly n8nUrl?: string;
	/** A webhook has taken the files in, and n8n of this version has moved them when the run ended. */
	readonly webhook?: 1 | 2;
	/** How long a `slow` answer takes, in milliseconds. */
	readonly slowAnswerMs?: number;
}

/** Runs of a node whose errors are fed back to it. */
export const MOST_RUNS = 4;

/** Price of one image of the model that all items ask for, in USD. */
export const PRICE_USD = 0.14;

export const promptOf = (wish: number): string => `wish ${wish}.`;

/** The part of a prompt that says what is wished for, without what changes in it. */
export const wishIn = (prompt: unknown): string => /^wish \d+\./.exec(String(prompt))?.[0] ?? '';

export const hasFile = ({ files }: Plan, wish: number): boolean =>
	files === 'all' || (files === 'even' && wish % 2 === 0);
