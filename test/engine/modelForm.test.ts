import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { DocumentedModel, DocumentedParameter } from '../../sandbox/documentation/types';
import { MODELS } from '../../sandbox/models';
import { checkBody } from '../../sandbox/validate';
import { closeBenches, hintsOf, openBench } from './support/bench';
import { expectError } from './support/expected';
import { loadForm, locator, withForm } from './support/form';
import { picture } from './support/pictures';
import { asTool } from './support/tool';

afterEach(closeBenches);

const samplesOf = (parameters: Readonly<Record<string, DocumentedParameter>>, address: string) =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, one]) => [name, sampleOf(one, address)]),
	);

function sampleOf(parameter: DocumentedParameter, address: string): unknown {
	const { type, allowed, minimum, maximum, items } = parameter;
	if (allowed) return allowed.at(-1);
	switch (type) {
		case 'integer':
			return Math.min(Math.max(7, minimum ?? 7), maximum ?? 7);
		case 'number':
			return Math.min(Math.max(0.75, minimum ?? 0.75), maximum ?? 0.75);
		case 'boolean':
			return true;
		case 'object':
			return { lens: 35 };
		case 'object[]':
			return [samplesOf(items ?? {}, address)];
		case 'string[]':
		case 'string | string[]':
			return [address];
		default:
			return address;
	}
}

/** Number as a number, list and object as JSON text, as the form's boxes keep them. */
const asInForm = (value: unknown): unknown =>
	typeof value === 'object' ? JSON.stringify(value) : value;

function asRow(name: string, value: unknown): Record<string, unknown> {
	const type = typeof value;
	if (type === 'number') return { name, type, numberValue: value };
	if (type === 'boolean') return { name, type, booleanValue: value };
	if (type === 'string') return { name, type, value };
	return { name, type: 'json', jsonValue: JSON.stringify(value) };
}

const models: Array<[string, DocumentedModel]> = [...MODELS];

it.each(models)('%s: form, fields and JSON make the same body', async (slug, model) => {
	const bench = await openBench();
	const values: Record<string, unknown> = samplesOf(model.parameters, bench.pictureUrl);
	const boxes = Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, asInForm(value)]),
	);
	const { prompt = boxes.text ?? '', ...others } = boxes;
	const { parameters } = await withForm(bench, slug, others, { modelPrompt: prompt });
	const rows = Object.entries(values).map(([name, value]) => asRow(name, value));
	const ways = [
		{},
		{ bodyMode: 'fields', bodyFields: { values: rows } },
		{ bodyMode: 'json', bodyJson: JSON.stringify(values) },
	];
	for (const way of ways) {
		await bench.run({ parameters: { ...parameters, ...way, options: { delivery: 'sync' } } });
	}
	expect(bench.bodies('sync')).toEqual([values, values, values]);
	expect(checkBody(model, bench.bodies('sync')[0])).toBeUndefined();
});

const REQUIRED = { sampler: 'wild' };

describe('the form of a model that is not bundled', () => {
	it('sends what is preset, what is filled in and nothing else', async () => {
		const bench = await openBench();
		await bench.done(await withForm(bench, 'sandbox-form', REQUIRED));
		expect(bench.bodies()).toEqual([
			{
				...{ seed: null, prompt: 'A boat', sampler: 'wild' },
				...{ negative_prompt: 'blurry, low quality', style: 'none', aspect_ratio: '1:1' },
				...{ steps: 20, guidance_scale: 3.5, strength: 0.8, count: 1, scale: 1.5 },
				...{ go_fast: true, format: 'png' },
			},
		]);
	});

	it('tells of a file of the item that stayed behind, and of none that was sent', async () => {
		const bench = await openBench();
		const items = [{ files: { Photo: await picture(1) } }];
		const warnings = async (...values: object[]) => {
			const job = await withForm(bench, 'ray-flash-2-720p', {}, { imageFields: { values } });
			const hints = hintsOf(await bench.done({ ...job, items }));
			return hints.flatMap(({ message, type }) => (type === 'warning' ? [message] : []));
		};
		expect(await warnings()).toEqual([
			"Row 1: The file 'Photo' was not sent to the model. To send it, add it under 'Files', as End Image URL or Start Image URL.",
		]);
		const row = { name: 'start_image_url', source: 'binary', binaryPropertyName: 'Photo' };
		expect(await warnings({ ...row, sendAs: 'auto' })).toEqual([]);
		expect(bench.calls('upload')).toHaveLength(1);
	});

	it('turns text out of expressions into the documented type, and leaves out what is empty', async () => {
		const bench = await openBench();
		const text = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;
		const values = {
			...REQUIRED,
			...{ steps: text('5'), count: text('4'), scale: text('0.5'), go_fast: text('false') },
			...{ camera: '={{ { lens: 50 } }}', tags: '={{ ["a", "b"] }}', strength: text('') },
			...{
				style: '={{ undefined }}',
				seed: text('12'),
				negative_prompt: '',
				aspect_ratio: text('21:9'),
			},
		};
		const job = await withForm(bench, 'sandbox-form', values, { modelPrompt: '={{ "A boat" }}' });
		await bench.done(job);
		expect(bench.bodies()[0]).toEqual({
			...{ prompt: 'A boat', sampler: 'wild', steps: 5, count: 4, scale: 0.5, go_fast: false },
			...{ camera: { lens: 50 }, tags: ['a', 'b'], seed: 12, aspect_ratio: '21:9' },
			...{ guidance_scale: 3.5, format: 'png' },
		});
	});

	const rows = (...names: string[]) => ({
		values: names.map((name) => ({ name, source: 'binary', binaryPropertyName: 'data' })),
	});

	it.each<[string, string, object, keyof typeof INPUT_ERRORS]>([
		['steps', 'sandbox-form', { steps: '={{ "many" }}' }, 'valueOfWrongType'],
		['steps', 'sandbox-form', { steps: '={{ 2.5 }}' }, 'valueOfWrongType'],
		['steps', 'sandbox-form', { steps: '={{ "51" }}' }, 'valueOutOfRange'],
		['count', 'sandbox-form', { count: '={{ 3 }}' }, 'valueNotAllowed'],
		['style', 'sandbox-form', { style: '={{ "plasma" }}' }, 'valueNotAllowed'],
		['go_fast', 'sandbox-form', { go_fast: '={{ "perhaps" }}' }, 'valueOfWrongType'],
		['camera', 'sandbox-form', { camera: '={{ [1] }}' }, 'valueOfWrongType'],
		['tags', 'sandbox-form', { tags: '={{ "[1" }}' }, 'bodyJsonInvalid'],
		['sampler', 'sandbox-form', { sampler: '={{ "" }}' }, 'formFieldMissing'],
		['face_image', 'sandbox-portrait', rows('reference_images'), 'formFileMissing'],
		['face_image', 'sandbox-portrait', rows('face_image', 'face_image'), 'fileFieldSingle'],
	])('says what is wrong with %s of %s: %j', async (name, slug, given, row) => {
		const bench = await openBench();
		const isFiles = 'values' in given;
		const values = isFiles ? {} : { ...REQUIRED, ...given };
		const job = await withForm(bench, slug, values, isFiles ? { imageFields: given } : {});
		const items = [{ files: { data: await picture(1) } }];
		expectError(await bench.run({ ...job, items }), INPUT_ERRORS[row], `'${name}'`);
		expect([...bench.calls('submit'), ...bench.calls('upload')]).toEqual([]);
	});

	it('has a prompt that n8n asks for where the documentation requires one, and only there', async () => {
		const bench = await openBench();
		const empty = { modelPrompt: '' };
		const required = bench.run(await withForm(bench, 'sandbox-form', REQUIRED, empty));
		await expect(required).rejects.toThrow('Parameter "Prompt" is required');
		expect(bench.calls('submit')).toEqual([]);
		const image = { name: 'image', source: 'url', url: bench.pictureUrl };
		const files = { imageFields: { values: [image] } };
		await bench.done(await withForm(bench, 'esrgan', {}, { ...empty, ...files }));
	});

	it('takes a pasted address of the page for its slug', async () => {
		const bench = await openBench();
		const page = 'https://www.segmind.com/models/sandbox-form/api?tab=python';
		const modelSlug = locator(page, 'slug');
		const job = await withForm(bench, 'sandbox-form', REQUIRED, { modelSlug });
		expect((await bench.run(job)).output[0]?.json.model).toBe('sandbox-form');
	});

	it('sends files as documented, single or as a list', async () => {
		const bench = await openBench();
		const imageFields = rows('face_image', 'reference_images');
		const job = await withForm(bench, 'sandbox-portrait', {}, { imageFields });
		await bench.done({ ...job, items: [{ files: { data: await picture(1) } }] });
		const [body] = bench.bodies();
		const uploaded = expect.stringMatching(/\/assets\//) as string;
		expect(body).toMatchObject({ face_image: uploaded, reference_images: [uploaded] });
		// the demonstration is not sent
		expect(body).not.toHaveProperty('background_url');
	});
});

describe('where the documentation is down', () => {
	it('there is no form, and one sentence that says so', async () => {
		const bench = await openBench({ faults: [{ step: 'documentation', kind: '503' }] });
		const form = await loadForm(bench.sandbox.baseUrl, 'sandbox-form');
		expect(form.fields).toEqual([]);
		expect(form.emptyFieldsNotice).toContain("can't be read");
	});

	it('a saved form stays as it is when its node is opened', async () => {
		const bench = await openBench();
		const { parameters } = await withForm(bench, 'sandbox-portrait');
		const before = await loadForm(bench.sandbox.baseUrl, 'sandbox-portrait');
		bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
		// another spelling of the address, of which nothing is cached
		const baseUrl = bench.sandbox.baseUrl.toUpperCase();
		const modelParameters = parameters.modelParameters as never;
		const { fields } = await loadForm(baseUrl, 'sandbox-portrait', { modelParameters });
		expect(fields).toEqual(before.fields);
	});

	it('a saved form runs on, asked for once, with the same types', async () => {
		const bench = await openBench();
		const values = { face_image: bench.pictureUrl, face_strength: '={{ "0.25" }}' };
		const row = { name: 'reference_images', source: 'url', url: bench.pictureUrl };
		const job = await withForm(bench, 'sandbox-portrait', values, {
			imageFields: { values: [row] },
		});
		bench.sandbox.reset();
		bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
		const baseUrl = bench.sandbox.baseUrl.toUpperCase();
		await bench.done({ ...job, baseUrl, items: [{}, {}, {}] });
		expect(bench.calls('documentation')).toHaveLength(1);
		expect(bench.bodies()).toHaveLength(3);
		expect(bench.bodies()[0]).toEqual({
			...{ prompt: 'A boat', face_image: bench.pictureUrl, face_strength: 0.25 },
			...{ image_format: 'png', reference_images: [bench.pictureUrl] },
		});
	});
});

it('as a tool of an agent, parameters are filled one by one', async () => {
	const bench = await openBench();
	const values = { sampler: '={{ $json.sampler }}', steps: '={{ $json.steps }}' };
	const job = await withForm(bench, 'sandbox-form', values, { modelPrompt: '={{ $json.query }}' });
	const json = { query: 'A boat', sampler: 'careful', steps: '30' };
	await bench.done({ ...job, segmind: asTool(), items: [{ json }] });
	expect(bench.bodies()[0]).toMatchObject({ prompt: 'A boat', sampler: 'careful', steps: 30 });
});
