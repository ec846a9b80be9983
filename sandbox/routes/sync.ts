import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { bytesReply, errorReply, jsonReply, type Exchange, type Reply, type Route } from '../http';
import type { Job } from '../jobs';
import { acceptJob } from '../submit';
import type { SyncAnswer } from '../types';
import { checkBody } from '../validate';
import type { World } from '../world';
import { admit, modelAtPath, subjectOf } from './admission';

/** Holds a synchronous call until its job is over, or the server is closed. */
export async function jobOver(world: World, job: Job, response?: ServerResponse): Promise<void> {
	const leftMs = job.finishesAtMs - world.settings.now();
	if (leftMs > 0 && world.settings.sleep && response) await world.hold(leftMs, response);
	else if (leftMs > 0) await wait(leftMs, undefined, { signal: world.closing.signal });
	if (response?.destroyed) return await new Promise(() => undefined);
	// Timers may fire a millisecond early.
	while (job.state !== 'COMPLETED' && job.state !== 'FAILED') {
		if (job.fate === 'never') return await new Promise(() => undefined);
		await wait(1, undefined, { signal: world.closing.signal });
	}
}

/** What the page promises, unless the option asks for one of the shapes met in the wild. */
function answerOf({ settings }: World, job: Job): SyncAnswer {
	const returns = job.model.returns === 'Text/JSON' ? 'json-output' : 'image';
	return settings.syncAnswer ?? (job.body.base64 === true ? 'json-base64' : returns);
}

function headersOf(world: World, job: Job): Record<string, string> {
	return {
		'x-cost': String(job.billedUsd),
		'x-remaining-credits': String(world.balance().total),
		'x-request-id': job.id,
		'x-generation-time': String(job.timings().inference_time),
	};
}

function succeed(world: World, job: Job): Reply {
	const headers = headersOf(world, job);
	if (job.model.makes === 'text') {
		const { words } = job;
		return typeof words === 'string'
			? bytesReply(200, 'text/plain; charset=utf-8', [Buffer.from(words)], headers)
			: jsonReply(200, { output: words }, headers);
	}
	const urls = job.outputs.map(({ url }) => url);
	const first = job.outputs[0];
	const pieces = first?.file?.pieces ?? [];
	const delivered = () => {
		if (first) first.downloads++;
	};
	switch (answerOf(world, job)) {
		case 'json-images':
			return jsonReply(200, { images: urls.map((url) => ({ url })) }, headers);
		case 'json-output':
			return jsonReply(200, { output: urls.length > 1 ? urls : urls[0] }, headers);
		case 'json-image-url':
			return jsonReply(200, { image_url: urls[0] }, headers);
		case 'json-base64': {
			const image = Buffer.concat(pieces).toString('base64');
			return { ...jsonReply(200, { image }, headers), delivered };
		}
		default:
			return { ...bytesReply(200, first?.contentType ?? '', pieces, headers), delivered };
	}
}

/** The synchronous endpoint checks at once and fails without a job. */
export const syncRoute: Route = {
	server: 'api',
	method: 'POST',
	path: /^\/v1\/((?:models\/)?[\w.-]+)$/,
	step: 'sync',
	subject: ({ json, path }) => subjectOf(modelAtPath(path)?.slug ?? '', json),
	async handle(exchange: Exchange) {
		const { fault, path, world } = exchange;
		const admitted = admit(exchange, modelAtPath(path));
		if (!('model' in admitted)) return admitted;
		const complaint = checkBody(admitted.model, admitted.body);
		if (complaint) return errorReply(complaint.status, complaint.text);
		const job = acceptJob(world, admitted.model, admitted.body, 'v1', fault);
		exchange.job = job;
		if (job.refusal !== undefined) return errorReply(400, job.refusal);
		await jobOver(world, job, world.settings.sleep && exchange.response);
		if (job.error !== undefined) {
			return errorReply(job.fate === 'failed-policy' ? 400 : 500, job.error);
		}
		await job.render();
		if (job.refusal !== undefined) return errorReply(400, job.refusal);
		return succeed(world, job);
	},
};
