import { clock } from '../../../nodes/Segmind/core/clock';

/** When n8n was started, milliseconds since 1970. */
const BOOT_MS = 1_800_000_000_000;

/** How long it has been running when a test begins. */
const START_MS = 100_000;

interface Sleeper {
	readonly atMs: number;
	readonly wake: () => void;
}

/** Lets everything run that needs no time. */
export const settle = async (): Promise<void> => {
	for (let round = 0; round < 3; round += 1) await new Promise((done) => setImmediate(done));
};

/** A clock that moves only when told to; installed for every test of the file that asks for it. */
export class VirtualTime {
	private nowMs = START_MS;

	private readonly sleepers = new Set<Sleeper>();

	/** Length of every sleep that was asked for, in milliseconds. */
	readonly slept: number[] = [];

	readonly now = (): number => this.nowMs;

	readonly sleep = async (ms: number): Promise<void> => {
		this.slept.push(ms);
		await new Promise<void>((wake) => this.sleepers.add({ atMs: this.nowMs + ms, wake }));
	};

	/** Milliseconds since the start of the test. */
	get elapsedMs(): number {
		return this.nowMs - START_MS;
	}

	/** Lets `ms` go by; whoever is due meanwhile is woken in the order of time. */
	async pass(ms: number): Promise<void> {
		const untilMs = this.nowMs + ms;
		await settle();
		for (let next = this.first(); next && next.atMs <= untilMs; next = this.first()) {
			this.sleepers.delete(next);
			this.nowMs = Math.max(this.nowMs, next.atMs);
			next.wake();
			await settle();
		}
		this.nowMs = untilMs;
	}

	/** Lets time go by until the work is done. @throws when it waits for something else than time */
	async until<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const end = () => void (done = true);
		work.then(end, end);
		await settle();
		while (!done) {
			const next = this.first();
			if (!next) throw new Error('Waits for something else than time');
			await this.pass(next.atMs - this.nowMs);
		}
		return await work;
	}

	private first(): Sleeper | undefined {
		return [...this.sleepers].sort((a, b) => a.atMs - b.atMs)[0];
	}
}

/** Puts virtual time in the place of the node's clock, fresh for every test. */
export function useVirtualTime(): { readonly time: VirtualTime } {
	const actual = { ...clock };
	const holder = { time: new VirtualTime() };
	beforeEach(() => {
		holder.time = new VirtualTime();
		const { now, sleep } = holder.time;
		Object.assign(clock, { now, date: () => BOOT_MS + now(), sleep });
	});
	afterEach(() => void Object.assign(clock, actual));
	return holder;
}
