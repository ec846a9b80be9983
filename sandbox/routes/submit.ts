import { jsonReply, type Route } from '../http';
import type { Job } from '../jobs';
import { MODELS } from '../models';
import { acceptJob } from '../submit';
import type { World } from '../world';
import { admit, subjectOf } from './admission';

/** The three addresses of a request, as a submit and a status answer name them. */
export function addressesOf({ urls }: World, { id }: Job) {
	return {
		status_url: `${urls.api}/v2/requests/${id}/status`,
		response_url: `${urls.api}/v2/requests/${id}`,
	};
}

/** The body is checked only after queueing: a wrong one is accepted here and FAILED later. */
export const submitRoute: Route = {
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
		const job = await acceptJob(world, admitted.model, admitted.body, 'v2', fault);
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
