import { createHash } from 'node:crypto';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

async function dataUrlOf(client: Client, type = 'png') {
	const { bytes } = await client.download(type === 'png' ? client.product : client.scene);
	return { bytes, dataUrl: `data:image/${type};base64,${bytes.toString('base64')}` };
}

it('gives each upload a new public address in their order, and records no bytes', async () => {
	const client = await open();
	const [product, scene] = [await dataUrlOf(client), await dataUrlOf(client, 'jpeg')];
	const all = [product, scene, product];
	const { json } = await client.upload(all.map(({ dataUrl }) => dataUrl));
	expect(json.message).toBe('Files uploaded successfully');
	const urls = json.file_urls as string[];
	expect(urls.map((url) => url.slice(-3))).toEqual(['png', 'jpg', 'png']);
	expect(new Set(urls).size).toBe(3);
	for (const [index, { bytes }] of all.entries()) {
		expect((await client.download(urls[index] ?? '')).bytes.equals(bytes)).toBe(true);
	}
	const recorded = ({ bytes }: typeof product, mimeType: string) => ({
		bytes: bytes.length,
		mimeType,
		sha256: createHash('sha256').update(bytes).digest('hex'),
	});
	const [png, jpeg] = [recorded(product, 'image/png'), recorded(scene, 'image/jpeg')];
	const { body } = client.sandbox.requests.find(({ step }) => step === 'upload') ?? {};
	expect(body).toEqual({ data_urls: [png, jpeg, png] });
});

it.each([
	['x-api-key', 401],
	['content-type', 406],
	['accept', 400],
])('insists on %s', async (name, status) => {
	const client = await open();
	const { dataUrl } = await dataUrlOf(client);
	const headers = Object.entries(client.headers).filter(([key]) => key !== name);
	expect((await client.upload([dataUrl], Object.fromEntries(headers))).status).toBe(status);
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
