import { bytesReply, type Exchange, type Route } from '../http';
import { promptOf } from './admission';

const notFound = () => bytesReply(404, 'text/plain', [Buffer.from('Not Found')]);

const outputOf = ({ world, path }: Exchange) => world.outputs.get(path);

const generations: Route = {
	server: 'images',
	method: 'GET',
	path: /^\/generations\/[\w.-]+$/,
	step: 'download',
	subject(exchange) {
		const { job, index = 0 } = outputOf(exchange) ?? {};
		return { id: job?.id, slug: job?.slug, prompt: promptOf(job?.body), file: index + 1 };
	},
	async handle(exchange) {
		const output = outputOf(exchange);
		// A file exists from the moment that its job is done.
		if (!output || output.job.state !== 'COMPLETED') return notFound();
		await output.job.render();
		if (output.job.error !== undefined) return notFound();
		const delivered = () => output.downloads++;
		const { contentType, file } = output;
		return { ...bytesReply(200, contentType, file?.pieces ?? []), delivered };
	},
};

/** Uploads and the gallery: public, like on the real host. */
const files: Route = {
	server: 'images',
	method: 'GET',
	path: /^\/(?:assets|gallery)\/.+$/,
	async handle({ world, path }) {
		const name = decodeURIComponent(path);
		const file = world.assets.get(name) ?? world.gallery.get(name);
		return file ? bytesReply(200, file.mimeType, [file.bytes]) : notFound();
	},
};

export const imageRoutes: readonly Route[] = [generations, files];
