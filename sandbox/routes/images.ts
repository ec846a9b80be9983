import { bytesReply, type Exchange, type Reply, type Route } from '../http';
import type { Output } from '../jobs';
import { promptOf } from './admission';

const notFound = () => bytesReply(404, 'text/plain', [Buffer.from('Not Found')]);

/** `bytes=N-` only: what a client asks for that takes up a broken download. */
const OPEN_RANGE = /^bytes=(\d+)-$/;

function dropFirst(pieces: readonly Buffer[], count: number): Buffer[] {
	let left = count;
	const rest: Buffer[] = [];
	for (const piece of pieces) {
		if (left < piece.length) rest.push(piece.subarray(left));
		left = Math.max(0, left - piece.length);
	}
	return rest;
}

function serveOutput({ headers }: Exchange, output: Output): Reply {
	const { bytes, contentType } = output;
	const pieces = output.file?.pieces ?? [];
	const common = { 'accept-ranges': 'bytes', etag: `"${output.job.id}-${output.index}"` };
	const delivered = () => {
		output.downloads++;
	};
	const from = Number(OPEN_RANGE.exec(headers.range ?? '')?.[1] ?? NaN);
	if (Number.isNaN(from)) return { ...bytesReply(200, contentType, pieces, common), delivered };
	if (from >= bytes) {
		return bytesReply(416, contentType, [], { 'content-range': `bytes */${bytes}` });
	}
	const range = { 'content-range': `bytes ${from}-${bytes - 1}/${bytes}` };
	const rest = dropFirst(pieces, from);
	return { ...bytesReply(206, contentType, rest, { ...common, ...range }), delivered };
}

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
		return serveOutput(exchange, output);
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
