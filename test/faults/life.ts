import { AsyncLocalStorage } from 'node:async_hooks';
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { clock } from '../../nodes/Segmind/core/clock';
import type { Call, Cut, Plan } from './plan';

/** Thrown to n8n's engine in the place of a process that is no more. */
export class Crash extends Error {
	override name = 'Crash';
}

/** One call of the node's `execute`: Retry On Fail makes several of them in one execution. */
export interface Try {
	/** Number of jobs that the sandbox had accepted when it began. */
	readonly jobsBefore: number;
}

const never = async (): Promise<never> => await new Promise<never>(() => {});

interface Open {
	destroy(): void;
	read?(size: number): unknown;
	on(event: 'error', listener: () => void): void;
}

const isOpen = (value: unknown): value is Open =>
	typeof value === 'object' && value !== null && 'destroy' in value && 'on' in value;

/** The streams that a helper handed out: itself, or the body of an answer. */
const streamsIn = (answer: unknown): Open[] =>
	[answer, (answer as { body?: unknown } | undefined)?.body].filter(isOpen);

/** A dead process closes its files and connections. */
function close(streams: Iterable<Open>): void {
	for (const stream of streams) {
		stream.on('error', () => undefined);
		// axios hands out a generator around the answer, which closes the connection only once it began
		stream.read?.(0);
		stream.destroy();
	}
}

/** The life of one execution: up to its end, a Stop, or the moment at which it is torn down. */
export class Life {
	dead = false;

	stoppedAtMs: number | undefined;

	/**
	 * When the node came back after Stop. Before it tries again n8n waits by a clock of its own, and
	 * this one may move meanwhile.
	 */
	returnedAtMs: number | undefined;

	/** What n8n has of the node's context when it is torn down. */
	savedContext: string | undefined;

	/** Calls to Segmind made after Stop. */
	readonly lateCalls: Call[] = [];

	/** When the sleeps that are under way will end, by the node's clock. */
	readonly sleeps = new Set<number>();

	readonly tries: Try[] = [];

	signal: AbortSignal | undefined;

	/** Files that the storage was asked to keep. */
	stored = 0;

	private readonly streams = new Set<Open>();

	private context: object = {};

	private readonly counts = new Map<Call | 'any', number>();

	private end: (reason: Crash) => void = () => undefined;

	private readonly ended = new Promise<never>((_, reject) => (this.end = reject));

	/**
	 * @param stop what n8n's Stop does
	 * @param storage how storing fails, if it does
	 */
	constructor(
		private readonly cut: Cut | undefined,
		private readonly stop: () => void,
		readonly storage?: Plan['storage'],
	) {
		// nobody may be listening yet when it happens
		this.ended.catch(() => undefined);
	}

	private isHit(call: Call): boolean {
		for (const name of [call, 'any'] as const) {
			const count = (this.counts.get(name) ?? 0) + 1;
			this.counts.set(name, count);
			if (this.cut?.call === name && this.cut.nth === count) return true;
		}
		return false;
	}

	private happen(): void {
		if (this.cut?.kind === 'stop') {
			this.stoppedAtMs ??= clock.now();
			this.stop();
			return;
		}
		this.savedContext = JSON.stringify(this.context);
		this.dead = true;
		close(this.streams);
		this.end(new Crash('The process is no more'));
	}

	/** Lets a call through as long as there is life; of one that is cut nobody ever hears again. */
	async pass<T>(call: Call, work: () => Promise<T>): Promise<T> {
		if (this.dead) return await never();
		const { cut } = this;
		const hit = this.isHit(call);
		if (hit && cut?.when === 'before') this.happen();
		if (this.dead) return await never();
		try {
			const result = await work();
			if (hit && cut?.when === 'after') this.happen();
			for (const stream of streamsIn(result)) this.streams.add(stream);
			if (!this.dead) return result;
			close(streamsIn(result));
		} catch (thrown) {
			if (hit && cut?.when === 'after') this.happen();
			if (!this.dead) throw thrown;
		}
		return await never();
	}

	/** One call of `execute` within this life. */
	async live(
		node: INodeType,
		ctx: IExecuteFunctions,
		around: IExecuteFunctions,
		jobsBefore: number,
	): Promise<INodeExecutionData[][]> {
		if (this.dead) throw new Crash('The process is no more');
		this.tries.push({ jobsBefore });
		this.context = ctx.getContext('node');
		this.signal = ctx.getExecutionCancelSignal();
		const work = lives.run(this, async () => {
			try {
				return await node.execute?.call(around);
			} finally {
				if (this.stoppedAtMs !== undefined) this.returnedAtMs ??= clock.now();
			}
		});
		return (await Promise.race([work, this.ended])) as INodeExecutionData[][];
	}
}

/** Which life a piece of work belongs to: the clock is shared by all of them. */
const lives = new AsyncLocalStorage<Life>();

/** Makes the node's sleeps part of the life that they belong to. The clock is put back by its owner. */
export function countSleeps(): void {
	const { sleep } = clock;
	clock.sleep = async (ms) => {
		const life = lives.getStore();
		if (!life) return await sleep(ms);
		await life.pass('sleep', async () => {
			const untilMs = clock.now() + ms;
			life.sleeps.add(untilMs);
			await sleep(ms);
			life.sleeps.delete(untilMs);
		});
	};
}
