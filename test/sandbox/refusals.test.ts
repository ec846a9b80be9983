import { closeAll, open } from './client';

afterEach(closeAll);

it('takes no bearer token, other content types, methods, models or broken JSON', async () => {
	const client = await open();
	const { apiKey, baseUrl } = client.sandbox;
	const bearer = { authorization: `Bearer ${apiKey}` };
	expect((await client.send(`${baseUrl}/v1/get-user-credits`, { headers: bearer })).status).toBe(
		401,
	);
	const url = `${baseUrl}/v2/gpt-image-1-edit`;
	const headers = { 'x-api-key': apiKey };
	const plain = await client.send(url, { method: 'POST', body: {}, headers });
	expect([plain.status, plain.json.error]).toEqual([406, 'Invalid content type']);
	const get = await client.send(url);
	expect([get.status, get.headers['content-type']]).toEqual([405, 'text/html; charset=utf-8']);
	expect((await client.submit(client.edit(), 'no-such-model')).status).toBe(404);
	expect((await client.submit('{"prompt":')).status).toBe(400);
	expect(client.sandbox.jobs).toHaveLength(0);
});

it('spends free credits first, and refuses what the balance does not cover', async () => {
	const client = await open({ credits: 0.2, freeCredits: 0.1 });
	const balance = async () =>
		(await client.send(`${client.sandbox.baseUrl}/v1/get-user-credits`)).json;
	expect(await balance()).toEqual({ credits: 0.2, 'free-credits': 0.1 });
	await client.run();
	expect(await balance()).toEqual({ credits: 0.16, 'free-credits': 0 });
	await client.run();
	const { status, json } = await client.submit();
	expect(status).toBe(406);
	expect(json.error).toMatch(/credits.*\$0\.02.*\$0\.14/);
});

it.each([
	['x-api-key', 401],
	['content-type', 406],
	['accept', 400],
])('an upload needs %s', async (name, status) => {
	const client = await open();
	const dataUrl = 'data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=';
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
])('an upload refuses %s', async (_, dataUrls) => {
	const client = await open();
	const { status, json } = await client.upload(dataUrls);
	expect(status).toBe(400);
	expect(json.error).toMatch(/data_urls/);
});

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
])('refuses a body with %s', async (_, changes, name) => {
	const client = await open();
	const { status, json } = await client.sync(client.edit(changes));
	expect([400, 406]).toContain(status);
	expect(json.error).toContain(`'${name}'`);
	expect(client.sandbox.jobs).toHaveLength(0);
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

it('a flow fails with what it does not take, free of charge, and is known under its own names only', async () => {
	const client = await open();
	const start = async (path: string, headline: unknown) =>
		await client.send(`${client.sandbox.baseUrl}/workflows/${path}`, {
			method: 'POST',
			body: { product_image: client.product, headline },
		});
	const { json } = await start('v2/product-card', 5);
	const answer = await client.send(String(json.poll_url));
	expect([answer.status, answer.json.status]).toEqual([200, 'FAILED']);
	expect(JSON.stringify(answer.json.error_message)).toContain('Prompt is Mandatory');
	expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
	for (const path of ['v2/other', '66b2f0c4e1a97d3f58c06b21-v3', 'product-card']) {
		expect((await start(path, 'Sale')).status).toBe(404);
	}
	expect((await client.result(String(json.request_id))).status).toBe(404);
	const { json: job } = await client.submit();
	const wrong = `${client.sandbox.baseUrl}/workflows/request/${String(job.request_id)}`;
	expect((await client.send(wrong)).status).toBe(404);
});
