import { jsonReply, type Route } from '../http';
import { MODELS } from '../models';

/** A model that is being withdrawn: it stands in the directory, and lists should leave it out. */
const WITHDRAWN = { title: 'Sandbox Withdrawn', slug: 'sandbox-withdrawn', is_depreciated: true };

/** The model directory. On the real service it has a host of its own, and asks for no key either. */
export const directoryRoute: Route = {
	server: 'api',
	method: 'GET',
	path: /^\/inference-model-information\/list$/,
	async handle() {
		const served = [...MODELS.values()].map(({ slug, title }) => ({
			title,
			slug,
			is_depreciated: false,
		}));
		const list = [...served, WITHDRAWN].map((one) => ({
			type: 'imageTOImage',
			description: 'Served by the sandbox',
			parameters: {},
			...one,
		}));
		return jsonReply(200, { 'Inference Segmind Model Information List With Details': list });
	},
};
