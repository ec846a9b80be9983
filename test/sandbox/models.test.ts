import { DOCUMENTED_MODELS } from '../../sandbox/models';
import type { DocumentedModel, DocumentedParameter } from '../../sandbox/documentation/types';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

async function valueOf(client: Client, name: string, parameter: DocumentedParameter) {
	const { type, carries, default: preset } = parameter;
	if (!carries && preset !== undefined) return preset;
	if (carries === 'prompt') return 'A test';
	if (type === 'object[]') return [{ uri: client.product, tag: 'a' }];
	if (type === 'string[]') return [client.product];
	if (type === 'string (base64)')
		return (await client.download(client.product)).bytes.toString('base64');
	return name === 'mask' ? `${client.sandbox.imagesUrl}/gallery/mask.png` : client.product;
}

async function requiredBody(client: Client, { parameters }: DocumentedModel) {
	const required = Object.entries(parameters).filter(([, { required: is }]) => is);
	const values = required.map(async ([name, parameter]) => [
		name,
		await valueOf(client, name, parameter),
	]);
	return Object.fromEntries(await Promise.all(values)) as Record<string, unknown>;
}

it.each([...DOCUMENTED_MODELS.values()])(
	'$slug: takes what its table says and nothing else, and is drawn',
	async (model) => {
		const client = await open({ render: 'full', syncAnswer: 'image', credits: 1000 });
		const tiny = await open();
		const path = model.endpointPath.replace('/v1/', '');
		const drawn = await client.sync(await requiredBody(client, model), path);
		expect(drawn.headers['content-type']).toMatch(/^image\//);
		expect(drawn.bytes.length).toBeGreaterThan(1000);
		const body = await requiredBody(tiny, model);
		const answer = async (changed: object) => await tiny.sync({ ...body, ...changed }, path);
		for (const name of Object.keys(body)) {
			const { status, json } = await answer({ [name]: undefined });
			expect([status, json.error]).toEqual([400, expect.stringContaining(`'${name}'`)]);
		}
		for (const [name, parameter] of Object.entries(model.parameters)) {
			const { allowed, open: more, type, default: preset } = parameter;
			if (!allowed) continue;
			const presets = more || preset === undefined ? [] : [preset];
			for (const value of [...allowed, ...presets]) {
				expect((await answer({ [name]: value })).status).toBe(200);
			}
			const { status } = await answer({ [name]: 'no such value' });
			expect(status).toBe(more ? 200 : type === 'integer' ? 400 : 406);
		}
	},
);
