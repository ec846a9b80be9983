import { createHash } from 'node:crypto';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

async function picture(client: Client): Promise<{ bytes: Buffer; dataUrl: string }> {
	const { bytes } = await client.download(client.product);
	return { bytes, dataUrl: `data:image/png;base64,${bytes.toString('base64')}` };
}

describe('uploads', () => {
	it('stores a file on a public address that holds the account, and records no bytes', async () => {
		const client = await open();
		const { bytes, dataUrl } = await picture(client);
		const { status, json } = await client.upload([dataUrl]);
		expect(status).toBe(200);
		expect(json.message).toBe('Files uploaded successfully');
		const [url = ''] = json.file_urls as string[];
		expect(url).toMatch(/\/assets\/demo@sandbox\.example\/images\/[\w-]+\.png$/);
		expect((await client.download(url)).bytes.equals(bytes)).toBe(true);
		expect(client.sandbox.requests[1]?.body).toEqual({
			data_urls: [
				{
					bytes: bytes.length,
					mimeType: 'image/png',
					sha256: createHash('sha256').update(bytes).digest('hex'),
				},
			],
		});
	});

	it('gives each upload a new address and keeps the order', async () => {
		const client = await open();
		const { dataUrl } = await picture(client);
		const scene = (await client.download(client.scene)).bytes.toString('base64');
		const { json } = await client.upload([dataUrl, `data:image/jpeg;base64,${scene}`, dataUrl]);
		const urls = json.file_urls as string[];
		expect(urls.map((url) => url.slice(-3))).toEqual(['png', 'jpg', 'png']);
		expect(new Set(urls).size).toBe(3);
	});

	it('can answer in the documented shape and with a wrong count', async () => {
		const documented = await open({ uploadAnswer: 'urls' });
		const { dataUrl } = await picture(documented);
		expect((await documented.upload([dataUrl])).json).toEqual({ urls: [expect.any(String)] });
		const wrong = await open({ uploadAnswer: 'wrong-count' });
		expect((await wrong.upload([dataUrl])).json.file_urls).toHaveLength(2);
	});

	it('insists on all three headers', async () => {
		const client = await open();
		const { dataUrl } = await picture(client);
		const without = (name: string) =>
			Object.fromEntries(Object.entries(client.headers).filter(([key]) => key !== name));
		expect((await client.upload([dataUrl], without('x-api-key'))).status).toBe(401);
		expect((await client.upload([dataUrl], without('content-type'))).status).toBe(406);
		expect((await client.upload([dataUrl], without('accept'))).status).toBe(400);
	});

	it.each([
		['no list', 'data:image/png;base64,AAAA'],
		['an empty list', []],
		['plain base64', ['iVBORw0KGgo=']],
		['broken base64', ['data:image/png;base64,iVBO*w0KGgo=']],
		['nothing', ['data:image/png;base64,']],
		['another type', ['data:application/pdf;base64,JVBERg==']],
		['a JPEG announced as PNG', ['data:image/png;base64,/9j/4AAQSkZJRg==']],
		['a number', [5]],
	])('refuses %s', async (_, dataUrls) => {
		const client = await open();
		const { status, json } = await client.upload(dataUrls);
		expect(status).toBe(400);
		expect(json.error).toMatch(/data_urls/);
	});

	it('takes a file of many megabytes', async () => {
		const client = await open();
		const { bytes } = await picture(client);
		const large = Buffer.concat([bytes, Buffer.alloc(8_000_000, 7)]);
		const { json } = await client.upload([`data:image/png;base64,${large.toString('base64')}`]);
		const [url = ''] = json.file_urls as string[];
		expect((await client.download(url)).bytes).toHaveLength(large.length);
	});
});
