import { sendJson, serve } from '../../support/serve';

/** A file that was uploaded to the receiver. */
export interface ReceivedFile {
	name: string;
	type: string;
	bytes: Buffer;
}

/** A server that takes forms with files in the field `file`, as the next service in a person's workflow would. */
export interface Receiver {
	url: string;
	files: ReceivedFile[];
	close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startReceiver(): Promise<Receiver> {
	const files: ReceivedFile[] = [];
	const server = await serve(async (request, response, body) => {
		const headers = { 'content-type': request.headers['content-type'] ?? '' };
		const form = await new Response(new Uint8Array(body), { headers }).formData();
		for (const value of form.getAll('file')) {
			if (typeof value === 'string') continue;
			const bytes = Buffer.from(await value.arrayBuffer());
			files.push({ name: value.name, type: value.type, bytes });
		}
		sendJson(response, { received: files.length });
	});
	return { ...server, files };
}
