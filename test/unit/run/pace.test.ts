import { Pace } from '../../../nodes/Segmind/run/pace';
import { clock, Stopped } from '../../../nodes/Segmind/run/pause';
import { settle, useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

/** An account that takes so many orders within a sliding window, and answers after a moment. */
class Account {
	readonly takenAtMs: number[] = [];
	refusals = 0;

	constructor(
		private orders: number,
		private readonly windowMs: number,
		private readonly stated: 'until' | 'nothing',
	) {}

	/** The account changes its plan. */
	allow(orders: number): void {
		this.orders = orders;
	}

	async answer(): Promise<{ taken: boolean; untilMs?: number }> {
		await clock.sleep(200);
		const nowMs = clock.now();
		const within = this.takenAtMs.filter((atMs) => atMs > nowMs - this.windowMs);
		if (within.length < this.orders) {
			this.takenAtMs.push(nowMs);
			return { taken: true };
		}
		this.refusals += 1;
		const freeAtMs = (within[within.length - this.orders] ?? nowMs) + this.windowMs;
		return { taken: false, ...(this.stated === 'until' && { untilMs: freeAtMs + 1 }) };
	}
}

/** Orders one item as the node does: in its turn, again and again while it is refused for the rate. */
async function place(pace: Pace, account: Account): Promise<void> {
	for (;;) {
		const ticket = await pace.ready(undefined);
		const { taken, untilMs } = await account.answer();
		if (taken) return pace.took(ticket);
		pace.refused(ticket, untilMs);
	}
}

const placeAll = async (pace: Pace, account: Account, count: number): Promise<void> => {
	await virtual.time.until(
		Promise.all(Array.from({ length: count }, async () => await place(pace, account))),
	);
};

it('holds nothing back while there was no 429', async () => {
	const account = new Account(1000, 60_000, 'nothing');
	await placeAll(new Pace(), account, 100);
	expect(account.takenAtMs).toHaveLength(100);
	expect(virtual.time.elapsedMs).toBe(200);
});

it('holds back all orders until the moment that a 429 states', async () => {
	const pace = new Pace();
	const refused = await pace.ready(undefined);
	pace.refused(refused, clock.now() + 42_000);
	let out = 0;
	const waiting = Array.from({ length: 5 }, async () => {
		await pace.ready(undefined);
		out += 1;
	});
	await virtual.time.pass(41_999);
	expect(out).toBe(0);
	await virtual.time.pass(1);
	// one finds out whether the account takes orders again
	expect(out).toBe(1);
	await virtual.time.pass(60_000);
	expect(out).toBe(1);
	void waiting;
});

it('lets the others go once the one that tries is taken', async () => {
	const pace = new Pace();
	pace.refused(await pace.ready(undefined), clock.now() + 1000);
	const probe = pace.ready(undefined);
	const other = pace.ready(undefined);
	let out = false;
	void other.then(() => (out = true));
	await virtual.time.pass(1000);
	pace.took(await probe);
	await virtual.time.pass(250);
	expect(out).toBe(true);
});

it('lets another one try when the one that tries comes to nothing for another reason', async () => {
	const pace = new Pace();
	pace.refused(await pace.ready(undefined), clock.now() + 1000);
	const probe = pace.ready(undefined);
	const other = pace.ready(undefined);
	await virtual.time.pass(1000);
	pace.gaveUp(await probe);
	await virtual.time.until(other);
	expect(virtual.time.elapsedMs).toBeLessThanOrEqual(1250);
});

describe.each(['until', 'nothing'] as const)('an account whose 429 states %s', (stated) => {
	it.each([
		[5, 20],
		[50, 120],
	])(
		'of %i orders a minute takes %i in little more than the time it must',
		async (perMinute, count) => {
			const account = new Account(perMinute, 60_000, stated);
			await placeAll(new Pace(), account, count);
			expect(account.takenAtMs).toHaveLength(count);
			const leastMs = (Math.ceil(count / perMinute) - 1) * 60_000;
			expect(virtual.time.elapsedMs).toBeGreaterThanOrEqual(leastMs);
			expect(virtual.time.elapsedMs).toBeLessThan(leastMs * 1.5 + 20_000);
		},
	);

	it('is not asked over and over: refusals stay few after the first wave', async () => {
		const account = new Account(5, 60_000, stated);
		await placeAll(new Pace(), account, 25);
		const firstWave = 20;
		expect(account.refusals).toBeGreaterThanOrEqual(firstWave);
		expect(account.refusals - firstWave).toBeLessThan(60);
	});
});

it('goes faster again when the account allows more', async () => {
	const account = new Account(2, 10_000, 'until');
	const pace = new Pace();
	await placeAll(pace, account, 6);
	account.allow(1000);
	const before = virtual.time.elapsedMs;
	await placeAll(pace, account, 60);
	// at the old pace this takes five minutes
	expect(virtual.time.elapsedMs - before).toBeLessThan(200_000);
});

it('ends the wait of all who stand in line when the execution is stopped', async () => {
	const pace = new Pace();
	pace.refused(await pace.ready(undefined), clock.now() + 600_000);
	const stop = new AbortController();
	const waiting = [pace.ready(stop.signal), pace.ready(stop.signal)].map(
		async (ready) => await ready.catch((reason: unknown) => reason),
	);
	await virtual.time.pass(3000);
	stop.abort();
	await settle();
	for (const outcome of await Promise.all(waiting)) expect(outcome).toBeInstanceOf(Stopped);
	expect(virtual.time.elapsedMs).toBe(3000);
});
