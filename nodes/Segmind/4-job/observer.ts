import { clock } from '../run/pause';
import { documented, learned, type Latency } from './latency';
import { jitter, nextLookMs, SHORTEST_GAP_MS } from './schedule';

/** How many jobs of a model a run looks at every second, to learn for the others. */
const SCOUTS = 3;

/** Scouts look at different moments, so that together they see more than one would. */
const SCOUT_OFFSET_MS = 333;

/** A scout that has found nothing for so long goes on like the others. */
const SCOUTING_MS = 20_000;

/** More than this is not needed to know how long jobs take. */
const MOST_SAMPLES = 50;

/** What one run of the node learns of one model. */
interface Lesson {
	latency: Latency;
	readonly meanMs: number | null;
	readonly seenMs: number[];
	scouts: number;
	waiting: number;
	/** Ends the pauses of those that wait, because there is news. */
	news: { promise: Promise<void>; announce: () => void };
}

function newsflash(): Lesson['news'] {
	let announce = () => {};
	const promise = new Promise<void>((resolve) => (announce = resolve));
	return { promise, announce };
}

/** One job that is waited for. */
export interface Watch {
	/** Time until the next look, in milliseconds. */
	nextMs(): number;
	/** Resolves when something was learned that may change the plan. */
	news(): Promise<void>;
	/** The job was looked at. */
	looked(): void;
	/** The job was seen to be done. */
	done(): void;
	/** The job is no longer waited for. */
	end(): void;
}

/**
 * Plans the looks of one run. The first jobs of a batch are scouts, looked at every second while
 * little is known; what they find re-plans all others of that model at once.
 */
export class Observer {
	private readonly lessons = new Map<string, Lesson>();

	private lesson(slug: string, meanMs: number | null): Lesson {
		const known = this.lessons.get(slug);
		if (known) return known;
		const fresh: Lesson = {
			latency: documented(meanMs),
			meanMs,
			seenMs: [],
			scouts: 0,
			waiting: 0,
			news: newsflash(),
		};
		this.lessons.set(slug, fresh);
		return fresh;
	}

	/**
	 * @param orderedAtMs milliseconds since 1970
	 * @param meanMs documented average in milliseconds, or null
	 */
	watch(slug: string, orderedAtMs: number, meanMs: number | null): Watch {
		const lesson = this.lesson(slug, meanMs);
		lesson.waiting += 1;
		const scout = lesson.scouts < SCOUTS ? (lesson.scouts += 1) : 0;
		let lastLookMs = orderedAtMs;
		let shift = jitter();
		const scouting = (elapsedMs: number): boolean =>
			scout > 0 && lesson.waiting > 1 && lesson.seenMs.length === 0 && elapsedMs < SCOUTING_MS;
		return {
			nextMs: () => {
				const nowMs = clock.now();
				const elapsedMs = nowMs - orderedAtMs;
				const sinceLookMs = nowMs - lastLookMs;
				const first = lastLookMs === orderedAtMs;
				const wanted = scouting(elapsedMs)
					? SHORTEST_GAP_MS + (first ? (scout - 1) * SCOUT_OFFSET_MS : 0)
					: nextLookMs(lastLookMs - orderedAtMs, lesson.latency) * shift;
				return Math.max(0, Math.ceil(Math.max(SHORTEST_GAP_MS, wanted) - sinceLookMs));
			},
			news: async () => await lesson.news.promise,
			looked: () => {
				lastLookMs = clock.now();
				shift = jitter();
			},
			done: () => this.note(lesson, lastLookMs - orderedAtMs),
			end: () => (lesson.waiting -= 1),
		};
	}

	private note(lesson: Lesson, tookMs: number): void {
		if (lesson.seenMs.length >= MOST_SAMPLES) return;
		lesson.seenMs.push(tookMs);
		lesson.latency = learned(lesson.meanMs, lesson.seenMs);
		const { announce } = lesson.news;
		lesson.news = newsflash();
		announce();
	}
}
