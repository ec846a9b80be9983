import { DOCUMENTED_MODELS } from '../models';
import { jsonReply, type Exchange, type Reply, type Route } from '../http';
import { uuid } from '../random';
import { acceptJob } from '../submit';
import type { JsonObject } from '../types';
import { refusePrice, refuseRate } from './admission';
import { jobOver } from './sync';
import { priceOf } from '../pricing';

/**
 * An endpoint in the shape of OpenAI's image edits, so that the benchmark can run n8n's OpenAI
 * node against the same jobs, limits and books. Its models are made by the tables of Segmind's.
 */
const MODELS: Readonly<Record<string, string>> = {
	'gpt-image-1': 'gpt-image-1-edit',
	'gpt-image-1-mini': 'gpt-image-1-edit-mini',
	'gpt-image-1.5': 'gpt-image-1.5-edit',
};

const TEXT_FIELDS = ['size', 'quality', 'background', 'moderation', 'output_format'];

function problem(status: number, message: string, headers: Record<string, string> = {}): Reply {
	const error = { message, type: 'invalid_request_error', code: null };
	return jsonReply(status, { error }, headers);
}

async function keep({ world }: Exchange, file: FormDataEntryValue): Promise<string | null> {
	if (typeof file === 'string') return null;
	const path = `/assets/openai/${uuid(world.ids)}`;
	const mimeType = file.type || 'image/png';
	world.assets.set(path, { bytes: Buffer.from(await file.arrayBuffer()), mimeType });
	return world.urls.images + path;
}

/** The form as the body of a Segmind job; fields that mean nothing to it are left out. */
async function bodyOf(exchange: Exchange): Promise<JsonObject> {
	const type = exchange.headers['content-type'] ?? '';
	const init = { headers: { 'content-type': type } };
	const form = await new Response(new Uint8Array(exchange.raw), init).formData();
	const files = [...form.getAll('image'), ...form.getAll('image[]')];
	const urls = await Promise.all(files.map(async (file) => await keep(exchange, file)));
	const mask = form.get('mask');
	const body: JsonObject = {
		prompt: String(form.get('prompt') ?? ''),
		image_urls: urls.filter((url) => url !== null),
		mask: mask && (await keep(exchange, mask)),
	};
	for (const name of TEXT_FIELDS) if (form.get(name)) body[name] = String(form.get(name));
	const compression = form.get('output_compression');
	if (compression) body.output_compression = Number(compression);
	return { ...body, model: String(form.get('model') ?? 'gpt-image-1') };
}

function refuseBearer({ headers, world }: Exchange): Reply | undefined {
	if (headers.authorization === `Bearer ${world.settings.apiKey}`) return undefined;
	return problem(401, 'Incorrect API key provided');
}

async function edit(exchange: Exchange): Promise<Reply> {
	const { fault, world } = exchange;
	const refused = refuseBearer(exchange);
	if (refused) return refused;
	if (!exchange.headers['content-type']?.startsWith('multipart/form-data')) {
		return problem(400, 'The body must be multipart/form-data');
	}
	const { model: name, ...body } = await bodyOf(exchange);
	const model = DOCUMENTED_MODELS.get(MODELS[String(name)] ?? '');
	if (!model) return problem(404, `The model '${String(name)}' does not exist`);
	const limited = refuseRate(world) ?? refusePrice(world, priceOf(model, body, 1));
	if (limited) return problem(429, 'Rate limit or quota reached', limited.headers);
	const job = acceptJob(world, model, body, 'v1', fault);
	exchange.job = job;
	if (job.refusal !== undefined) return problem(400, job.refusal);
	await jobOver(world, job);
	if (job.error !== undefined) return problem(500, job.error);
	await job.render();
	if (job.refusal !== undefined) return problem(400, job.refusal);
	const data = job.outputs.map(({ file }) => ({
		b64_json: Buffer.concat(file?.pieces ?? []).toString('base64'),
	}));
	const delivered = () => job.outputs.forEach((output) => output.downloads++);
	const created = Math.floor(world.settings.now() / 1000);
	return { ...jsonReply(200, { created, data }), delivered };
}

const edits: Route = {
	server: 'api',
	method: 'POST',
	path: /^\/openai\/v1\/images\/edits$/,
	step: 'sync',
	handle: edit,
};

const models: Route = {
	server: 'api',
	method: 'GET',
	path: /^\/openai\/v1\/models$/,
	async handle(exchange) {
		const data = Object.keys(MODELS).map((id) => ({ id, object: 'model', owned_by: 'sandbox' }));
		return refuseBearer(exchange) ?? jsonReply(200, { object: 'list', data });
	},
};

export const openaiRoutes: readonly Route[] = [edits, models];
