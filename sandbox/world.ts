import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultPlan } from './faults/plan';
import type { Job, Output } from './jobs';
import { RateLimiter } from './limits';
import { usd } from './pricing';
import { randomOf, type Random } from './random';
import type { RecordedRequest, SandboxOptions } from './types';

export interface Asset {
	bytes: Buffer;
	mimeType: string;
}

export interface Urls {
	api: string;
	upload: string;
	images: string;
}

/** After an hour the status and result of a request answer 404. */
const RECORD_MS = 3_600_000;

/** The options with every default filled in. */
export function settingsOf(options: SandboxOptions) {
	return {
		...options,
		apiKey: options.apiKey ?? 'SG_0123456789abcdef',
		seed: options.seed ?? 1,
		now: options.now ?? Date.now,
		virtualClock: options.now !== undefined && options.sleep === undefined,
		timeScale: options.timeScale ?? 1,
		credits: options.credits ?? 100,
		freeCredits: options.freeCredits ?? 0,
		render: options.render ?? 'full',
		slowBodyMs: options.slowBodyMs ?? 1000,
		slowAnswerMs: options.slowAnswerMs ?? 1000,
		hugeBytes: options.hugeBytes ?? 2_000_000,
		resultShape: options.resultShape ?? 'images',
		outputsPerJob: options.outputsPerJob ?? 1,
		uploadAnswer: options.uploadAnswer ?? 'file_urls',
		creditsAnswer: options.creditsAnswer ?? 'balance',
	};
}

export type Settings = ReturnType<typeof settingsOf>;

/** Everything that the routes share; `reset` brings it back to the start. */
export class World {
	urls: Urls = { api: '', upload: '', images: '' };

	readonly requests: RecordedRequest[] = [];

	readonly jobs: Job[] = [];

	/** The same jobs by id, also those whose record has expired. */
	readonly jobsById = new Map<string, Job>();

	/** Uploads by path on the images host. */
	readonly assets = new Map<string, Asset>();

	/** What lies at URLs of other hosts, by URL. */
	readonly opened = new Map<string, Buffer>();

	/** Outputs by path on the images host. */
	readonly outputs = new Map<string, Output>();

	/** The built-in pictures by path on the images host. */
	gallery: ReadonlyMap<string, Asset> = new Map();

	readonly pending = new Set<Promise<void>>();

	/** Ends the waits of synchronous calls. */
	readonly closing = new AbortController();

	/** Requests that wait for time to pass. */
	held = 0;

	limiter: RateLimiter;

	ids: Random;

	constructor(
		readonly settings: Settings,
		readonly faults: FaultPlan,
	) {
		this.limiter = new RateLimiter(settings.rateLimit, settings.now);
		this.ids = randomOf(settings.seed, 'ids');
	}

	/** USD left, free credits spent first (the order isn't documented). */
	balance(): { credits: number; free: number; total: number } {
		const billed = this.jobs.reduce((sum, job) => sum + job.billedUsd, 0);
		const { credits, freeCredits } = this.settings;
		const free = Math.max(0, freeCredits - billed);
		const paid = credits - Math.max(0, billed - freeCredits);
		return { credits: usd(paid), free: usd(free), total: usd(paid + free) };
	}

	findJob(id: string): Job | undefined {
		const job = this.jobsById.get(id);
		if (!job || job.expired) return undefined;
		const age = this.settings.now() - job.submittedAtMs;
		return age < RECORD_MS ? job : undefined;
	}

	/** An upload, a picture of the gallery or of a finished job, by its URL on the own images host. */
	ownFile(url: string): Buffer | undefined {
		if (!url.startsWith(`${this.urls.images}/`)) return this.opened.get(url);
		const path = decodeURIComponent(new URL(url).pathname);
		const made = this.outputs.get(path)?.file?.pieces;
		return (
			(this.assets.get(path) ?? this.gallery.get(path))?.bytes ?? (made && Buffer.concat(made))
		);
	}

	/** Opens the URLs of other hosts that a body names, as the option `openUrl` can. */
	async openUrls(json: unknown): Promise<void> {
		const { openUrl } = this.settings;
		if (!openUrl) return;
		for (const [, url = ''] of (JSON.stringify(json) ?? '').matchAll(/"(https?:[^"\\]+)"/g)) {
			const bytes = url.startsWith(this.urls.images) ? undefined : await openUrl(url);
			if (bytes) this.opened.set(url, bytes);
		}
	}

	/** Lets time pass for a request, in milliseconds; ends early when its client goes away. */
	async hold(ms: number, response: ServerResponse): Promise<void> {
		if (response.destroyed) return;
		const { sleep } = this.settings;
		const gone = new AbortController();
		const left = () => gone.abort();
		response.once('close', left);
		const away = new Promise<void>((resolve) =>
			gone.signal.addEventListener('abort', () => resolve()),
		);
		const { signal } = gone;
		this.held += 1;
		try {
			const passed = sleep ? sleep(ms) : wait(ms, undefined, { signal }).catch(() => undefined);
			await Promise.race([passed, away]);
		} finally {
			this.held -= 1;
			response.off('close', left);
		}
	}

	/** Remembers work under way, so that `close` can wait for it. */
	track<T>(work: Promise<T>): Promise<T> {
		const done = work.then(
			() => undefined,
			() => undefined,
		);
		this.pending.add(done);
		void done.then(() => this.pending.delete(done));
		return work;
	}

	reset(): void {
		this.requests.length = 0;
		this.jobs.length = 0;
		this.jobsById.clear();
		this.assets.clear();
		this.opened.clear();
		this.outputs.clear();
		this.limiter = new RateLimiter(this.settings.rateLimit, this.settings.now);
		this.ids = randomOf(this.settings.seed, 'ids');
		this.faults.reset();
	}
}
