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

/** One image that a job made. `bytes` and `sha256` are 0 and '' until it has been rendered. */
export interface JobOutput {
	readonly url: string;
	readonly contentType: string;
	readonly bytes: number;
	readonly sha256: string;
	/** Whole transfers that reached a client. */
	readonly downloads: number;
}

/** A job as the sandbox's own books have it. `state` and `billedUsd` follow the clock. */
export interface SandboxJob {
	readonly id: string;
	readonly slug: string;
	readonly body: JsonObject;
	readonly version: 'v1' | 'v2';
	readonly submittedAtMs: number;
	readonly finishesAtMs: number;
	readonly state: JobState;
	/** The text of a FAILED job, else undefined. */
	readonly error: string | undefined;
	readonly priceUsd: number;
	/** 0 until the job is COMPLETED; a failed job costs nothing. */
	readonly billedUsd: number;
	readonly downloads: number;
	/** Whether the submit's whole, unspoiled answer left for the client. */
	readonly answered: boolean;
	/** HTTP status of the submit's answer, 0 where none was sent. */
	readonly answerStatus: number;
	/** Whether the submit's answer named the request in its headers, whatever became of its body. */
	readonly named: boolean;
	readonly outputs: readonly JobOutput[];
}

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
	/** After this the status and result of a request answer 404; default one hour. */
	recordExpiryMs?: number;
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
	/** Template of all `llms.txt`; without it each model has one of the two. */
	documentationTemplate?: 'older' | 'newer';
	creditsAnswer?: 'balance' | 'not-found';
	log?: (line: string) => void;
}

export interface Sandbox {
	readonly baseUrl: string;
	readonly uploadUrl: string;
	readonly imagesUrl: string;
	readonly apiKey: string;
	readonly requests: RecordedRequest[];
	readonly jobs: readonly SandboxJob[];
	/** Requests that have arrived and are neither answered nor broken off. */
	inFlight(): number;
	/** Those of them that wait for time to pass. */
	held(): number;
	/** Replaces the fault rules and starts their counting anew. */
	setFaults(rules: readonly FaultRule[]): void;
	/** Forgets requests, jobs, assets and spending; rules and seed are as at the start. */
	reset(): void;
	/** Ends the servers and every open socket. */
	close(): Promise<void>;
}
