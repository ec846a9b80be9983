import type { ServerResponse } from 'node:http';
import { closeBenches, contentOf, openBench, type Job, type Outcome } from './bench';
import { model, textRows } from './jobs';
import { picture, sha256 } from './pictures';
import { StandIn, type Acts } from './standIn';

let open: StandIn[] = [];

/** For `afterEach`. */
export async function closeStages(): Promise<void> {
	jest.restoreAllMocks();
	await closeBenches();
	for (const one of open) await one.close();
	open = [];
}

export const PNG = { 'content-type': 'image/png' };

/** A server of files that sends this image. */
export const sends = (content: Buffer) => (response: ServerResponse) =>
	void response.writeHead(200, PNG).end(content);

/** One edit against an API that the test acts out. */
export async function stage(acts: Acts) {
	const standIn = await new StandIn(acts).start();
	open.push(standIn);
	const bench = await openBench();
	const options = { delivery: 'queue' };
	const images = { values: [{ source: 'url', url: 'https://example.com/in.png' }] };
	const run = async (more: Record<string, unknown> = {}, job: Job = {}) =>
		await bench.run({
			baseUrl: standIn.base,
			parameters: { prompt: 'Make it blue', images, options, ...more },
			...job,
		});
	return { standIn, bench, run };
}

/** Model: Run with the same API. */
export const anyModel = (delivery = 'queue') =>
	model('some-model', { bodyFields: textRows({ prompt: 'A wave' }), options: { delivery } });

/** An image, as a server of files sends it. */
export const image = async () => (await picture(3)).content as Buffer;

/** The first item holds this image. */
export async function expectImage(outcome: Outcome, wanted: Buffer): Promise<void> {
	expect(outcome.error).toBeUndefined();
	expect(sha256(await contentOf(outcome.output[0]?.binary?.data))).toBe(sha256(wanted));
}

/** n8n's protection against internal addresses refuses every download. */
export async function refuseFiles(): Promise<void> {
	const { OutboundHttp } = await import('@n8n/backend-network');
	const refusal = Object.assign(new Error('The request was blocked'), {
		name: 'SsrfBlockedIpError',
	});
	const { prototype } = OutboundHttp;
	const requests = prototype.requests;
	jest.spyOn(prototype, 'requests').mockImplementation(function (this: never, ...given) {
		const client = requests.apply(this, given);
		const request = client.request.bind(client);
		return Object.assign(Object.create(client), {
			request: async (options: { url: string }) => {
				if (options.url.includes('/files/')) throw refusal;
				return await request(options as never);
			},
		});
	});
}
