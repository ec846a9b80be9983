import { PollBudget } from '../../../nodes/Segmind/job/pollSchedule';
import { Stopped } from '../../../nodes/Segmind/core/clock';
import { settle, useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

/** Polls that are due now, of jobs so far from their end; notes when each leaves. */
function ask(budget: PollBudget, distancesMs: readonly number[], signal?: AbortSignal) {
	const left: Array<{ distanceMs: number; atMs: number }> = [];
	const all = distancesMs.map(async (distanceMs) => {
		await budget.turn(signal, () => distanceMs);
		left.push({ distanceMs, atMs: virtual.time.elapsedMs });
	});
	return { left, all };
}

const equal = (count: number, distanceMs = 5000) => Array<number>(count).fill(distanceMs);

it('lets fewer than sixty leave within any second, all in the end', async () => {
	const { left, all } = ask(new PollBudget(), equal(300));
	await virtual.time.until(Promise.all(all));
	for (const { atMs } of left) {
		const within = left.filter((one) => one.atMs >= atMs && one.atMs < atMs + 1000);
		expect(within.length).toBeLessThan(60);
	}
	expect(virtual.time.elapsedMs).toBeLessThanOrEqual(6000);
});

it('where more are due, the job nearest to its end goes first, and one that has waited long before it', async () => {
	const budget = new PollBudget();
	ask(budget, equal(55));
	const distancesMs = [...equal(60, 3000), 9000, 100];
	const { left } = ask(budget, distancesMs);
	await virtual.time.pass(1000);
	expect(left[0]?.distanceMs).toBe(100);
	expect(left.at(-1)?.distanceMs).toBe(3000);
	await virtual.time.pass(2000);
	const later = ask(budget, equal(200, 1000));
	await virtual.time.pass(1000);
	expect(left).toHaveLength(distancesMs.length);
	expect(later.left.length).toBeGreaterThan(0);
});

it('ends the wait of all when the execution is stopped, and counts them no more', async () => {
	const [budget, stop] = [new PollBudget(), new AbortController()];
	const { all } = ask(budget, equal(100), stop.signal);
	const outcomes = Promise.allSettled(all);
	await settle();
	stop.abort();
	await settle();
	const stopped = (await outcomes).filter(
		(one) => one.status === 'rejected' && one.reason instanceof Stopped,
	);
	expect(stopped).toHaveLength(45);
	await virtual.time.pass(1000);
	const { left } = ask(budget, equal(50));
	await settle();
	expect(left).toHaveLength(50);
});
