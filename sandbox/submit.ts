import type { DocumentedModel } from './documentation/types';
import { readInputs } from './inputs';
import { Job, Output, type JobPlan } from './jobs';
import { priceOf } from './pricing';
import { logNormal, randomOf, uuid } from './random';
import { formatOf, renderJob } from './render';
import { contentTypeOf } from './files';
import type { FaultKind, JsonObject } from './types';
import { checkBody } from './validate';
import type { World } from './world';

/** Spread of the default latency; measured figures exist for the means only. */
const LATENCY_SIGMA = 0.25;

/** Share of a job's time spent in the queue, and its upper bound before `timeScale`. */
const QUEUE_SHARE = 0.1;
const QUEUE_MAX_MS = 3000;

/** An ID like a UUID, or of digits only. */
function idOf({ ids }: World, fault: FaultKind | undefined): string {
	const id = uuid(ids);
	return fault === 'numeric-request-id'
		? String(Number.parseInt(id.slice(0, 12).replace('-', ''), 16))
		: id;
}

function planOf(
	world: World,
	model: DocumentedModel,
	body: JsonObject,
	version: 'v1' | 'v2',
	fault: FaultKind | undefined,
): JobPlan {
	const { jobSeconds, now, outputsPerJob, seed, timeScale, virtualClock } = world.settings;
	const index = world.jobs.length;
	const drawn = logNormal(randomOf(seed, `latency/${index}`), model.seconds, LATENCY_SIGMA);
	const seconds =
		typeof jobSeconds === 'function'
			? jobSeconds({ slug: model.slug, body, index })
			: (jobSeconds ?? drawn);
	// Time can't pass during a synchronous call when the clock belongs to the caller.
	const durationMs = virtualClock && version === 'v1' ? 0 : seconds * 1000 * timeScale;
	const submittedAtMs = now();
	return {
		id: idOf(world, fault),
		index,
		model,
		body,
		version,
		submittedAtMs,
		startsAtMs: submittedAtMs + Math.min(QUEUE_SHARE * durationMs, QUEUE_MAX_MS * timeScale),
		finishesAtMs: submittedAtMs + durationMs,
		priceUsd: priceOf(model, body, outputsPerJob),
		now,
	};
}

/** Reads the images and sets `inputs` or `refusal`. */
function prepare(world: World, job: Job): void {
	const { model, body } = job;
	const own = (url: string) => world.ownFile(url);
	const complaint = checkBody(model, body);
	try {
		if (complaint) throw new Error(complaint.text);
		job.inputs = readInputs(model, body, own);
	} catch (error) {
		job.refusal = error instanceof Error ? error.message : String(error);
	}
}

function addOutputs(world: World, job: Job): void {
	if (job.model.makes === 'text') return;
	const format = formatOf(job.model, job.body);
	for (let index = 0; index < world.settings.outputsPerJob; index++) {
		const extension = format === 'jpeg' ? 'jpg' : format;
		const url = `${world.urls.images}/generations/${uuid(world.ids)}.${extension}`;
		const output = new Output(job, index, url, contentTypeOf(format));
		job.outputs.push(output);
		world.outputs.set(output.path, output);
	}
	let rendering: Promise<void> | undefined;
	const draw = async () => {
		try {
			await renderJob(job, world.settings);
		} catch (error) {
			// Damaged images come to light only here; the job then fails and costs nothing.
			job.refusal = `An input image could not be processed: ${String(error)}`;
		}
	};
	job.render = () => (rendering ??= world.track(draw()));
}

/** Accepts a job: from here on it runs by the clock and is billed when it completes. */
export function acceptJob(
	world: World,
	model: DocumentedModel,
	body: JsonObject,
	version: 'v1' | 'v2',
	fault?: FaultKind,
): Job {
	const job = new Job(planOf(world, model, body, version, fault));
	world.jobs.push(job);
	world.jobsById.set(job.id, job);
	addOutputs(world, job);
	job.meet(fault);
	job.unknownState = fault === 'unknown-state';
	prepare(world, job);
	// Started early, so that a finished job seldom waits for its pictures.
	if (job.inputs) void job.render();
	return job;
}
