import { getEventListeners } from 'node:events';
import {
	clock,
	dateOf,
	deadlineIn,
	momentOf,
	pause,
	Stopped,
} from '../../../nodes/Segmind/core/clock';
import { settle, useVirtualTime } from '../support/virtualTime';

const actual = { ...clock };

const virtual = useVirtualTime();

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

async function stateOf(work: Promise<unknown>): Promise<'pending' | 'done' | 'stopped'> {
	let state: 'pending' | 'done' | 'stopped' = 'pending';
	work.then(
		() => (state = 'done'),
		(reason: unknown) => (state = reason instanceof Stopped ? 'stopped' : 'done'),
	);
	await settle();
	return state;
}

it.each([1, 999, 1000, 1001, 10_000, 3_600_000])('waits %i ms, no less and no more', async (ms) => {
	const { time } = virtual;
	const waiting = pause(ms);
	await time.pass(ms - 1);
	expect(await stateOf(waiting)).toBe('pending');
	await time.pass(1);
	expect(await stateOf(waiting)).toBe('done');
});

it('sleeps in slices of a second at most, for n8n 1.x can end none', async () => {
	await virtual.time.until(pause(3500));
	expect(virtual.time.slept).toEqual([1000, 1000, 1000, 500]);
});

it.each([0, -5])('does not sleep for %i ms', async (ms) => {
	await pause(ms);
	expect(virtual.time.slept).toEqual([]);
});

it('ends at once when the execution is stopped, and leaves no listener behind', async () => {
	const stop = new AbortController();
	const waiting = pause(600_000, stop.signal);
	await virtual.time.pass(2500);
	expect(listeners(stop.signal)).toBe(1);
	stop.abort();
	expect(await stateOf(waiting)).toBe('stopped');
	expect(virtual.time.elapsedMs).toBe(2500);
	expect(listeners(stop.signal)).toBe(0);
});

it('does not begin when the execution is stopped already', async () => {
	const signal = AbortSignal.abort();
	await expect(pause(1000, signal)).rejects.toBeInstanceOf(Stopped);
	expect(virtual.time.slept).toEqual([]);
	expect(listeners(signal)).toBe(0);
});

it('leaves no listener behind after a thousand waits, one after the other', async () => {
	const { signal } = new AbortController();
	for (let n = 0; n < 1000; n += 1) {
		const waiting = pause(0, signal);
		expect(listeners(signal)).toBeLessThanOrEqual(1);
		await waiting;
	}
	await virtual.time.until(pause(5000, signal));
	expect(listeners(signal)).toBe(0);
});

it('ends early when it is woken, without more ado', async () => {
	const { signal } = new AbortController();
	let wake = () => {};
	const waiting = pause(60_000, signal, new Promise<void>((resolve) => (wake = resolve)));
	await virtual.time.pass(1500);
	wake();
	expect(await stateOf(waiting)).toBe('done');
	expect(virtual.time.elapsedMs).toBe(1500);
	expect(listeners(signal)).toBe(0);
});

it('tells a stop from a wake-up that comes with it', async () => {
	const stop = new AbortController();
	const waiting = pause(60_000, stop.signal, Promise.resolve());
	stop.abort();
	expect(await stateOf(waiting)).toBe('stopped');
});

it.each([3_600_000, -3_600_000, 400 * 86_400_000])(
	'a system clock that is set by %i ms changes dates, and no moment',
	(setMs) => {
		const [moment, date] = [actual.now(), actual.date()];
		const wall = jest.spyOn(Date, 'now').mockReturnValue(date + setMs);
		const passedMs = actual.now() - moment;
		expect(actual.date() - date).toBe(setMs);
		wall.mockRestore();
		expect(passedMs).toBeGreaterThanOrEqual(0);
		expect(passedMs).toBeLessThan(1000);
	},
);

describe('a date', () => {
	it('is that of a moment, and the other way round', async () => {
		const startMs = clock.date();
		const { atMs } = deadlineIn(0);
		await virtual.time.pass(5000);
		expect(dateOf(atMs)).toBe(startMs);
		expect(momentOf(startMs)).toBe(atMs);
	});

	it('that has not come yet is now: the clock was set back meanwhile', () => {
		expect(momentOf(clock.date() + 3_600_000)).toBe(clock.now());
	});
});
