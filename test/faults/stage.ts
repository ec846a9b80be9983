import { startSandbox, type Sandbox } from '../../sandbox';
import { randomOf } from '../../sandbox/random';
import type { SourceFile, SourceItem } from '../../scripts/engine/nodeTypes';
import { picture } from '../engine/support/pictures';
import { VirtualClock } from '../engine/support/virtualClock';
import { countSleeps } from './life';
import { hasFile, PRICE_USD, type Plan } from './plan';

/** Segmind, a clock for both sides, and chance that can be repeated. */
export interface Stage {
	readonly plan: Plan;
	readonly sandbox: Sandbox;
	readonly clock: VirtualClock;
	/** Lets time pass without anything going on. */
	wait(ms: number): Promise<void>;
	/** Brings all jobs that can end to their end, for the bill. */
	closeBooks(): void;
	close(): Promise<void>;
}

const DAY_MS = 86_400_000;

export async function openStage(plan: Plan): Promise<Stage> {
	const clock = new VirtualClock().install();
	const actualRandom = Math.random;
	Math.random = randomOf(plan.chance, 'node');
	countSleeps();
	let laterMs = 0;
	const sandbox = await startSandbox({
		seed: plan.chance,
		now: () => clock.now() + plan.skewMs + laterMs,
		render: 'tiny',
		jobSeconds: plan.jobSeconds,
		syncAnswer: plan.answer,
		outputsPerJob: plan.outputs,
		slowBodyMs: 20,
		sleep: async (ms) => await clock.sleep(ms),
		...(plan.slowAnswerMs !== undefined && { slowAnswerMs: plan.slowAnswerMs }),
		...(plan.n8nUrl !== undefined && { openUrl: async () => (await fileOf(0)).content }),
		faults: plan.faults,
		...(plan.rateLimit && { rateLimit: plan.rateLimit }),
	});
	clock.inFlight = () => sandbox.inFlight();
	clock.held = () => sandbox.held();
	return {
		plan,
		sandbox,
		clock,
		wait: async (ms) => {
			const { clock: shared } = await import('../../nodes/Segmind/core/clock');
			await shared.sleep(ms);
		},
		closeBooks: () => (laterMs = DAY_MS),
		close: async () => {
			clock.uninstall();
			Math.random = actualRandom;
			await sandbox.close();
		},
	};
}

const files = new Map<number, Promise<SourceFile>>();

async function fileOf(wish: number): Promise<SourceFile> {
	const known = files.get(wish) ?? picture(wish + 1);
	files.set(wish, known);
	return await known;
}

/** The items of a plan as the node before the one under test emits them. */
export async function sourceItems({ plan, sandbox }: Stage): Promise<SourceItem[]> {
	const url = `${sandbox.imagesUrl}/gallery/product.png`;
	return await Promise.all(
		plan.items.map(async (wish) =>
			hasFile(plan, wish)
				? { json: { wish, source: 'binary' }, files: { data: await fileOf(wish) } }
				: { json: { wish, source: 'url', url } },
		),
	);
}

/** Parameters of the node. */
export function parameters(plan: Plan, audit: boolean): Record<string, unknown> {
	const limits = {
		...(plan.maxImages !== undefined && { maxCostUsd: plan.maxImages * PRICE_USD * plan.outputs }),
		...(plan.minBalance && { minBalanceUsd: 1 }),
	};
	return {
		resource: 'image',
		operation: 'edit',
		prompt: plan.changing
			? '={{ "wish " + $json.wish + ". " + Math.random() }}'
			: '={{ "wish " + $json.wish + "." }}',
		images: {
			values: [
				{
					source: '={{ $json.source }}',
					binaryPropertyName: 'data',
					url: '={{ $json.url }}',
				},
			],
		},
		options: {
			delivery: plan.delivery,
			concurrency: plan.concurrency,
			maxWaitSeconds: plan.maxWaitSeconds,
			repeatUnconfirmed: plan.repeatUnconfirmed,
			...(!audit && { ...limits, ...plan.options }),
		},
	};
}
