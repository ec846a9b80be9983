import { createHash } from 'node:crypto';
import type { DocumentedModel } from './documentation/types';
import type { Inputs } from './inputs';
import type { FaultKind, JobState, JsonObject } from './types';

/** An output's bytes as pieces, so that padding is shared between outputs and never copied. */
export interface RenderedFile {
	pieces: readonly Buffer[];
	contentType: string;
}

/** One image that a job made. `bytes` and `sha256` are 0 and '' until it has been rendered. */
export class Output {
	file: RenderedFile | undefined;

	/** Whole transfers that reached a client. */
	downloads = 0;

	private digest = '';

	constructor(
		readonly job: Job,
		readonly index: number,
		readonly url: string,
		readonly contentType: string,
	) {}

	get path(): string {
		return new URL(this.url).pathname;
	}

	get bytes(): number {
		return (this.file?.pieces ?? []).reduce((sum, piece) => sum + piece.length, 0);
	}

	/** Computed when asked for: a benchmark never asks, and large outputs take time. */
	get sha256(): string {
		if (!this.digest && this.file) {
			const hash = createHash('sha256');
			for (const piece of this.file.pieces) hash.update(piece);
			this.digest = hash.digest('hex');
		}
		return this.digest;
	}
}

export interface JobPlan {
	id: string;
	index: number;
	model: DocumentedModel;
	body: JsonObject;
	version: 'v1' | 'v2';
	submittedAtMs: number;
	startsAtMs: number;
	finishesAtMs: number;
	priceUsd: number;
	now: () => number;
}

/** What the faults have decided about a job, whatever the clock says. */
export type Fate = 'failed' | 'failed-policy' | 'never';

export const FATE_TEXT: Record<'failed' | 'failed-policy', string> = {
	failed: 'Inference failed: the model returned an internal error.',
	'failed-policy':
		'content_policy_violation: the request was rejected by the safety system of the model.',
};

/** With all that its plan states. */
export interface Job extends JobPlan {}

/** A job as the sandbox's own books have it. Its state is a function of the clock; nothing in it runs on a timer. */
export class Job {
	/** Whether the submit's whole, unspoiled answer left for the client. */
	answered = false;

	/** HTTP status of the submit's answer, 0 where none was sent. */
	answerStatus = 0;

	/** Whether the submit's answer named the request in its headers, whatever became of its body. */
	named = false;

	/** The record answers 404 although its hour is not over. */
	expired = false;

	/** Shown instead of PROCESSING. */
	unknownState = false;

	fate: Fate | undefined;

	/** The text of a refusal that came up after queueing. */
	refusal: string | undefined;

	inputs: Inputs | undefined;

	outputs: Output[] = [];

	/** Makes the files of `outputs` or sets `refusal`; the same promise each time, never rejects. */
	render: () => Promise<void> = async () => {};

	constructor(plan: JobPlan) {
		Object.assign(this, plan);
	}

	get slug() {
		return this.model.slug;
	}

	/** The text of a FAILED job. */
	get error(): string | undefined {
		if (this.fate === 'failed' || this.fate === 'failed-policy') return FATE_TEXT[this.fate];
		return this.refusal;
	}

	get state(): JobState {
		const now = this.now();
		if (now < this.startsAtMs) return 'QUEUED';
		if (now < this.finishesAtMs || this.fate === 'never') return 'PROCESSING';
		return this.error === undefined ? 'COMPLETED' : 'FAILED';
	}

	/** 0 until the job is COMPLETED; a failed job costs nothing. */
	get billedUsd(): number {
		return this.state === 'COMPLETED' ? this.priceUsd : 0;
	}

	get downloads(): number {
		return this.outputs.reduce((sum, output) => sum + output.downloads, 0);
	}

	/** Takes a fault that sticks, as the real service would not change its mind either. */
	meet(fault: FaultKind | undefined): void {
		if (fault === 'failed' || fault === 'failed-policy' || fault === 'never') this.fate = fault;
		if (fault === 'expired') this.expired = true;
	}

	/** Seconds as the API reports them. */
	timings() {
		const { submittedAtMs, startsAtMs, finishesAtMs } = this;
		const seconds = (ms: number) => Math.round(ms / 10) / 100;
		return {
			inference_time: seconds(finishesAtMs - startsAtMs),
			queue_time: seconds(startsAtMs - submittedAtMs),
			total_time: seconds(finishesAtMs - submittedAtMs),
		};
	}

	/** What a model that answers in words says, in the shape that the job asked for. */
	get words(): unknown {
		const prompt = this.inputs?.prompt ?? '';
		const words = `Sandbox job ${this.id} heard: ${prompt}`;
		const answer = { words, length: prompt.length };
		if (this.body.answer === 'object') return answer;
		return this.body.answer === 'json-text' ? JSON.stringify(answer) : words;
	}
}
