import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const headers = { 'content-type': request.headers['content-type'] ?? '' };
			new Response(Buffer.concat(chunks), { headers })
				.formData()
				.then(async (form) => {
					for (const value of form.getAll('file')) {
						if (typeof value === 'string') continue;
						const bytes = Buffer.from(await value.arrayBuffer());
						files.push({ name: value.name, type: value.type, bytes });
					}
					response.setHeader('content-type', 'application/json');
					response.end(JSON.stringify({ received: files.length }));
				})
				.catch((error: unknown) => {
					response.statusCode = 400;
					response.end(String(error));
				});
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		files,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
