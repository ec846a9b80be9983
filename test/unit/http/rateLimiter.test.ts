import { RateLimiter } from '../../../nodes/Segmind/http/rateLimiter';
import { clock, Closing, Stopped } from '../../../nodes/Segmind/core/clock';
import { settle, useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

/** An account that takes so many submissions within a sliding window, and answers after a moment. */
class Account {
	readonly takenAtMs: number[] = [];
	refusals = 0;

	constructor(
		private submissions: number,
		private readonly windowMs: number,
		private readonly stated: 'until' | 'nothing',
	) {}

	/** The account changes its plan. */
	allow(submissions: number): void {
		this.submissions = submissions;
	}

	async answer(): Promise<{ taken: boolean; untilMs?: number }> {
		await clock.sleep(200);
		const nowMs = clock.now();
		const within = this.takenAtMs.filter((atMs) => atMs > nowMs - this.windowMs);
		if (within.length < this.submissions) {
			this.takenAtMs.push(nowMs);
			return { taken: true };
		}
		this.refusals += 1;
		const freeAtMs = (within[within.length - this.submissions] ?? nowMs) + this.windowMs;
		return { taken: false, ...(this.stated === 'until' && { untilMs: freeAtMs + 1 }) };
	}
}

/** Submits one item as the node does: in its turn, again and again while it is refused for the rate. */
async function place(limiter: RateLimiter, account: Account): Promise<void> {
	for (;;) {
		const slot = await limiter.acquire(undefined);
		const { taken, untilMs } = await account.answer();
		if (taken) return limiter.accepted(slot);
		limiter.rateLimited(slot, untilMs);
	}
}

const placeAll = async (limiter: RateLimiter, account: Account, count: number): Promise<void> => {
	await virtual.time.until(
		Promise.all(Array.from({ length: count }, async () => await place(limiter, account))),
	);
};

it('holds nothing back while there was no 429', async () => {
	const account = new Account(1000, 60_000, 'nothing');
	await placeAll(new RateLimiter(), account, 100);
	expect(account.takenAtMs).toHaveLength(100);
	expect(virtual.time.elapsedMs).toBe(200);
});

it('holds back all submissions until the moment that a 429 states', async () => {
	const limiter = new RateLimiter();
	const refused = await limiter.acquire(undefined);
	limiter.rateLimited(refused, clock.now() + 42_000);
	let out = 0;
	const waiting = Array.from({ length: 5 }, async () => {
		await limiter.acquire(undefined);
		out += 1;
	});
	await virtual.time.pass(41_999);
	expect(out).toBe(0);
	await virtual.time.pass(1);
	// one finds out whether the account takes submissions again
	expect(out).toBe(1);
	await virtual.time.pass(60_000);
	expect(out).toBe(1);
	void waiting;
});

it('lets the others go once the one that tries is taken', async () => {
	const limiter = new RateLimiter();
	limiter.rateLimited(await limiter.acquire(undefined), clock.now() + 1000);
	const probe = limiter.acquire(undefined);
	const other = limiter.acquire(undefined);
	let out = false;
	void other.then(() => (out = true));
	await virtual.time.pass(1000);
	limiter.accepted(await probe);
	await virtual.time.pass(250);
	expect(out).toBe(true);
});

it('lets another one try when the one that tries comes to nothing for another reason', async () => {
	const limiter = new RateLimiter();
	limiter.rateLimited(await limiter.acquire(undefined), clock.now() + 1000);
	const probe = limiter.acquire(undefined);
	const other = limiter.acquire(undefined);
	await virtual.time.pass(1000);
	limiter.release(await probe);
	await virtual.time.until(other);
	expect(virtual.time.elapsedMs).toBeLessThanOrEqual(1250);
});

describe.each(['until', 'nothing'] as const)('an account whose 429 states %s', (stated) => {
	it.each([
		[5, 20],
		[50, 120],
	])(
		'of %i submissions a minute takes %i in little more than the time it must',
		async (perMinute, count) => {
			const account = new Account(perMinute, 60_000, stated);
			await placeAll(new RateLimiter(), account, count);
			expect(account.takenAtMs).toHaveLength(count);
			const leastMs = (Math.ceil(count / perMinute) - 1) * 60_000;
			expect(virtual.time.elapsedMs).toBeGreaterThanOrEqual(leastMs);
			expect(virtual.time.elapsedMs).toBeLessThan(leastMs * 1.5 + 20_000);
		},
	);

	it('is not asked over and over: refusals stay few after the first wave', async () => {
		const account = new Account(5, 60_000, stated);
		await placeAll(new RateLimiter(), account, 25);
		const firstWave = 20;
		expect(account.refusals).toBeGreaterThanOrEqual(firstWave);
		expect(account.refusals - firstWave).toBeLessThan(60);
	});
});

it('goes faster again when the account allows more', async () => {
	const account = new Account(2, 10_000, 'until');
	const limiter = new RateLimiter();
	await placeAll(limiter, account, 6);
	account.allow(1000);
	const before = virtual.time.elapsedMs;
	await placeAll(limiter, account, 60);
	// at the old pace this takes five minutes
	expect(virtual.time.elapsedMs - before).toBeLessThan(200_000);
});

it('ends the wait of all who stand in line when the execution is stopped', async () => {
	const limiter = new RateLimiter();
	limiter.rateLimited(await limiter.acquire(undefined), clock.now() + 600_000);
	const stop = new AbortController();
	const waiting = [limiter.acquire(stop.signal), limiter.acquire(stop.signal)].map(
		async (ready) => await ready.catch((reason: unknown) => reason),
	);
	await virtual.time.pass(3000);
	stop.abort();
	await settle();
	for (const outcome of await Promise.all(waiting)) expect(outcome).toBeInstanceOf(Stopped);
	expect(virtual.time.elapsedMs).toBe(3000);
});

describe('synchronous calls, which are answered when their image is made', () => {
	/** Calls side by side, the `refused` first of which meet one 429 each. */
	async function callAll(count: number, callMs: number, refused: number): Promise<number[]> {
		const limiter = new RateLimiter();
		const doneAtMs: number[] = [];
		const call = async (index: number): Promise<void> => {
			if (index < refused) {
				const slot = await limiter.acquire(undefined, true);
				await clock.sleep(50);
				limiter.rateLimited(slot, undefined);
			}
			const slot = await limiter.acquire(undefined, true);
			await clock.sleep(callMs);
			limiter.accepted(slot);
			doneAtMs.push(virtual.time.elapsedMs);
		};
		const all = Array.from({ length: count }, async (_, index) => await call(index));
		await virtual.time.until(Promise.all(all));
		return doneAtMs;
	}

	it('one 429 does not wait until a running call ends', async () => {
		const doneAtMs = await callAll(5, 6000, 1);
		expect(doneAtMs.filter((ms) => ms === 6000)).toHaveLength(4);
		expect(doneAtMs.at(-1)).toBeLessThanOrEqual(7500);
	});

	it('the try after a 429 does not hold the others until it ends', async () => {
		expect((await callAll(5, 6000, 5)).at(-1)).toBeLessThanOrEqual(9000);
	});

	it('count from when they were sent, not from when they were answered', async () => {
		const account = new Account(5, 10_000, 'nothing');
		const limiter = new RateLimiter();
		const call = async (): Promise<void> => {
			for (;;) {
				const slot = await limiter.acquire(undefined, true);
				const { taken } = await account.answer();
				if (!taken) limiter.rateLimited(slot, undefined);
				else {
					await clock.sleep(8000);
					return limiter.accepted(slot);
				}
			}
		};
		await virtual.time.until(Promise.all(Array.from({ length: 20 }, call)));
		// three windows after the first five
		expect(account.takenAtMs.at(-1)! - account.takenAtMs[0]!).toBeLessThan(30_000 * 1.2);
	});
});

describe('the end of the run', () => {
	it('wakes all that wait for a reset, with its reason', async () => {
		const closing = new Closing();
		const limiter = new RateLimiter(closing);
		limiter.rateLimited(await limiter.acquire(undefined), clock.now() + 14 * 60_000);
		const waiting = [1, 2, 3].map(
			async () => await limiter.acquire(undefined).catch((reason: unknown) => reason),
		);
		await virtual.time.pass(3000);
		const reason = new Error('another item failed');
		closing.close(reason);
		await settle();
		expect(await Promise.all(waiting)).toEqual([reason, reason, reason]);
		expect(virtual.time.elapsedMs).toBe(3000);
	});
});
