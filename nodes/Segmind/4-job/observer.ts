import { clock } from '../run/pause';
import { documented, learned, type Latency } from './latency';
import { jitter, nextLookMs, SHORTEST_GAP_MS } from './schedule';

/**
 * The first job of a batch is the scout, looked at every second. A second one would find out sooner
 * on average, but it would itself have to wait a second after its last look: the batch ends later.
 */
const SCOUTING_MS = 20_000;

/** A little over a second: whatever goes by whole seconds has just happened then. */
const SCOUT_GAP_MS = 1050;

/** More than this is not needed to know how long jobs take. */
const MOST_SAMPLES = 50;

/** What one run of the node learns of one model. */
interface Lesson {
	latency: Latency;
	readonly meanMs: number | null;
	readonly seenMs: number[];
	hasScout: boolean;
	waiting: number;
	/** Ends the pauses of those that wait, because there is news. */
	news: { promise: Promise<void>; announce: () => void };
}

function newsflash(): Lesson['news'] {
	let announce = () => {};
	const promise = new Promise<void>((resolve) => (announce = resolve));
	return { promise, announce };
}

/** Ends the pauses of all that wait, so that they plan anew. */
function tell(lesson: Lesson): void {
	const { announce } = lesson.news;
	lesson.news = newsflash();
	announce();
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
 * Plans the looks of one run. The first job of a batch is looked at every second while
 * little is known; what it finds re-plans all others of that model at once.
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
			hasScout: false,
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
		const scout = !lesson.hasScout;
		lesson.hasScout = true;
		// until now the scout was alone, and planned its first look like any single job
		if (lesson.waiting === 2) tell(lesson);
		let lastLookMs = orderedAtMs;
		let shift = jitter();
		const scouting = (elapsedMs: number): boolean =>
			scout && lesson.waiting > 1 && lesson.seenMs.length === 0 && elapsedMs < SCOUTING_MS;
		return {
			nextMs: () => {
				const nowMs = clock.now();
				const elapsedMs = nowMs - orderedAtMs;
				const sinceLookMs = nowMs - lastLookMs;
				const wanted = scouting(elapsedMs)
					? SCOUT_GAP_MS
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
		tell(lesson);
	}
}
