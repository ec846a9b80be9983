import type { FaultKind, SandboxOptions } from '../../../sandbox/index';
import type { Task } from './competitors';

/** A bound on the time of this node, of one kind. */
export interface Goal {
	seconds?: number;
	/** Times the minimum. */
	ofMinimum?: number;
	/** Times the time of the HTTP Request node. */
	ofHttpRequest?: number;
}

/** One line-up of competitors for one task. */
export interface Scenario {
	name: string;
	/** `memory` starts n8n anew for everyone, and compares with one tiny image. */
	kind: 'time' | 'memory';
	task: Omit<Task, 'text'>;
	jobSeconds: number;
	/** Of the sandbox, besides the length of a job. */
	sandbox?: SandboxOptions;
	/** Finished images are made this large. */
	outputBytes?: number;
	/** Files of this size are made for `task.input: 'file'`. */
	fileBytes?: number;
	/** Names of competitors that are left out, with the reason to be told. */
	without?: Record<string, string>;
	/** For memory: how much more than for one tiny image is wanted of this node, in bytes. */
	goalBytes?: number;
	/** For time: what this node is to keep to. Where nothing is said, 1.6 times the minimum. */
	goal?: Goal;
	/** Competitors that `--quick` measures; without it the scenario is left out there. */
	quick?: string[];
}

const RATE = { submits: 10, windowMs: 5000, header: 'none' as const };
/** Those that a client can get over: of jobs that fail and requests that are refused, chance would decide. */
const PASSING: readonly FaultKind[] = [
	...(['rate-limit', 'rate-limit-reset-header', 'rate-limit-retry-after'] as const),
	...(['500', '502', '504', 'reset-before', 'reset-after', 'unknown-state'] as const),
	...(['slow-body', 'truncated-body', 'short-body', 'empty-body', 'html-200'] as const),
	...(['json-200-instead-of-image', 'wrong-content-type'] as const),
];
const FAULTS = { rate: 0.05, kinds: PASSING };
const MEGABYTE = 1_000_000;

/**
 * V8 collects received chunks after some 64 MB of them, whoever receives, and half as much again comes
 * and goes by chance. It must not grow with the number of files, which have 240 MB and more.
 */
const UNCOLLECTED_BYTES = 96 * MEGABYTE;

const tiny = { render: 'tiny' as const };

/** All but the one whose pace is its setting: four minutes are not much. */
const PACED = { 'HTTP Request, batches of 5': 'as the other, and slower' };

const QUICK = ['this node', 'HTTP Request', 'OpenAI node', 'hand-built loop'];

/** Jobs of two seconds, of images with an address, where nothing else is said. */
const time = (name: string, images: number, more: Partial<Scenario>): Scenario => ({
	...{ name, kind: 'time', jobSeconds: 2, sandbox: tiny, task: { images, input: 'url' }, ...more },
});

const memory = (name: string, images: number, more: Partial<Scenario>): Scenario =>
	time(name, images, { kind: 'memory', without: PACED, goalBytes: UNCOLLECTED_BYTES, ...more });

const throughput = (images: number, jobSeconds: number, goal: Goal, quick?: string[]): Scenario =>
	time(`${images} images, jobs of ${jobSeconds} s`, images, {
		...{ jobSeconds, goal, quick },
		without: {
			...(images > 20 && {
				'HTTP Request, batches of 5': 'five at a time: drawn on from 20 images',
			}),
			...(jobSeconds > 2 && { 'OpenAI node': 'one at a time: as with jobs of 2 s' }),
		},
	});

/** Of a job that is done at once, what n8n itself takes is the larger part. */
const backgrounds = (images: number): Scenario => ({
	name: `${images} background ${images === 1 ? 'removal' : 'removals'}, jobs of 0.6 s`,
	kind: 'time',
	task: { images, input: 'url', fast: true },
	jobSeconds: 0.6,
	sandbox: tiny,
	goal: { ofHttpRequest: images === 1 ? 1.4 : 1.25 },
	without: {
		'HTTP Request, batches of 5': 'as the other, and slower',
		'OpenAI node': 'removes no backgrounds',
		'hand-built loop': 'waits two seconds at least',
	},
});

export const SCENARIOS: Scenario[] = [
	backgrounds(1),
	backgrounds(20),
	// the page of the model says 58 s
	throughput(20, 2, { ofHttpRequest: 1.08 }, QUICK),
	throughput(20, 10, { ofHttpRequest: 1.08 }),
	throughput(100, 2, { seconds: 9 }),
	throughput(100, 10, { seconds: 35 }),
	throughput(500, 2, { seconds: 30 }),
	throughput(500, 10, { seconds: 75 }),
	time('40 images, rate limit of 10 submissions per 5 s', 40, {
		sandbox: { ...tiny, rateLimit: RATE },
		goal: { ofMinimum: 1.25 },
		quick: ['this node', 'HTTP Request'],
	}),
	time('120 images, rate limit of 60 submissions per 10 s, Parallel Jobs 100', 120, {
		task: { images: 120, input: 'url', parallelJobs: 100 },
		jobSeconds: 10,
		sandbox: { ...tiny, rateLimit: { submits: 60, windowMs: 10_000, header: 'none' } },
		goal: { ofMinimum: 1.25 },
		without: {
			'HTTP Request, batches of 5': 'five at a time',
			'OpenAI node': 'one at a time',
		},
	}),
	time('50 images, 5 % faults', 50, { sandbox: { ...tiny, randomFaults: FAULTS }, quick: QUICK }),
	time('50 images, 5 % faults, Retry On Fail', 50, {
		task: { images: 50, input: 'url', retryOnFail: true },
		sandbox: { ...tiny, randomFaults: FAULTS },
	}),
	time('20 uploads of 4 MB, each its own file', 20, {
		task: { images: 20, input: 'file' },
		fileBytes: 4 * MEGABYTE,
	}),
	time('20 images of one file', 20, { task: { images: 20, input: 'same file' } }),
	memory('20 outputs of 12 MB', 20, {
		outputBytes: 12 * MEGABYTE,
		quick: ['this node', 'HTTP Request'],
	}),
	memory('40 outputs of 12 MB', 40, { outputBytes: 12 * MEGABYTE }),
	memory('300 outputs of 1 MB, Parallel Jobs 300', 300, {
		task: { images: 300, input: 'url', parallelJobs: 300 },
		jobSeconds: 5,
		outputBytes: MEGABYTE,
	}),
	memory('40 uploads of 12 MB', 40, {
		without: {
			...PACED,
			'HTTP Request': 'its base64 is longer than a text in n8n can be: the execution never ends',
		},
		task: { images: 40, input: 'file' },
		fileBytes: 12 * MEGABYTE,
		goalBytes: 160 * MEGABYTE,
	}),
];

/**
 * The time below which it can't be done, in milliseconds: rounds of parallel jobs, or as many
 * windows of the rate limit as the submissions fill.
 */
export function boundMs({ task, jobSeconds, sandbox }: Scenario, parallel: number): number {
	const rounds = Number.isFinite(parallel) ? Math.ceil(task.images / parallel) : 1;
	const limit = sandbox?.rateLimit;
	const windows = limit ? Math.ceil(task.images / limit.submits) - 1 : 0;
	return Math.max(rounds * jobSeconds * 1000, windows * (limit?.windowMs ?? 0) + jobSeconds * 1000);
}
