import {
	DurationHistory,
	MAX_GAP_MS,
	MIN_GAP_MS,
	nextPollMs,
	PollSchedule,
} from '../../../nodes/Segmind/job/pollSchedule';
import { clock } from '../../../nodes/Segmind/core/clock';
import { logNormal } from '../support/chance';
import {
	delayMs,
	endDelayMs,
	followBatch,
	followBatches,
	followCold,
	followLearning,
	meanDelayMs,
	meanPolls,
	useFixedChance,
} from './pollSimulation';

useFixedChance();

const MEAN_MS = 58_000;
const BASE = 'https://api.example';

describe('jobs of 58 s that spread by a quarter', () => {
	const tookMs = logNormal(MEAN_MS, 0.25, 1000, 7);

	it.each([
		['cold', () => followCold(tookMs, MEAN_MS)],
		['after learning', () => followLearning(tookMs, MEAN_MS, 20)],
		['where nothing is documented, after learning', () => followLearning(tookMs, null, 20)],
	])('are noticed after 1.7 s with 18 polls, %s', (_when, follow) => {
		const jobs = follow();
		expect(meanDelayMs(jobs)).toBeLessThanOrEqual(1700);
		expect(meanPolls(jobs)).toBeLessThanOrEqual(18);
	});

	it('in a batch of twenty, the last one is noticed after 2.5 s', () => {
		const ends = followBatches(tookMs.slice(0, 400), MEAN_MS).map(endDelayMs);
		expect(ends.reduce((sum, ms) => sum + ms, 0) / ends.length).toBeLessThanOrEqual(2500);
	});
});

describe.each([
	['ten times too long', MEAN_MS / 10],
	['ten times too short', MEAN_MS * 10],
])('a documented average that is %s', (_how, meanMs) => {
	it('costs at most a tenth of the job after three jobs', () => {
		const tookMs = logNormal(meanMs, 0.25, 400, 9);
		const fourths = Array.from({ length: 100 }, (_, at) =>
			followLearning(tookMs.slice(at * 4, at * 4 + 4), MEAN_MS, 3),
		).flat();
		expect(meanDelayMs(fourths)).toBeLessThanOrEqual(meanMs / 10);
	});
});

describe('quick jobs', () => {
	it('of a slow model are noticed at once: one of 0.2 s within a second', () => {
		const delays = followCold(Array<number>(200).fill(200), MEAN_MS).map(delayMs);
		expect(Math.max(...delays)).toBeLessThanOrEqual(1000);
	});

	it('of a quick model are noticed after a tenth of a second on average, with three polls', () => {
		const jobs = followCold(Array<number>(200).fill(600), 620);
		expect(meanDelayMs(jobs)).toBeLessThanOrEqual(100);
		expect(meanPolls(jobs)).toBeLessThanOrEqual(3);
	});

	it.each([
		[2000, 0.06, 5],
		[10_000, 0.06, 8],
	])(
		'in a batch of a slow model find out together: twenty of %i ms, late by a share of %f, with %i polls',
		(tookMs, share, polls) => {
			const batches = followBatches(Array<number>(200).fill(tookMs), MEAN_MS);
			const delay = batches.map(endDelayMs).reduce((sum, ms) => sum + ms, 0) / batches.length;
			expect(delay).toBeLessThanOrEqual(tookMs * share);
			expect(meanPolls(batches.flat())).toBeLessThanOrEqual(polls);
		},
	);
});

it('gaps are never below the floor nor above the bound, whatever is expected', () => {
	for (const expectedMs of [0, 1, 600, MEAN_MS, 3_600_000]) {
		for (const elapsedMs of [0, 1, 300, 1000, 7000, 60_000, 900_000]) {
			for (const random of [0, 0.5, 1]) {
				const gapMs = nextPollMs(elapsedMs, expectedMs, random);
				expect(gapMs).toBeGreaterThanOrEqual(
					Math.min(1000, Math.max(MIN_GAP_MS, elapsedMs * 0.05)),
				);
				expect(gapMs).toBeLessThanOrEqual(MAX_GAP_MS);
			}
		}
	}
});

it('polls at once a job that was submitted long ago, and learns nothing from how late it was asked for', () => {
	const durations = new DurationHistory().of(BASE, 'model');
	const nowMs = 1_800_000_000_000;
	clock.now = () => nowMs;
	const schedule = new PollSchedule(durations, nowMs - 600_000, MEAN_MS);
	expect(schedule.dueInMs()).toBe(0);
	schedule.polled();
	schedule.done();
	expect(durations.medianMs()).toBeUndefined();
});

it('brings a poll forward when another job of the model is done', async () => {
	const history = new DurationHistory();
	const nowMs = 1_800_000_000_000;
	clock.now = () => nowMs;
	const waiting = new PollSchedule(history.of(BASE, 'model'), nowMs - 9000, MEAN_MS);
	waiting.polled();
	const beforeMs = waiting.dueInMs();
	const news = waiting.news();
	history.of(BASE, 'model').add(9500);
	await news;
	expect(waiting.dueInMs()).toBeLessThan(beforeMs / 2);
});

it('a batch polls no job twice at the same moment as all others', () => {
	const jobs = followBatch(Array<number>(20).fill(58_000), MEAN_MS);
	for (const nth of [0, 1, 2])
		expect(new Set(jobs.map(({ pollsMs }) => pollsMs[nth])).size).toBeGreaterThan(15);
});
