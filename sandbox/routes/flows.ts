import {
	documented,
	flag,
	integer,
	optional,
	picture,
	pictures,
	prompt,
} from '../documentation/table';
import { refuseKey, errorReply, jsonReply, type Exchange, type Reply, type Route } from '../http';
import type { Job } from '../jobs';
import { acceptJob } from '../submit';
import type { Json } from '../types';
import { isObject } from '../validate';
import { admit } from './admission';

/**
 * The one PixelFlow of the sandbox's account, with inputs by name, like a model's, and outputs by
 * name: a product photo and a headline make a card and a caption.
 */
const FLOW = documented('product-card', {
	title: 'Product Card',
	source: { page: 'invented for the sandbox', read: '2026-11' },
	returns: 'Text/JSON',
	seconds: 21,
	priceUsd: 0.06,
	parameters: {
		product_image: picture(),
		headline: prompt(),
		background_images: optional(pictures()),
		border: integer({ default: 0, range: [0, 200] }),
		shadow: flag(true),
	},
});

const FLOW_ID = '66b2f0c4e1a97d3f58c06b21';

/** Its addresses under `/workflows/`; the last is the older one. */
const PATHS = [`v2/${FLOW.slug}`, `v2/${FLOW_ID}`, `${FLOW_ID}-v2`];

export const isFlow = (job: Job): boolean => job.model === FLOW;

/** The outputs as the sample of the documentation has them: names with values that have a type. */
function outputsOf(job: Job): Json {
	const images = job.outputs.map(({ url }) => ({
		keyname: 'card',
		value: { data: url, type: 'image' },
	}));
	const data = `A card that says: ${String(job.body.headline)}`;
	return [...images, { keyname: 'caption', value: { data, type: 'text' } }];
}

/** Where the answer says that the run is to be looked at; a client must not follow it everywhere. */
function pollUrlOf({ world }: Exchange, { id }: Job): string | undefined {
	const path = `/workflows/request/${id}`;
	switch (world.settings.flowPollUrl) {
		case 'none':
			return undefined;
		case 'foreign':
			return `${world.urls.images}${path}`;
		case 'other-path':
			return `${world.urls.api}/workflows/polls/${id}`;
		default:
			return world.urls.api + path;
	}
}

/** The inputs are checked only in the run, like those of a model in the queue. */
const start: Route = {
	server: 'api',
	method: 'POST',
	path: /^\/workflows\/(v2\/[\w.-]+|[0-9a-f]{24}-v\d+)$/,
	step: 'submit',
	subject({ json }, [path = '']) {
		const prompt = isObject(json) ? json.headline : undefined;
		const slug = PATHS.includes(path) ? FLOW.slug : '';
		return { slug, ...(typeof prompt === 'string' && { prompt }) };
	},
	async handle(exchange, [path = '']) {
		const { fault, world } = exchange;
		const admitted = admit(exchange, PATHS.includes(path) ? FLOW : undefined);
		if (!('model' in admitted)) return admitted;
		const job = acceptJob(world, admitted.model, admitted.body, 'v2', fault);
		exchange.job = job;
		if (fault === 'no-request-id') return jsonReply(200, { status: 'QUEUED' });
		const poll_url = pollUrlOf(exchange, job);
		return jsonReply(200, {
			message: 'Workflow execution started',
			...(poll_url !== undefined && { poll_url }),
			request_id: job.id,
			status: 'QUEUED',
		});
	},
};

/** A failed run is told with status 200 and an object; nothing documents another. */
const failed = ({ error }: Job): Reply =>
	jsonReply(200, { error_message: { message: error ?? '' }, output: '', status: 'FAILED' });

async function answerOf(exchange: Exchange, job: Job): Promise<Reply> {
	const { fault, world } = exchange;
	if (!isFlow(job)) return errorReply(404, `Request ${job.id} not found`);
	if (job.error !== undefined && job.state === 'FAILED') return failed(job);
	if (job.state !== 'COMPLETED' || fault === 'unknown-state') {
		const unknown = fault === 'unknown-state' || job.unknownState;
		return jsonReply(200, { output: '', status: unknown ? 'WARMING_UP' : job.state });
	}
	await job.render();
	if (job.error !== undefined) return failed(job);
	const made = world.settings.flowOutput?.(job.outputs.map(({ url }) => url));
	const output = made === undefined ? JSON.stringify(outputsOf(job)) : made;
	return jsonReply(200, { output, status: 'COMPLETED' });
}

const poll: Route = {
	server: 'api',
	method: 'GET',
	path: /^\/workflows\/(request|polls)\/([\w-]+)$/,
	step: 'status',
	subject({ world }, [, id = '']) {
		const job = world.jobsById.get(id);
		const headline = job?.body.headline;
		return {
			...(job && { slug: job.slug }),
			...(typeof headline === 'string' && { prompt: headline }),
		};
	},
	async handle(exchange, [folder, id = '']) {
		const { fault, world } = exchange;
		const refused = refuseKey(exchange);
		if (refused) return refused;
		world.findJob(id)?.meet(fault);
		const job = world.findJob(id);
		const right = (folder === 'polls') === (world.settings.flowPollUrl === 'other-path');
		return job && right
			? await answerOf(exchange, job)
			: errorReply(404, `Request ${id} not found`);
	},
};

export const flowRoutes: readonly Route[] = [start, poll];
