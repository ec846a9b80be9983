import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { closeBenches, contentOf, fileRows, openBench, type Bench } from './support/bench';
import { expectError } from './support/expected';
import { CONTINUING, jsonModel, numbered, RETRYING } from './support/jobs';
import { picture } from './support/pictures';

afterEach(closeBenches);

const TALK = { audio_url: 'https://x.example/a.mp3', model_id: 'scribe_v1' };
const PORTRAIT = { prompt: 'A sailor', face_image: 'PICTURE' };

/** One model of each kind, with what is sent to it and what comes out. */
const KINDS: ReadonlyArray<
	[resource: string, operation: string, slug: string, fields: object, made: string]
> = [
	['video', 'generate', 'ray-flash-2-720p', { prompt: 'A kite' }, 'video/mp4'],
	['audio', 'generate', 'orpheus-3b-0.1', { text: 'Good morning' }, 'audio/wav'],
	['audio', 'transcribe', 'eleven-labs-transcript', TALK, ''],
	['text', 'generate', 'sandbox-text', { prompt: 'A slogan' }, ''],
	['text', 'describeImage', 'llava-v1.6', { prompt: 'What is this?', images: 'PICTURE' }, ''],
	['threeD', 'generate', 'hunyuan3d-2mv', { front_image: 'PICTURE' }, 'model/gltf-binary'],
	['image', 'runAnotherModel', 'sandbox-portrait', PORTRAIT, 'image/png'],
];

const wanted = ({ pictureUrl }: Bench, slug: string, fields: object) =>
	jsonModel(slug, JSON.stringify(fields).replace('PICTURE', pictureUrl));

describe.each(KINDS)('%s %s', (resource, operation, slug, fields, made) => {
	it(`runs ${slug} as Model: Run does`, async () => {
		const bench = await openBench();
		const parameters = wanted(bench, slug, fields);
		const here = await bench.done({ parameters: { ...parameters, resource, operation } });
		const there = await bench.run({ parameters });
		const body = JSON.parse(String(parameters.bodyJson)) as object;
		expect(bench.bodies()).toEqual([body, body]);
		const [item] = here.output;
		expect(Object.keys(item?.json ?? {})).toEqual(Object.keys(there.output[0]?.json ?? {}));
		expect(item?.binary?.data?.mimeType ?? '').toBe(made);
		if (made === '') expect(item?.json.text).toBeTruthy();
		else expect((await contentOf(item?.binary?.data)).length).toBe(item?.json.fileSize);
	});

	it('hands its job out again in a retry of the run', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '400', nth: 2, times: 1 }] });
		const more = { resource, operation, options: { concurrency: 1 } };
		const parameters = { ...wanted(bench, slug, fields), ...more };
		const { output } = await bench.run({ parameters, items: numbered(2), node: RETRYING });
		expect(output).toHaveLength(2);
		expect(bench.sandbox.jobs).toHaveLength(2);
	});
});

it('runs a model of another kind all the same', async () => {
	const bench = await openBench();
	const elsewhere = { resource: 'audio', operation: 'generate' };
	const parameters = { ...wanted(bench, 'p-image', { prompt: 'Blue' }), ...elsewhere };
	const { output } = await bench.done({ parameters });
	expect(output[0]?.binary?.data?.mimeType).toMatch(/^image/);
});

it('a file of the item goes where the documentation takes one', async () => {
	const bench = await openBench();
	const imageFields = {
		values: fileRows('data').values.map((row) => ({ ...row, name: 'images', sendAs: 'auto' })),
	};
	const { output } = await bench.done({
		items: [{ files: { data: await picture() } }],
		parameters: {
			...{ resource: 'text', operation: 'describeImage' },
			modelSlug: { mode: 'list', value: 'llava-v1.6' },
			...{ bodyMode: 'form', modelPrompt: 'An alt text, please', imageFields },
		},
	});
	expect(bench.bodies('submit')).toEqual([
		{ prompt: 'An alt text, please', images: expect.stringMatching(/\/assets\//) as string },
	]);
	expect(output[0]?.json.text).toBeTruthy();
});

describe('Model: Get Many', () => {
	const many = async (fields: object, bench?: Bench) =>
		await (bench ?? (await openBench())).run({
			items: [{ json: { most: 0.1 } }],
			parameters: { resource: 'model', operation: 'getAll', ...fields },
		});
	const slugs = async (fields: object) =>
		(await many(fields)).output.map(({ json }) => String(json.model));

	it('says of each model what the directory says, free of charge', async () => {
		const bench = await openBench({ credits: 0, freeCredits: 0 });
		const { output } = await many({ search: 'orpheus' }, bench);
		expect(output.map(({ json }) => json)).toEqual([
			{
				model: 'orpheus-3b-0.1',
				title: '3B Orpheus TTS (0.1)',
				kind: 'audio',
				category: 'Text-to-Audio Generation',
				description: '3B Orpheus TTS (0.1), served by the sandbox',
				averageCost: 0.12419483106004443,
				averageSeconds: 117.62,
				url: 'https://www.segmind.com/models/orpheus-3b-0.1',
			},
		]);
		expect(output[0]?.pairedItem).toEqual({ item: 0 });
		expect(bench.sandbox.requests.map(({ path }) => path)).toEqual(['/llms.txt']);
		expect(JSON.stringify(bench.sandbox.requests)).not.toContain('SG_');
	});

	it.each<[string, object, keyof typeof INPUT_ERRORS]>([
		['a kind that there is not', { kind: '={{ "vidio" }}' }, 'valueNotAllowed'],
		['a kind that every object has', { kind: '={{ "__proto__" }}' }, 'valueNotAllowed'],
		['an object as words', { search: '={{ ({ a: 1 }) }}' }, 'valueOfWrongType'],
		['a list as words', { search: '={{ ["video"] }}' }, 'valueOfWrongType'],
		['a cost in words', { maxAverageCost: 'much' }, 'optionInvalid'],
		['a cost below nothing', { maxAverageCost: '={{ -1 }}' }, 'optionInvalid'],
		['a cost that is not there', { maxAverageCost: '={{ $json.none }}' }, 'optionInvalid'],
	])('refuses %s', async (_name, fields, row) => {
		const outcome = await many(fields);
		expectError(outcome, INPUT_ERRORS[row], 'Nothing was billed.');
	});

	it.each<[string, object, string[]]>([
		['of a kind', { kind: 'threeD' }, ['hunyuan3d-2mv']],
		['of another', { kind: 'transcription' }, ['eleven-labs-transcript']],
		['by words in any order', { search: 'flash LUMA' }, ['ray-flash-2-720p']],
		['up to a cost', { kind: 'video', maxAverageCost: 0.1 }, ['sandbox-video', 'wan-2.2-t2v-fast']],
		[
			'up to a cost of the item',
			{ kind: 'video', maxAverageCost: '={{ $json.most }}' },
			['sandbox-video', 'wan-2.2-t2v-fast'],
		],
		['that nothing is', { search: 'no such thing' }, []],
	])('finds models %s', async (_name, fields, expected) => {
		expect((await slugs(fields)).sort()).toEqual(expected);
	});

	it('gives the first of them, or all', async () => {
		const [first, ...further] = await slugs({ limit: 3 });
		expect(further).toHaveLength(2);
		const all = await slugs({ returnAll: true, limit: 3 });
		expect(all.slice(0, 3)).toEqual([first, ...further]);
		expect(all.length).toBeGreaterThan(20);
		expect(all).not.toContain('sandbox-withdrawn');
	});

	it('asks once in a run, also where the directory is down, and fails no other item', async () => {
		const bench = await openBench({ faults: [{ step: 'documentation', kind: '503' }] });
		const { output } = await bench.run({
			items: [{}, {}, {}],
			parameters: { resource: 'model', operation: 'getAll' },
			node: CONTINUING,
		});
		expect(output).toHaveLength(3);
		for (const { json } of output) {
			expect(json.error).toContain(API_ERRORS.directoryUnread.message);
			expect(json.message).toContain('Nothing was billed');
		}
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});

describe('Model: Get', () => {
	const get = async (slug: string) => {
		const bench = await openBench();
		const modelSlug = { mode: 'slug', value: slug };
		return await bench.run({ parameters: { resource: 'model', operation: 'get', modelSlug } });
	};

	it('says which parameters a model has, as documented', async () => {
		const { output } = await get('ray-flash-2-720p');
		const { parameters, ...row } = output[0]?.json ?? {};
		expect(row).toMatchObject({ model: 'ray-flash-2-720p', kind: 'video', averageSeconds: 60.62 });
		expect(parameters).toContainEqual({
			name: 'duration',
			type: 'integer',
			required: false,
			default: 5,
			allowed: [5, 9],
			allowedIsComplete: true,
			description: 'Length in seconds',
		});
		expect(parameters).toContainEqual(
			expect.objectContaining({ name: 'start_image_url', required: false, default: null }),
		);
	});

	it.each<[string, string, object]>([
		['a range', 'orpheus-3b-0.1', { name: 'top_p', minimum: 0.1, maximum: 1, default: 0.95 }],
		['a list that is cut', 'sandbox-form', { name: 'aspect_ratio', allowedIsComplete: false }],
		['a model that has a file here', 'gpt-image-1-edit', { name: 'quality', default: 'auto' }],
	])('says %s', async (_name, slug, expected) => {
		const { output } = await get(slug);
		expect(output[0]?.json.parameters).toContainEqual(expect.objectContaining(expected));
	});

	it('tells of a slug that there is not, with the nearest', async () => {
		const { error } = await get('ray-flash-2-720');
		expect(error?.description).toContain("no model 'ray-flash-2-720'. Did you mean 'ray-flash-2-");
	});
});
