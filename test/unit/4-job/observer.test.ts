import { Memory } from '../../../nodes/Segmind/4-job/memory';
import { Observer, type Watch } from '../../../nodes/Segmind/4-job/observer';
import { clock } from '../../../nodes/Segmind/run/pause';
import { useVirtualTime } from '../support/virtualTime';

const BASE = 'https://api.example';

const virtual = useVirtualTime();

/** Follows a job until it is done, the way the node waits; returns when it looked. */
async function follow(watch: Watch, orderedAtMs: number, tookMs: number): Promise<number[]> {
	const looks: number[] = [];
	for (;;) {
		for (let ms = watch.nextMs(); ms > 0; ms = watch.nextMs()) {
			await Promise.race([clock.sleep(ms), watch.news()]);
		}
		watch.looked();
		looks.push(clock.now() - orderedAtMs);
		if (clock.now() - orderedAtMs >= tookMs) break;
	}
	watch.done();
	watch.end();
	return looks;
}

async function batch(
	tookMs: number[],
	meanMs: number | null,
	memory = new Memory(),
	slug = 'model',
): Promise<number[][]> {
	const observer = new Observer(memory, BASE);
	const orderedAtMs = clock.now();
	return await virtual.time.until(
		Promise.all(
			tookMs.map(async (ms) => {
				return await follow(observer.watch(slug, orderedAtMs, meanMs), orderedAtMs, ms);
			}),
		),
	);
}

it('leaves a single job to the plan: no scout is sent for the sake of others', async () => {
	const [looks = []] = await batch([58_000], 58_000);
	expect(looks.length).toBeLessThan(30);
	expect((looks.at(-1) ?? 0) - 58_000).toBeLessThan(6000);
});

it('re-plans all jobs of a batch as soon as one is seen to be done', async () => {
	const quick = Array<number>(12).fill(8000);
	const looks = await batch(quick, 58_000);
	for (const own of looks) expect((own.at(-1) ?? 0) - 8000).toBeLessThan(2500);
	const all = looks.reduce((sum, own) => sum + own.length, 0);
	// three look every second, the others wait for the news
	expect(all).toBeLessThan(12 * 8);
});

it('never looks at a job twice within a second', async () => {
	const looks = await batch([3000, 9000, 9500, 20_000, 61_000], null);
	for (const own of looks) {
		own.forEach((ms, at) => expect(ms - (own[at - 1] ?? 0)).toBeGreaterThanOrEqual(950));
	}
});

it('learns for later runs, and sends no scout once it has learned', async () => {
	const memory = new Memory();
	const [first = []] = await batch([8000], 58_000, memory);
	const [second = []] = await batch([8000], 58_000, memory);
	expect((second.at(-1) ?? 0) - 8000).toBeLessThan((first.at(-1) ?? 0) - 8000);
	await batch(Array<number>(6).fill(8000), 58_000, memory);
	expect(memory.recall(BASE, 'model', clock.now())).toHaveLength(8);
	const looks = await batch(Array<number>(6).fill(8000), 58_000, memory);
	for (const own of looks) expect(own.length).toBeLessThan(6);
});

it('sends a scout all the same where one odd job is all that was seen', async () => {
	const memory = new Memory();
	await batch([300], 58_000, memory);
	const looks = await batch(Array<number>(20).fill(2000), 58_000, memory);
	for (const own of looks) expect((own.at(-1) ?? 0) - 2000).toBeLessThan(600);
});

it('remembers between which looks a job was done', async () => {
	const memory = new Memory();
	const [looks = []] = await batch([30_000], 30_000, memory);
	expect(memory.recall(BASE, 'model', clock.now())).toEqual([
		{ fromMs: looks.at(-2), toMs: looks.at(-1) },
	]);
});

it('learns nothing from a job that was done long before it was looked at', async () => {
	const memory = new Memory();
	const observer = new Observer(memory, BASE);
	const orderedAtMs = clock.now() - 3_600_000;
	const watch = observer.watch('model', orderedAtMs, 58_000);
	expect(watch.nextMs()).toBe(0);
	await virtual.time.until(follow(watch, orderedAtMs, 20_000));
	expect(memory.recall(BASE, 'model', clock.now())).toEqual([]);
});

it('tells other runs nothing of jobs whose model is unknown', async () => {
	const memory = new Memory();
	await batch([8000, 9000], null, memory, '');
	expect(memory.recall(BASE, '', clock.now())).toEqual([]);
});

it('does not plan anew for each of many jobs once it knows enough', () => {
	const memory = new Memory();
	for (let n = 0; n < 100; n += 1) {
		memory.remember(BASE, 'model', { fromMs: 7000, toMs: 8000 }, clock.now());
	}
	const observer = new Observer(memory, BASE);
	const told = jest.fn();
	const open = observer.watch('model', clock.now(), 58_000);
	const news = open.news();
	for (let n = 0; n < 9; n += 1) {
		const watch = observer.watch('model', clock.now() - 8000, 58_000);
		watch.looked();
		watch.done();
		watch.end();
	}
	void news.then(told);
	expect(told).not.toHaveBeenCalled();
});

it('keeps models apart', async () => {
	const observer = new Observer(new Memory(), BASE);
	const orderedAtMs = clock.now();
	const slow = observer.watch('slow', orderedAtMs, 120_000);
	let told = false;
	void slow.news().then(() => (told = true));
	const watch = observer.watch('quick', orderedAtMs, 5000);
	await virtual.time.until(follow(watch, orderedAtMs, 5000));
	await virtual.time.pass(0);
	expect(told).toBe(false);
});
