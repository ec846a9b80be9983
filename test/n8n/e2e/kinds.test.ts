import { flow, node, SEGMIND, start } from './flow';
import { inN8n, itemsOf, photo, runs, stage } from './stage';

const text = (name: string, value: string) => ({ name, type: 'string', value });

/** One model of each kind: where it is listed, what is entered, and what comes out. */
const KINDS: ReadonlyArray<
	[resource: string, operation: string, slug: string, fields: Array<[string, string]>, made: string]
> = [
	['video', 'generate', 'ray-flash-2-720p', [['prompt', 'A slow turn']], 'video/mp4'],
	['audio', 'generate', 'orpheus-3b-0.1', [['text', 'Good morning']], 'audio/wav'],
	['audio', 'transcribe', 'eleven-labs-transcript', [['model_id', 'scribe_v1']], ''],
	['text', 'generate', 'sandbox-text', [['prompt', 'A slogan']], ''],
	['text', 'describeImage', 'llava-v1.6', [['prompt', 'An alt text']], ''],
	['threeD', 'generate', 'hunyuan3d-2mv', [], 'model/gltf-binary'],
	['image', 'runAnotherModel', 'sandbox-portrait', [['prompt', 'A sailor']], 'image/png'],
];

/** The parameter that takes the photo, or the recording, of the item. */
const FILES: Readonly<Record<string, string>> = {
	'eleven-labs-transcript': 'audio_url',
	'llava-v1.6': 'images',
	'hunyuan3d-2mv': 'front_image',
	'sandbox-portrait': 'face_image',
};

inN8n('models by kind in n8n %s', () => {
	test('each operation lists its own', async () => {
		for (const [resource, operation, slug] of KINDS) {
			const parameters = { resource, operation };
			const one = { type: SEGMIND, parameters, credential: stage.credential };
			const { results } = await stage.n8n.rest.searchList(one, 'searchModels', 'modelSlug');
			const listed = results.map(({ value }) => value);
			expect(listed).toContain(slug);
			const others = KINDS.map(([, , other]) => other).filter((other) => other !== slug);
			expect(listed.filter((value) => others.includes(value))).toEqual([]);
		}
	});

	test('a model of each runs, and what it makes comes out', async () => {
		const nodes = KINDS.map(([resource, operation, slug, fields]) => {
			const file = FILES[slug];
			const row = { name: file, source: 'binary', binaryPropertyName: 'data', sendAs: 'auto' };
			return node(slug, SEGMIND, 1, {
				...{ resource, operation, modelSlug: { __rl: true, mode: 'list', value: slug } },
				...{ bodyMode: 'fields', bodyFields: { values: fields.map((one) => text(...one)) } },
				imageFields: {
					values: file === undefined ? [{ ...row, name: 'x', source: 'none' }] : [row],
				},
			});
		});
		const edges = nodes.map(({ name }): [string, string] => ['Photo', name]);
		const file = flow('Kinds', [start(), photo(), ...nodes], [['Start', 'Photo'], ...edges]);
		const execution = await runs(file);
		for (const [, , slug, , made] of KINDS) {
			const [item] = itemsOf(execution, slug);
			expect([slug, item?.binary?.data?.mimeType ?? '']).toEqual([slug, made]);
			if (made === '') expect(item?.json.text).toBeTruthy();
			const job = stage.sandbox.jobs.find((one) => one.slug === slug);
			const name = FILES[slug];
			if (name !== undefined) expect(String(job?.body[name])).toContain('/assets/');
		}
	});

	test('a workflow finds a model and reads what it takes, free of charge', async () => {
		const many = { resource: 'model', operation: 'getAll', kind: 'video', maxAverageCost: 0.1 };
		const modelSlug = { __rl: true, mode: 'slug', value: '={{ $json.model }}' };
		const get = { resource: 'model', operation: 'get', modelSlug };
		const execution = await runs(
			flow('Choose', [start(), node('Find', SEGMIND, 1, many), node('Read', SEGMIND, 1, get)]),
		);
		const read = itemsOf(execution, 'Read').map(({ json }) => json);
		expect(read.map(({ model }) => model)).toContain('wan-2.2-t2v-fast');
		expect(read[0]?.parameters).toContainEqual(expect.objectContaining({ name: 'prompt' }));
		expect(stage.sandbox.jobs).toEqual([]);
	});
});
