import { RateLimiter } from '../../../nodes/Segmind/http/rateLimiter';
import { clock } from '../../../nodes/Segmind/core/clock';
import { semaphore } from '../../../nodes/Segmind/core/semaphore';
import { seeded } from '../support/chance';
import { useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

interface Batch {
	readonly name: string;
	readonly submissions: number;
	readonly windowMs: number;
	/** Submissions that the account takes within a window, by milliseconds since the start. */
	readonly allowed: (ms: number) => number;
	/** Where the grid of fixed windows begins; sliding windows without. */
	readonly gridMs?: number;
	/** How many are worked on at once, and how long each keeps its place after it was taken. */
	readonly places: number;
	readonly jobMs: number;
	/** From one item to the next. */
	readonly apartMs?: number;
	/** The earliest that the last one can be taken. */
	readonly boundMs: number;
}

/** Takes submissions as Segmind does, after answers that take their time. */
class Account {
	readonly takenMs: number[] = [];

	private readonly chance = seeded(3);

	constructor(
		private readonly batch: Batch,
		private readonly stated: boolean,
	) {}

	private async onTheWay(): Promise<void> {
		await clock.sleep(20 + Math.round(this.chance() * 150));
	}

	async answer(): Promise<{ taken: boolean; untilMs?: number }> {
		await this.onTheWay();
		const { allowed, windowMs, gridMs } = this.batch;
		const ms = virtual.time.elapsedMs;
		const most = allowed(ms);
		const startMs =
			gridMs === undefined
				? ms - windowMs
				: gridMs + Math.floor((ms - gridMs) / windowMs) * windowMs - 1;
		const within = this.takenMs.filter((one) => one > startMs);
		const taken = within.length < most;
		if (taken) this.takenMs.push(ms);
		const oldest = gridMs === undefined ? (within[within.length - most] ?? ms) : startMs + 1;
		const untilMs = clock.now() + oldest + windowMs - ms;
		await this.onTheWay();
		return { taken, ...(this.stated && { untilMs }) };
	}
}

async function work(batch: Batch, stated: boolean): Promise<number[]> {
	const account = new Account(batch, stated);
	const limiter = new RateLimiter();
	const pool = semaphore(batch.places);
	const one = async (position: number): Promise<void> => {
		await clock.sleep(position * (batch.apartMs ?? 0));
		await pool(async () => {
			for (;;) {
				const slot = await limiter.acquire(undefined);
				const { taken, untilMs } = await account.answer();
				if (taken) {
					limiter.accepted(slot);
					break;
				}
				limiter.rateLimited(slot, untilMs);
			}
			await clock.sleep(batch.jobMs);
		});
	};
	const all = Array.from({ length: batch.submissions }, async (_, position) => await one(position));
	await virtual.time.until(Promise.all(all));
	return account.takenMs;
}

const ten = { windowMs: 5000, allowed: () => 10, places: 20, jobMs: 2000 };
const five = { windowMs: 60_000, allowed: () => 5, places: 20, jobMs: 58_000 };

const BATCHES: Batch[] = [
	{ name: 'jobs of 2 s', ...ten, submissions: 40, boundMs: 15_000 },
	{ name: 'jobs of 2 s, fixed windows', ...ten, gridMs: 1700, submissions: 40, boundMs: 11_700 },
	{ name: 'jobs of 10 s', ...ten, jobMs: 10_000, submissions: 100, boundMs: 45_000 },
	{ name: 'items that come one by one', ...ten, apartMs: 300, submissions: 60, boundMs: 25_000 },
	{
		name: 'one each two seconds',
		...ten,
		windowMs: 2000,
		allowed: () => 1,
		submissions: 15,
		boundMs: 28_000,
	},
	{ name: 'five a minute', ...five, submissions: 30, boundMs: 300_000 },
	{
		name: 'five a minute, fixed windows',
		...five,
		gridMs: 20_000,
		submissions: 30,
		boundMs: 260_000,
	},
	{
		name: 'fifty a minute',
		...five,
		allowed: () => 50,
		jobMs: 9000,
		submissions: 200,
		boundMs: 180_000,
	},
	{
		name: 'an account that soon allows less',
		...ten,
		allowed: (ms) => (ms > 12_000 ? 4 : 10),
		submissions: 80,
		places: 100,
		boundMs: 75_000,
	},
];

describe.each(BATCHES)('$name', (batch) => {
	it.each([
		['that state when', true],
		['that state nothing', false],
	])('is done in little more than the time it must, with 429s %s', async (_what, stated) => {
		const takenMs = await work(batch, stated);
		expect(takenMs).toHaveLength(batch.submissions);
		expect(takenMs.at(-1)).toBeGreaterThanOrEqual(batch.boundMs);
		expect(takenMs.at(-1)).toBeLessThanOrEqual(batch.boundMs * 1.2);
	});
});
