import type { FaultKind, Step } from './faults/kinds';

export { BASIC_FAULT_KINDS, FAULT_KINDS, type FaultKind, type Step } from './faults/kinds';

/** JSON as it travels over the wire. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * One fault. Without `nth` and `times` it hits every matching request; `nth` (1-based, counted
 * among the requests that match the rule) starts it later and then hits `times` of them,
 * one when `times` is left out; with `forMs` instead it hits all that come within so long of the
 * first, counted for each job by itself. `promptIncludes` and `slug` look at the job that a request is
 * about, so they work for status, result and download as well; an upload belongs to no job.
 */
export interface FaultRule {
	step: Step;
	kind: FaultKind;
	nth?: number;
	times?: number;
	/** Milliseconds on the sandbox's clock. */
	forMs?: number;
	promptIncludes?: string;
	slug?: string;
	/** For downloads: number of the file among those of its job, from 1. */
	file?: number;
}

export type JobState = 'QUEUED' | 'PROCESSING' | 'COMPLETED' | 'FAILED';
export type ServerName = 'api' | 'upload' | 'images';
export type SyncAnswer = 'image' | 'json-images' | 'json-output' | 'json-image-url' | 'json-base64';
export type ResultShape = 'images' | 'output-string' | 'output-list' | 'output-json-string';

/** One request as it arrived. `status` is 0 while, or if, no answer was sent. */
export interface RecordedRequest {
	at: number;
	server: ServerName;
	step?: Step;
	method: string;
	path: string;
	/** Lower-case names. */
	headers: Record<string, string>;
	/** Parsed JSON (data URLs replaced by `{bytes, mimeType, sha256}`), form fields, else null. */
	body: unknown;
	status: number;
	/** Bytes of the answer's body that the client's system has taken so far. */
	sentBytes: number;
	fault?: FaultKind;
}

export interface SandboxOptions {
	/** API on `port`, uploads on `port + 1`, images on `port + 2`; 0 (default) takes free ports. */
	port?: number;
	apiKey?: string;
	/** Everything random (ids, latencies, random faults, looks) follows from it; default 1. */
	seed?: number;
	/**
	 * Clock in ms, default `Date.now`. Job states are computed from it and never by timers.
	 * With a clock given here a synchronous call is answered at once, as its time cannot pass.
	 */
	now?: () => number;
	/**
	 * Lets the time of `now` pass, in milliseconds. With it, synchronous calls, `slow` and `trickle`
	 * take their time under a clock of the caller as well.
	 */
	sleep?: (ms: number) => Promise<void>;
	/** 1 (default) = the documented mean seconds, 0.02 = fifty times faster. */
	timeScale?: number;
	/** Replaces the log-normal latency, in seconds before `timeScale`. */
	jobSeconds?: number | ((job: { slug: string; body: JsonObject; index: number }) => number);
	/** At most `submits` submits in any `windowMs`; `header` is what the 429 carries. */
	rateLimit?: { submits: number; windowMs: number; header?: 'none' | 'reset' | 'retry-after' };
	/** USD. */
	credits?: number;
	freeCredits?: number;
	/** `tiny`: a few dozen valid bytes a job without any image work. */
	render?: 'full' | 'tiny';
	/** Pads each output to this many bytes; it stays a valid image. */
	outputBytes?: number | ((job: { body: JsonObject }) => number | undefined);
	faults?: readonly FaultRule[];
	/** Each request meets a fault with this probability; default kinds: all that suit the step. */
	randomFaults?: { rate: number; kinds?: readonly FaultKind[] };
	/** How long a `slow-body` takes, default 1000. */
	slowBodyMs?: number;
	/** How long the answer of a `slow` is held back, default 1000. */
	slowAnswerMs?: number;
	/** Padding of a `huge` or `gzip-bomb` in bytes, default 2 MB. */
	hugeBytes?: number;
	syncAnswer?: SyncAnswer;
	resultShape?: ResultShape;
	outputsPerJob?: number;
	uploadAnswer?: 'file_urls' | 'urls' | 'wrong-count';
	/** Also takes files of kinds that Segmind's client does not name, such as PDF. */
	uploadAnyKind?: boolean;
	/** The poll address in the answer to a flow's start: the usual one by default. */
	flowPollUrl?: 'usual' | 'other-path' | 'foreign' | 'none';
	/** The `output` of a finished flow instead of its own, from the addresses of its images. */
	flowOutput?: (images: readonly string[]) => Json;
	creditsAnswer?: 'balance' | 'not-found';
	/** Opens URLs of other hosts, which come to nothing without it; undefined where nothing lies. */
	openUrl?: (url: string) => Promise<Buffer | undefined>;
	log?: (line: string) => void;
}
