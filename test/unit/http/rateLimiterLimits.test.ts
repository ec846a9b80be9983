import { RateLimiter } from '../../../nodes/Segmind/http/rateLimiter';
import { clock } from '../../../nodes/Segmind/core/clock';
import { useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

const ALLOWED = 10;
const WINDOW_MS = 5000;
const SUBMITS = 40;

/** Time that a submission or its refusal takes on the way and at Segmind. */
const ANSWER_MS = 60;

/** How an account counts: what it took lately, and when that makes room again. */
interface Count {
	/** Whether one more fits. */
	take(nowMs: number): boolean;
	/** When the next one fits, in milliseconds since 1970. */
	freeAtMs(nowMs: number): number;
	/** The earliest that the last of all submissions can be taken, in milliseconds since the first. */
	readonly boundMs: number;
}

/** At most ten within any five seconds. */
function sliding(): Count {
	const taken: number[] = [];
	const within = (nowMs: number) => taken.filter((ms) => ms > nowMs - WINDOW_MS);
	return {
		take: (nowMs) => within(nowMs).length < ALLOWED && taken.push(nowMs) > 0,
		freeAtMs: (nowMs) => (within(nowMs)[0] ?? nowMs - WINDOW_MS) + WINDOW_MS,
		boundMs: (SUBMITS / ALLOWED - 1) * WINDOW_MS,
	};
}

/** At most ten in each five seconds of a grid, the first of which still lasts `leftMs`. */
function fixed(leftMs: number): Count {
	const startMs = clock.now() + leftMs;
	const windowAt = (nowMs: number) => Math.floor((nowMs - startMs) / WINDOW_MS);
	const taken = new Map<number, number>();
	return {
		take: (nowMs) => {
			const count = taken.get(windowAt(nowMs)) ?? 0;
			if (count < ALLOWED) taken.set(windowAt(nowMs), count + 1);
			return count < ALLOWED;
		},
		freeAtMs: (nowMs) => startMs + (windowAt(nowMs) + 1) * WINDOW_MS,
		boundMs: leftMs + (SUBMITS / ALLOWED - 2) * WINDOW_MS,
	};
}

interface Course {
	/** When submissions were taken, in milliseconds since the start. */
	readonly takenMs: number[];
	refusals: number;
}

/** Places all submissions at once, each again and again until it is taken. */
async function placeAll(count: Count, stated: boolean): Promise<Course> {
	const limiter = new RateLimiter();
	const course: Course = { takenMs: [], refusals: 0 };
	const place = async (): Promise<void> => {
		for (;;) {
			const slot = await limiter.acquire(undefined);
			await clock.sleep(ANSWER_MS / 2);
			const taken = count.take(clock.now());
			const untilMs = stated ? count.freeAtMs(clock.now()) : undefined;
			if (taken) course.takenMs.push(virtual.time.elapsedMs);
			else course.refusals += 1;
			await clock.sleep(ANSWER_MS / 2);
			if (taken) return limiter.accepted(slot);
			limiter.rateLimited(slot, untilMs);
		}
	};
	await virtual.time.until(Promise.all(Array.from({ length: SUBMITS }, place)));
	return course;
}

describe.each([
	['sliding', sliding],
	['fixed, the first one whole', () => fixed(WINDOW_MS)],
	['fixed, the first one half over', () => fixed(WINDOW_MS / 2)],
	['fixed, the first one nearly over', () => fixed(400)],
] as Array<[string, () => Count]>)('windows that are %s', (_name, makeCount) => {
	it.each([
		['states when it takes submissions again', true],
		['states nothing', false],
	])(
		'take all submissions in little more than the time they must: a 429 that %s',
		async (_n, stated) => {
			const count = makeCount();
			const { takenMs, refusals } = await placeAll(count, stated);
			expect(takenMs).toHaveLength(SUBMITS);
			expect(takenMs.at(-1)).toBeGreaterThanOrEqual(count.boundMs);
			expect(takenMs.at(-1)).toBeLessThanOrEqual(count.boundMs * 1.15);
			expect(refusals).toBeLessThan(1.5 * SUBMITS);
		},
	);
});
