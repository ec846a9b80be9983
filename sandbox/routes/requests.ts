import { refuseKey, errorReply, jsonReply, type Exchange, type Reply, type Route } from '../http';
import type { Job, Output } from '../jobs';
import { MODELS } from '../models';
import { acceptJob } from '../submit';
import type { World } from '../world';
import { admit, promptOf, subjectOf } from './admission';
import { isFlow } from './flows';

/** The three addresses of a request, as a submit and a status answer name them. */
function addressesOf({ urls }: World, { id }: Job) {
	return {
		status_url: `${urls.api}/v2/requests/${id}/status`,
		response_url: `${urls.api}/v2/requests/${id}`,
	};
}

/** The body is checked only after queueing: a wrong one is accepted here and FAILED later. */
const submit: Route = {
	server: 'api',
	method: 'POST',
	path: /^\/v2\/([\w.-]+)$/,
	step: 'submit',
	subject: ({ json }, [slug = '']) => subjectOf(slug, json),
	async handle(exchange, [slug = '']) {
		const { fault, world } = exchange;
		const model = MODELS.get(slug);
		const admitted = admit(exchange, model?.queue ? model : undefined);
		if (!('model' in admitted)) return admitted;
		const job = acceptJob(world, admitted.model, admitted.body, 'v2', fault);
		exchange.job = job;
		if (fault === 'no-request-id') return jsonReply(200, { status: 'QUEUED' });
		return jsonReply(200, {
			request_id: fault === 'numeric-request-id' ? Number(job.id) : job.id,
			status: 'QUEUED',
			poll_url: `${world.urls.api}/v1/requests/${job.id}`,
			...addressesOf(world, job),
		});
	},
};

function subject({ world }: Exchange, [id = '']: string[]) {
	const job = world.jobsById.get(id);
	return { id, slug: job?.slug, prompt: promptOf(job?.body) };
}

function running({ fault, world }: Exchange, job: Job): Reply {
	const unknown = fault === 'unknown-state' || job.unknownState;
	return jsonReply(200, {
		status: unknown ? 'WARMING_UP' : job.state,
		request_id: job.id,
		...addressesOf(world, job),
		metrics: {},
	});
}

/** FAILED comes as HTTP 422 on both addresses, without the billing figures. */
function failed(job: Job): Reply {
	return jsonReply(422, { status: 'FAILED', error: job.error, metrics: job.timings() });
}

/** The name that the renderer's file has on the images host. */
const fileNameOf = (output: Output) => output.path.split('/').pop() ?? '';

async function completed({ world }: Exchange, job: Job): Promise<Reply> {
	await job.render();
	if (job.error !== undefined) return failed(job);
	const urls = job.outputs.map(({ url }) => url);
	const shape = world.settings.resultShape;
	const isText = job.model.makes === 'text';
	const output = isText
		? job.words
		: shape === 'output-list'
			? urls
			: shape === 'output-json-string'
				? JSON.stringify(urls)
				: urls[0];
	const images = job.outputs.map((file) => ({
		url: file.url,
		content_type: file.contentType,
		file_name: fileNameOf(file),
		file_size: file.bytes,
	}));
	return jsonReply(200, {
		status: 'COMPLETED',
		request_id: job.id,
		error: null,
		// `output` is documented as always there, also next to the newer `images`.
		output,
		...(shape === 'images' && !isText ? { images } : {}),
		seed: '0',
		metrics: {
			cost: job.billedUsd,
			remaining_credits: world.balance().total,
			...job.timings(),
		},
	});
}

function route(path: RegExp, step: 'status' | 'result', light: boolean): Route {
	return {
		server: 'api',
		method: 'GET',
		path,
		step,
		subject,
		async handle(exchange, [id = '']) {
			const refused = refuseKey(exchange);
			if (refused) return refused;
			exchange.world.findJob(id)?.meet(exchange.fault);
			const job = exchange.world.findJob(id);
			// runs of flows have an address of their own
			if (!job || isFlow(job)) return errorReply(404, `Request ${id} not found`);
			if (job.error !== undefined && job.state === 'FAILED') return failed(job);
			if (job.state !== 'COMPLETED' || exchange.fault === 'unknown-state') {
				return running(exchange, job);
			}
			if (!light) return await completed(exchange, job);
			const metrics = { inference_time: job.timings().inference_time };
			return jsonReply(200, { status: 'COMPLETED', request_id: job.id, metrics });
		},
	};
}

/** Submit, status, result, and the older address that a submit names as `poll_url`. */
export const requestRoutes: readonly Route[] = [
	submit,
	route(/^\/v2\/requests\/([\w-]+)\/status$/, 'status', true),
	route(/^\/v2\/requests\/([\w-]+)$/, 'result', false),
	route(/^\/v1\/requests\/([\w-]+)$/, 'status', false),
];
