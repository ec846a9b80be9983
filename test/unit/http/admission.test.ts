import { Admission, type Turn } from '../../../nodes/Segmind/http/admission';
import { clock, Closing, Stopped } from '../../../nodes/Segmind/core/clock';
import { seeded } from '../support/chance';
import { settle, useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

beforeEach(() => void jest.spyOn(Math, 'random').mockImplementation(seeded(5)));
afterEach(() => void jest.restoreAllMocks());

interface World {
	readonly jobs: number;
	readonly jobMs: number;
	/** What the user entered as Parallel Jobs. */
	readonly fixed?: number;
	/** Submits that the account takes within a window, by milliseconds since the start. */
	readonly allowed?: (ms: number) => number;
	readonly windowMs?: number;
	/** Where the grid of fixed windows begins; sliding windows without. */
	readonly gridMs?: number;
	/** From one item to the next. */
	readonly apartMs?: number;
	/** Of each job; a tenth of its inference time where nothing is said. */
	readonly queueTime?: number;
}

/** Puts all jobs of a world through one admission; tells when submits were taken. */
async function work(world: World, isStated = false) {
	const { jobMs, allowed = () => Infinity, windowMs = 0, gridMs, apartMs = 0 } = world;
	const [chance, admission, takenMs] = [seeded(3), new Admission(world.fixed), [] as number[]];
	let [inFlight, most] = [0, 0];
	const onTheWay = async () => await clock.sleep(20 + Math.round(chance() * 60));
	/** @returns nothing where the submit was taken, else the time until one is taken again */
	const submit = async (): Promise<number | undefined> => {
		await onTheWay();
		const ms = virtual.time.elapsedMs;
		const intoGridMs = gridMs === undefined ? windowMs : (ms - gridMs + 9 * windowMs) % windowMs;
		const within = takenMs.filter((one) => one > ms - intoGridMs - (gridMs ? 1 : 0));
		const isTaken = within.length < allowed(ms);
		if (isTaken) takenMs.push(ms);
		const firstMs = gridMs === undefined ? (within.at(-allowed(ms)) ?? ms) : ms - intoGridMs;
		await onTheWay();
		return isTaken ? undefined : firstMs + windowMs - virtual.time.elapsedMs;
	};
	const one = async (): Promise<void> => {
		most = Math.max(most, (inFlight += 1));
		for (;;) {
			const turn = await admission.turn();
			const waitMs = await submit();
			turn?.(waitMs === undefined ? 'answered' : 'refused', isStated ? waitMs : undefined);
			if (waitMs === undefined) break;
		}
		await clock.sleep(jobMs);
		const { queueTime = jobMs / 10_000 } = world;
		admission.completed({ queueTime, inferenceTime: jobMs / 1000 });
		inFlight -= 1;
	};
	const all = Array.from({ length: world.jobs }, async (_, position) => {
		await clock.sleep(position * apartMs);
		await admission.places(one);
	});
	await virtual.time.until(Promise.all(all));
	return { takenMs, most, tookMs: virtual.time.elapsedMs };
}

it.each<[string, World, number, number]>([
	['100 of 2 s', { jobs: 100, jobMs: 2000 }, 3, 40],
	['100 of 10 s', { jobs: 100, jobMs: 10_000 }, 3, 40],
	['500 of 10 s', { jobs: 500, jobMs: 10_000 }, 5, 200],
	['2000 of 58 s', { jobs: 2000, jobMs: 58_000 }, 10, 300],
	['100 that wait longer than they take', { jobs: 100, jobMs: 3000, queueTime: 4 }, 5, 20],
	['300, which the user entered', { jobs: 300, jobMs: 10_000, fixed: 300 }, 1, 300],
	['7, one at a time', { jobs: 7, jobMs: 2000, fixed: 1 }, 7, 1],
])('without a limit, jobs take few rounds: %s', async (_name, world, rounds, most) => {
	const { tookMs, most: inFlight } = await work(world);
	expect(tookMs).toBeLessThanOrEqual(rounds * (world.jobMs + 400));
	expect(inFlight).toBe(most);
});

const ten = { jobs: 40, jobMs: 2000, windowMs: 5000, allowed: () => 10 };
const sixty = { jobs: 120, jobMs: 10_000, windowMs: 10_000, allowed: () => 60, fixed: 100 };
const fewer = (ms: number) => (ms > 12_000 ? 4 : 10);
const more = (ms: number) => (ms < 15_000 ? 10 : 100);

describe.each<[string, World, number]>([
	['10 per 5 s', ten, 15_000],
	['10 per 5 s, fixed windows', { ...ten, gridMs: 1700 }, 11_700],
	['10 per 5 s, a fixed window nearly over', { ...ten, gridMs: 400 }, 10_400],
	['10 per 5 s, items that come one by one', { ...ten, jobs: 60, apartMs: 300 }, 25_000],
	['60 per 10 s', sixty, 10_000],
	['5 a minute', { ...sixty, jobs: 30, windowMs: 60_000, allowed: () => 5 }, 300_000],
	['fewer after a while', { ...ten, jobs: 80, fixed: 100, allowed: fewer }, 75_000],
	['more after a while', { ...ten, jobs: 80, fixed: 100, allowed: more }, 15_000],
])('%s', (_name, world, boundMs) => {
	it.each([true, false])('takes all in little more than it must, told when: %s', async (says) => {
		const { takenMs } = await work(world, says);
		expect(takenMs).toHaveLength(world.jobs);
		expect(takenMs.at(-1)).toBeGreaterThanOrEqual(boundMs);
		expect(takenMs.at(-1)).toBeLessThanOrEqual(boundMs * 1.25);
	});
});

/** A turn that is waited for, and what came of it. */
function ask(admission: Admission, ...args: Parameters<Admission['turn']>) {
	const asked: { turn?: Turn; isOver?: true; thrown?: unknown } = {};
	void admission.turn(...args).then(
		(turn) => Object.assign(asked, { turn, isOver: true }),
		(thrown: unknown) => Object.assign(asked, { thrown, isOver: true }),
	);
	return asked;
}

const askAll = (count: number, ...args: Parameters<typeof ask>) =>
	Array.from({ length: count }, () => ask(...args));

const left = (all: Array<{ turn?: Turn }>): number => all.filter(({ turn }) => turn).length;

/** How many of 301 jobs find a place at once. */
async function placesOf(admission: Admission): Promise<number> {
	let inside = 0;
	const places = async () => await admission.places(async () => await clock.sleep((inside += 1)));
	const all = Promise.all(Array.from({ length: 301 }, places));
	await settle();
	const found = inside;
	await virtual.time.until(all);
	return found;
}

/** An admission after a 429. */
async function refused(waitMs?: number, closing?: Closing): Promise<Admission> {
	const admission = new Admission(undefined, closing);
	(await admission.turn())?.('refused', waitMs);
	return admission;
}

describe('after a 429', () => {
	it('nobody leaves until the time that it states; then one, two, four, each group after the answers', async () => {
		const admission = await refused(42_000);
		const all = askAll(9, admission);
		await virtual.time.pass(41_999);
		expect(left(all)).toBe(0);
		await virtual.time.pass(1);
		for (const count of [1, 3, 7, 9]) {
			await virtual.time.pass(60_000);
			for (const { turn } of all.slice(0, count - 1)) turn?.('answered');
			await settle();
			expect(left(all)).toBe(count);
			all[count - 1]?.turn?.('answered');
			await settle();
		}
	});

	it('without a time, each wait is a fifth of the time since the first, from 0.3 to 15 s', async () => {
		const admission = await refused();
		let lastMs = virtual.time.elapsedMs;
		for (let tries = 0; tries < 60; tries += 1) {
			const turn = await virtual.time.until(admission.turn());
			const share = (virtual.time.elapsedMs - lastMs) / Math.min(15_000, Math.max(375, lastMs / 5));
			expect(share).toBeGreaterThanOrEqual(0.8);
			expect(share).toBeLessThanOrEqual(1);
			lastMs = virtual.time.elapsedMs;
			turn?.('refused');
		}
		expect(lastMs).toBeGreaterThan(300_000);
	});

	it('a group goes on without one that comes to nothing, and starts again with one after a 429', async () => {
		const admission = await refused(1000);
		const all = askAll(9, admission);
		await virtual.time.pass(1000);
		for (const [at, ending, count] of [
			[0, 'unused', 2],
			[1, 'answered', 4],
			[2, 'refused', 4],
			[3, 'answered', 4],
		] as const) {
			all[at]?.turn?.(ending, 5000);
			await settle();
			expect(left(all)).toBe(count);
		}
		await virtual.time.pass(5000);
		expect(left(all)).toBe(5);
	});

	it('the number of jobs in flight stays', async () => {
		expect(await placesOf(await refused(10_000))).toBe(20);
	});

	it('a direct call counts as accepted after a second, however long its image takes', async () => {
		const admission = await refused(1000);
		const all = askAll(7, admission, undefined, true);
		await virtual.time.pass(1000);
		expect(left(all)).toBe(1);
		await virtual.time.pass(2000);
		expect(left(all)).toBe(7);
	});

	it.each([
		['before its turn: at once', 30_000, 0],
		['while others are tried: then', 50_000, 50_000],
	])('a submit is not waited for whose time ends %s', async (_when, untilMs, endsMs) => {
		const admission = await refused(42_000);
		const probe = ask(admission);
		const late = ask(admission, undefined, false, clock.now() + untilMs);
		await virtual.time.pass(endsMs);
		expect(late).toEqual({ isOver: true, turn: undefined });
		expect(probe.isOver ?? false).toBe(endsMs > 0);
	});

	it.each(['stopped', 'closed'])('all who wait are woken when the run is %s', async (how) => {
		const [stop, closing] = [new AbortController(), new Closing()];
		const reason = new Error('failed');
		const admission = await refused(1000, closing);
		const waiting = askAll(3, admission, stop.signal);
		await virtual.time.pass(2000);
		const held = await refused(14 * 60_000, closing);
		waiting.push(ask(held, stop.signal));
		if (how === 'stopped') stop.abort();
		else closing.close(reason);
		await settle();
		expect(waiting.map(({ isOver }) => isOver)).toEqual([true, true, true, true]);
		for (const { thrown } of waiting.slice(1)) {
			if (how === 'stopped') expect(thrown).toBeInstanceOf(Stopped);
			else expect(thrown).toBe(reason);
		}
	});
});

it('FAILED jobs and answers without both figures change nothing; half as many places, never below 20', async () => {
	const admission = new Admission();
	const finish = async (count: number, queueTime: number | null, inferenceTime: number | null) => {
		for (let at = 0; at < count; at += 1) admission.completed({ queueTime, inferenceTime });
		return await placesOf(admission);
	};
	for (const [count, queueTime, inferenceTime, places] of [
		[100, null, 5, 20],
		[100, 5, null, 20],
		[19, 1, 5, 20],
		[1, 1, 5, 40],
		// the median decides, and equal is not above
		[19, 60, 5, 40],
		[21, 5, 5, 80],
		[80 + 160 + 300 + 300, 1, 5, 300],
		[300, 6, 5, 150],
		[150 + 75 + 38 + 20 + 20, 6, 5, 20],
	] as const) {
		expect(await finish(count, queueTime, inferenceTime)).toBe(places);
	}
});
