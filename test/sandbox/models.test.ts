import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENTED_MODELS } from '../../sandbox/models';
import type { DocumentedModel, DocumentedParameter } from '../../sandbox/documentation/types';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

const models = [...DOCUMENTED_MODELS.values()];

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

async function requiredBody(client: Client, model: DocumentedModel) {
	const body: Record<string, unknown> = {};
	for (const [name, parameter] of Object.entries(model.parameters)) {
		if (parameter.required) body[name] = await valueOf(client, name, parameter);
	}
	return body;
}

describe('the tables', () => {
	it('come from the documentation: nothing of the sandbox knows the node', () => {
		const folder = join(__dirname, '../../sandbox');
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		const sources = files.filter((file) => file.endsWith('.ts'));
		expect(sources.length).toBeGreaterThan(40);
		for (const file of sources) {
			const imports = readFileSync(join(folder, file), 'utf8').match(/from '[^']+'/g) ?? [];
			expect(imports.filter((from) => /nodes|credentials/.test(from))).toEqual([]);
		}
	});

	it('hold the models that the project serves', () => {
		expect(models.map(({ slug }) => slug)).toEqual([
			'automatic-mask-generator',
			'bg-removal-v2',
			'bria-eraser',
			'esrgan',
			'faceswap-v5',
			'fast-flux-schnell',
			'flux-kontext-pro',
			'gpt-image-1-edit-mini',
			'gpt-image-1-edit',
			'gpt-image-1.5-edit',
			'ideogram-3-reframe',
			'ideogram-reframe',
			'imagen-4',
			'nano-banana',
			'p-image-edit',
			'p-image',
			'qwen-image',
			'recraft-v3-svg',
			'runway-gen4-image',
			'sam-img2img',
			'seededit-v3',
			'segmind-relighting',
		]);
	});

	it.each(models)('$slug: each default is one of its own allowed values', ({ parameters }) => {
		for (const parameter of Object.values(parameters)) {
			if (!parameter.allowed || parameter.open || parameter.default === undefined) continue;
			expect(parameter.allowed).toContain(parameter.default);
		}
	});

	it.each(models)(
		'$slug: runs on its required parameters, and none may be missing',
		async (model) => {
			const client = await open();
			const path = model.endpointPath.replace('/v1/', '');
			const body = await requiredBody(client, model);
			expect((await client.sync(body, path)).status).toBe(200);
			for (const name of Object.keys(body)) {
				const { [name]: _, ...rest } = body;
				const { status, json } = await client.sync(rest, path);
				expect([status, json.error]).toEqual([400, expect.stringContaining(`'${name}'`)]);
			}
		},
	);

	it.each(models)('$slug: takes every allowed value and refuses another', async (model) => {
		const client = await open();
		const path = model.endpointPath.replace('/v1/', '');
		const body = await requiredBody(client, model);
		for (const [name, { allowed, open: more, type }] of Object.entries(model.parameters)) {
			for (const value of allowed ?? []) {
				expect((await client.sync({ ...body, [name]: value }, path)).status).toBe(200);
			}
			const { status } = await client.sync({ ...body, [name]: 'no such value' }, path);
			const refused = type === 'integer' ? 400 : 406;
			if (allowed) expect(status).toBe(more ? 200 : refused);
		}
	});

	it.each(models)('$slug: is drawn', async (model) => {
		const client = await open({ render: 'full', syncAnswer: 'image' });
		const path = model.endpointPath.replace('/v1/', '');
		const answer = await client.sync(await requiredBody(client, model), path);
		expect(answer.headers['content-type']).toMatch(/^image\//);
		expect(answer.bytes.length).toBeGreaterThan(1000);
	});
});
