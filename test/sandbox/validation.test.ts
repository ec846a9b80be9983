import { closeAll, open } from './client';

afterEach(closeAll);

it.each([
	['a number as prompt', { prompt: 1984 }, 'prompt'],
	['an empty prompt', { prompt: '' }, 'prompt'],
	['one URL instead of a list', { image_urls: 'http://x.example/a.png' }, 'image_urls'],
	['an empty list', { image_urls: [] }, 'image_urls'],
	['a list of other things', { image_urls: [5] }, 'image_urls'],
	['a data URL', { image_urls: ['data:image/png;base64,AAAA'] }, 'image_urls[0]'],
	['another protocol', { image_urls: ['ftp://x.example/a.png'] }, 'image_urls[0]'],
	['compression as text', { output_compression: '90' }, 'output_compression'],
	['a broken compression', { output_compression: 90.5 }, 'output_compression'],
	['compression 0', { output_compression: 0 }, 'output_compression'],
	['null for a setting', { size: null }, 'size'],
	['an unknown parameter', { n: 2 }, 'n'],
	['a mask that is no URL', { mask: 'mask.png' }, 'mask'],
])('refuses %s', async (_, changes, name) => {
	const client = await open();
	const { status, json } = await client.sync(client.edit(changes));
	expect([400, 406]).toContain(status);
	expect(json.error).toContain(`'${name}'`);
	// no bounds for a compression whose page states none
	const other = await client.sync(client.edit({ output_compression: 0 }), 'gpt-image-1.5-edit');
	expect(other.status).toBe(200);
});

it('refuses a file that is no image', async () => {
	const client = await open();
	const url = `${client.sandbox.baseUrl}/v1/get-user-credits`;
	const { status, json } = await client.sync(client.edit({ image_urls: [url] }));
	expect(status).toBe(400);
	expect(json.error).toMatch(/image_urls\[0\].*could not be fetched/);
	const text = Buffer.from('hello, I am a text').toString('base64');
	const uploaded = await client.upload([`data:image/png;base64,${text}`]);
	const [fake] = uploaded.json.file_urls as string[];
	const second = await client.sync(client.edit({ image_urls: [client.product, fake] }));
	expect(second.json.error).toMatch(/image_urls\[1\].*not a supported image/);
});

it('reads objects with a tag, and knows which address a model has', async () => {
	const client = await open();
	const untagged = { promptText: 'x', referenceImages: [{ uri: client.product }] };
	const refused = await client.sync(untagged, 'runway-gen4-image');
	expect(refused.json.error).toContain("'referenceImages[0].tag'");
	expect((await client.sync({}, 'automatic-mask-generator')).status).toBe(404);
	expect((await client.submit({}, 'automatic-mask-generator')).status).toBe(404);
});
