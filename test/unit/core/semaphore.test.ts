import fc from 'fast-check';
import { semaphore, mapSettled } from '../../../nodes/Segmind/core/semaphore';
import { Closing } from '../../../nodes/Segmind/core/clock';
import { settle } from '../support/virtualTime';

/** Work that ends when it is told to. */
function workshop() {
	const open = new Map<number, { done: (value: string) => void; fail: (reason: Error) => void }>();
	const started: number[] = [];
	let most = 0;
	const work = async (index: number): Promise<string> => {
		started.push(index);
		return await new Promise<string>((done, fail) => {
			open.set(index, { done, fail });
			most = Math.max(most, open.size);
		});
	};
	const end = async (index: number, how: 'done' | 'fail' = 'done') => {
		const task = open.get(index);
		open.delete(index);
		if (how === 'done') task?.done(`result ${index}`);
		else task?.fail(new Error(`reason ${index}`));
		await settle();
	};
	return { work, end, open, started, most: () => most };
}

it('keeps the bound and the order of the outcomes, whoever ends first and however', async () => {
	const plan = fc.record({
		count: fc.integer({ min: 1, max: 12 }),
		places: fc.integer({ min: 1, max: 5 }),
		picks: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
		fails: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
	});
	await fc.assert(
		fc.asyncProperty(plan, async ({ count, places, picks, fails }) => {
			const { work, end, open, started, most } = workshop();
			const all = mapSettled(count, semaphore(places), work);
			await settle();
			for (let turn = 0; turn < count; turn += 1) {
				// nobody waits while there is room
				expect(open.size).toBe(Math.min(places, count - turn));
				const under = [...open.keys()];
				const index = under[(picks[turn] ?? 0) % under.length] ?? 0;
				await end(index, fails[index] ? 'fail' : 'done');
			}
			expect(most()).toBeLessThanOrEqual(places);
			expect(started).toEqual(Array.from({ length: count }, (_, index) => index));
			const outcomes = await all;
			outcomes.forEach((outcome, index) => {
				expect(outcome.ok).toBe(!fails[index]);
				if (outcome.ok) expect(outcome.value).toBe(`result ${index}`);
				else expect(outcome.reason).toEqual(new Error(`reason ${index}`));
			});
		}),
		{ numRuns: 40 },
	);
});

it('never lets two in through the same place while one hands it over', async () => {
	const pass = semaphore(1);
	let inside = 0;
	let most = 0;
	const task = async () => {
		inside += 1;
		most = Math.max(most, inside);
		await Promise.resolve();
		inside -= 1;
	};
	const first = pass(task);
	const waiting = [pass(task), pass(task)];
	await first;
	await Promise.all([...waiting, pass(task), pass(task)]);
	expect(most).toBe(1);
});

it('lets nobody in once it is closed: those in line get the reason at once, those inside go on', async () => {
	const { work, end, started } = workshop();
	const closing = new Closing();
	const pass = semaphore(1, closing);
	const inside = pass(async () => await work(0));
	const inLine = [1, 2].map(
		async (index) => await pass(async () => await work(index)).catch((reason: unknown) => reason),
	);
	await settle();
	const reason = new Error('another item failed');
	closing.close(reason);
	expect(await Promise.all(inLine)).toEqual([reason, reason]);
	await expect(pass(async () => await work(3))).rejects.toBe(reason);
	await end(0);
	expect(await inside).toBe('result 0');
	expect(started).toEqual([0]);
});
