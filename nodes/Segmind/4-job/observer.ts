import { clock } from '../run/pause';
import { documented, learned } from './latency';
import type { Span } from './estimate';
import { Memory } from './memory';
import { jitter, LONGEST_GAP_MS, planLooks, SHORTEST_GAP_MS, type Plan } from './schedule';

/**
 * The first job of a batch is the scout, looked at every second. A second one would find out sooner
 * on average, but it would itself have to wait a second after its last look: the batch ends later.
 */
const SCOUTING_MS = 20_000;

/** A little over a second: whatever goes by whole seconds has just happened then. */
const SCOUT_GAP_MS = 1050;

/** With fewer samples of earlier runs a scout goes ahead: one or two jobs may have been odd ones. */
const WITHOUT_SCOUT = 8;

/** From so many samples of earlier runs on, jobs that still run tell nothing more. */
const WITHOUT_OPEN = 30;

/** So many more than are known already, as a share, are worth a new plan. */
const WORTH_A_PLAN = 0.1;

/** What one run of the node learns of one model. */
interface Lesson {
	readonly slug: string;
	readonly meanMs: number | null;
	seen: Span[];
	/** How many of them earlier runs saw. */
	readonly recalled: number;
	/** Made when it is first needed. */
	plan?: Plan;
	/** Jobs that were seen to be done since it was made. */
	unplanned: number;
	hasScout: boolean;
	/** A job of this run was seen to be done. */
	hasNews: boolean;
	/** Those that are waited for: each tells how long its job was running at the last look. */
	readonly open: Set<() => number>;
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

function planOf(lesson: Lesson): Plan {
	if (lesson.plan) return lesson.plan;
	const { meanMs, seen, recalled, open } = lesson;
	// what earlier runs saw is no longer only the quick half
	const openMs = recalled < WITHOUT_OPEN ? [...open].map((elapsedMs) => elapsedMs()) : [];
	const latency = seen.length > 0 ? learned(meanMs, seen, openMs) : documented(meanMs);
	lesson.plan = planLooks(latency);
	return lesson.plan;
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

	/** Of jobs whose model is unknown: what they teach holds for this run only. */
	private readonly nameless = new Memory();

	/**
	 * @param memory what earlier runs learned, and where this one adds to it
	 * @param base address of the API
	 */
	constructor(
		private readonly memory: Memory,
		private readonly base: string,
	) {}

	private memoryOf(slug: string): Memory {
		return slug === '' ? this.nameless : this.memory;
	}

	private lesson(slug: string, meanMs: number | null): Lesson {
		const known = this.lessons.get(slug);
		if (known) return known;
		const seen = this.memoryOf(slug).recall(this.base, slug, clock.now());
		const fresh: Lesson = {
			slug,
			meanMs,
			seen,
			recalled: seen.length,
			hasScout: false,
			hasNews: false,
			unplanned: 0,
			open: new Set(),
			news: newsflash(),
		};
		this.lessons.set(slug, fresh);
		return fresh;
	}

	/**
	 * @param slug name of the model, or '' where it is unknown
	 * @param orderedAtMs milliseconds since 1970
	 * @param meanMs documented average in milliseconds, or null
	 */
	watch(slug: string, orderedAtMs: number, meanMs: number | null): Watch {
		const lesson = this.lesson(slug, meanMs);
		const scout = !lesson.hasScout;
		lesson.hasScout = true;
		let lastLookMs = orderedAtMs;
		const runningMs = (): number => lastLookMs - orderedAtMs;
		lesson.open.add(runningMs);
		// until now the scout was alone, and planned its first look like any single job
		if (lesson.open.size === 2) tell(lesson);
		let beforeMs = orderedAtMs;
		let shift = jitter();
		const scouting = (elapsedMs: number): boolean =>
			scout &&
			lesson.open.size > 1 &&
			lesson.recalled < WITHOUT_SCOUT &&
			!lesson.hasNews &&
			elapsedMs < SCOUTING_MS;
		const gapMs = (): number => {
			if (scouting(clock.now() - orderedAtMs)) return SCOUT_GAP_MS;
			return planOf(lesson).nextLookMs(runningMs()) * shift;
		};
		return {
			nextMs: () => {
				const wanted = Math.max(SHORTEST_GAP_MS, gapMs());
				return Math.max(0, Math.ceil(wanted - (clock.now() - lastLookMs)));
			},
			news: async () => await lesson.news.promise,
			looked: () => {
				beforeMs = lastLookMs;
				lastLookMs = clock.now();
				shift = jitter();
			},
			done: () => {
				lesson.open.delete(runningMs);
				this.note(lesson, orderedAtMs, beforeMs, lastLookMs);
			},
			end: () => void lesson.open.delete(runningMs),
		};
	}

	/** It was done at some moment between the last two looks; if they lie far apart, that says little. */
	private note(lesson: Lesson, orderedAtMs: number, beforeMs: number, lastMs: number): void {
		if (lastMs - beforeMs > LONGEST_GAP_MS + SHORTEST_GAP_MS) return;
		const span = { fromMs: beforeMs - orderedAtMs, toMs: lastMs - orderedAtMs };
		const memory = this.memoryOf(lesson.slug);
		memory.remember(this.base, lesson.slug, span, lastMs);
		lesson.seen = memory.recall(this.base, lesson.slug, lastMs);
		lesson.unplanned += 1;
		lesson.hasNews = true;
		if (lesson.unplanned < lesson.seen.length * WORTH_A_PLAN) return;
		delete lesson.plan;
		lesson.unplanned = 0;
		tell(lesson);
	}
}
