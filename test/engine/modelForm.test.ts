import type { INodeType, ResourceMapperField } from 'n8n-workflow';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import type { FaultKind } from '../../sandbox';
import type { DocumentedModel, DocumentedParameter } from '../../sandbox/documentation/types';
import { MODELS } from '../../sandbox/models';
import { checkBody } from '../../sandbox/validate';
import { closeBenches, openBench, type Bench, type Job } from './support/bench';
import { editorContext } from './support/editor';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';

afterEach(closeBenches);

const locator = (value: string) => ({ __rl: true, mode: 'list', value });

async function formOf(bench: Bench, slug: string): Promise<ResourceMapperField[]> {
	const ctx = await editorContext(bench.sandbox.baseUrl, { modelSlug: locator(slug) });
	const { fields } = await new Segmind().methods.resourceMapping.loadModelForm.call(ctx);
	return fields;
}

/** A node with a form as the editor saves it: fields that wait under Add have no value. */
async function filledIn(
	bench: Bench,
	slug: string,
	values: Record<string, unknown>,
	more: Record<string, unknown> = {},
): Promise<Job> {
	const schema = await formOf(bench, slug);
	const presets = schema.flatMap(({ id, defaultValue, removed }) =>
		removed || defaultValue === undefined || defaultValue === null ? [] : [[id, defaultValue]],
	);
	const value = { ...Object.fromEntries(presets), ...values };
	return {
		parameters: {
			...{ resource: 'model', operation: 'run', modelSlug: locator(slug) },
			modelParameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
			...more,
		},
	};
}

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
			return [
				Object.fromEntries(
					Object.entries(items ?? {}).map(([name, item]) => [name, sampleOf(item, address)]),
				),
			];
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
	const values = Object.fromEntries(
		Object.entries(model.parameters).map(([name, one]) => [name, sampleOf(one, bench.pictureUrl)]),
	);
	const boxes = Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, asInForm(value)]),
	);
	const { prompt = '', ...others } = boxes;
	const { parameters } = await filledIn(bench, slug, others, { modelPrompt: prompt });
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

describe('the form of a model that is not bundled', () => {
	const required = { sampler: 'wild' };

	it('sends what is preset, what is filled in and nothing else', async () => {
		const bench = await openBench();
		const job = await filledIn(bench, 'sandbox-form', required, { modelPrompt: 'A boat' });
		const { error } = await bench.run(job);
		expect(error).toBeUndefined();
		expect(bench.bodies()).toEqual([
			{
				...{
					seed: null,
					prompt: 'A boat',
					sampler: 'wild',
					negative_prompt: 'blurry, low quality',
				},
				...{ steps: 20, guidance_scale: 3.5, strength: 0.8, count: 1, scale: 1.5, style: 'none' },
				...{ aspect_ratio: '1:1', go_fast: true, format: 'png' },
			},
		]);
	});

	it('tells of a file of the item that stayed behind, and of none that was sent', async () => {
		const bench = await openBench();
		const items = [{ files: { Photo: await picture(1) } }];
		const { parameters: form = {} } = await filledIn(
			bench,
			'ray-flash-2-720p',
			{},
			{ modelPrompt: 'A boat', imageFields: { values: [] } },
		);
		const warnings = async (parameters: Record<string, unknown>) => {
			const { error, run } = await bench.run({ items, parameters });
			expect(error).toBeUndefined();
			const { hints = [] } = run.data.resultData.runData.Segmind?.[0] ?? {};
			return hints.flatMap(({ message, type }) => (type === 'warning' ? [message] : []));
		};
		const [left, ...others] = await warnings(form);
		expect(left).toBe(
			"Row 1: The file 'Photo' was not sent to the model. To send it, add it under 'Files', as End Image URL or Start Image URL.",
		);
		expect(others).toEqual([]);
		const row = {
			name: 'start_image_url',
			source: 'binary',
			binaryPropertyName: 'Photo',
			sendAs: 'auto',
		};
		const sent = { ...form, imageFields: { values: [row] } };
		expect(await warnings(sent)).toEqual([]);
		expect(bench.calls('upload')).toHaveLength(1);
	});

	it('turns text out of expressions into the documented type, and leaves out what is empty', async () => {
		const bench = await openBench();
		const text = (value: unknown) => `={{ ${JSON.stringify(value)} }}`;
		const values = {
			...required,
			...{ steps: text('5'), count: text('4'), scale: text('0.5'), go_fast: text('false') },
			...{ camera: '={{ { lens: 50 } }}', tags: '={{ ["a", "b"] }}', strength: text('') },
			...{
				style: '={{ undefined }}',
				seed: text('12'),
				negative_prompt: '',
				aspect_ratio: text('21:9'),
			},
		};
		const job = await filledIn(bench, 'sandbox-form', values, { modelPrompt: '={{ "A boat" }}' });
		const { error } = await bench.run(job);
		expect(error).toBeUndefined();
		expect(bench.bodies()[0]).toEqual({
			...{ prompt: 'A boat', sampler: 'wild', steps: 5, count: 4, scale: 0.5, go_fast: false },
			...{ camera: { lens: 50 }, tags: ['a', 'b'], seed: 12, aspect_ratio: '21:9' },
			...{ guidance_scale: 3.5, format: 'png' },
		});
	});

	it.each<[string, Record<string, unknown>, { message: string }]>([
		['steps', { steps: '={{ "many" }}' }, INPUT_ERRORS.valueOfWrongType],
		['steps', { steps: '={{ 2.5 }}' }, INPUT_ERRORS.valueOfWrongType],
		['steps', { steps: '={{ "51" }}' }, INPUT_ERRORS.valueOutOfRange],
		['count', { count: '={{ 3 }}' }, INPUT_ERRORS.valueNotAllowed],
		['style', { style: '={{ "plasma" }}' }, INPUT_ERRORS.valueNotAllowed],
		['go_fast', { go_fast: '={{ "perhaps" }}' }, INPUT_ERRORS.valueOfWrongType],
		['camera', { camera: '={{ [1] }}' }, INPUT_ERRORS.valueOfWrongType],
		['tags', { tags: '={{ "[1" }}' }, INPUT_ERRORS.bodyJsonInvalid],
		['sampler', { sampler: '={{ "" }}' }, INPUT_ERRORS.formFieldMissing],
	])('says what is wrong with %s: %j', async (name, values, row) => {
		const bench = await openBench();
		const job = await filledIn(
			bench,
			'sandbox-form',
			{ ...required, ...values },
			{ modelPrompt: 'A' },
		);
		const { error } = await bench.run(job);
		expect(error?.message).toBe(`${row.message} [item 0]`);
		expect(error?.description).toContain(`'${name}'`);
		expect(bench.sandbox.jobs).toEqual([]);
		expect(bench.calls('submit')).toEqual([]);
	});

	it('asks for the prompt, and says where a model takes none', async () => {
		const bench = await openBench();
		const none = await bench.run(await filledIn(bench, 'sandbox-form', required));
		expect(none.error?.message).toBe(`${INPUT_ERRORS.promptMissing.message} [item 0]`);
		const lost = await bench.run(
			await filledIn(bench, 'bg-removal-v2', { image: bench.pictureUrl }, { modelPrompt: 'Speak' }),
		);
		expect(lost.error?.message).toBe(`${INPUT_ERRORS.promptNotTaken.message} [item 0]`);
		expect(bench.calls('submit')).toEqual([]);
	});

	it('needs a model that does not come from an expression', async () => {
		const bench = await openBench();
		const modelSlug = { __rl: true, mode: 'slug', value: '={{ $json.slug }}' };
		const job = await filledIn(bench, 'sandbox-form', required, { modelSlug, modelPrompt: 'A' });
		const { error } = await bench.run({ ...job, items: [{ json: { slug: 'sandbox-form' } }] });
		expect(error?.message).toBe(`${INPUT_ERRORS.formNeedsFixedModel.message} [item 0]`);
		expect(bench.calls('submit')).toEqual([]);
	});

	it('does not fit another model', async () => {
		const bench = await openBench();
		const more = { modelSlug: locator('wan-2.2-t2v-fast'), modelPrompt: 'A' };
		const { error } = await bench.run(await filledIn(bench, 'sandbox-form', required, more));
		expect(error?.message).toBe(`${INPUT_ERRORS.formFieldUnknown.message} [item 0]`);
		expect(bench.calls('submit')).toEqual([]);
	});

	it('takes a pasted address of the page for its slug', async () => {
		const bench = await openBench();
		const value = 'https://www.segmind.com/models/sandbox-form/api?tab=python';
		const modelSlug = { __rl: true, mode: 'slug', value };
		const job = await filledIn(bench, 'sandbox-form', required, { modelSlug, modelPrompt: 'A' });
		expect((await bench.run(job)).output[0]?.json.model).toBe('sandbox-form');
	});
});

describe('files', () => {
	const rows = (...names: string[]) => ({
		values: names.map((name) => ({ name, source: 'binary', binaryPropertyName: 'data' })),
	});
	const file = async () => [{ files: { data: await picture(1) } }];
	const uploaded = expect.stringMatching(/\/assets\//);

	it('go as documented, single or as a list', async () => {
		const bench = await openBench();
		const imageFields = rows('face_image', 'reference_images');
		const job = await filledIn(bench, 'sandbox-portrait', {}, { modelPrompt: 'A', imageFields });
		const { error } = await bench.run({ ...job, items: await file() });
		expect(error).toBeUndefined();
		const [body] = bench.bodies();
		expect(body).toMatchObject({ face_image: uploaded, reference_images: [uploaded] });
		// the demonstration is not sent
		expect(body).not.toHaveProperty('background_url');
	});

	it('that are required may be a URL in the form, and are missed before anything is uploaded', async () => {
		const bench = await openBench();
		const imageFields = rows('reference_images');
		const job = await filledIn(bench, 'sandbox-portrait', {}, { modelPrompt: 'A', imageFields });
		const missing = await bench.run({ ...job, items: await file() });
		expect(missing.error?.message).toBe(`${INPUT_ERRORS.formFileMissing.message} [item 0]`);
		expect(missing.error?.description).toContain("'face_image'");
		expect(bench.calls('upload')).toEqual([]);
		const values = { face_image: bench.pictureUrl };
		const given = await bench.run(
			await filledIn(bench, 'sandbox-portrait', values, { modelPrompt: 'A' }),
		);
		expect(given.error).toBeUndefined();
	});

	it('are listed by their URLs in the form: one, several, JSON, or out of an expression', async () => {
		const bench = await openBench();
		const [a, b] = [bench.pictureUrl, `${bench.pictureUrl}?a=1,2`];
		const texts = [a, `${a}, ${b}`, `${b}\n${a}`, JSON.stringify([a]), `={{ ["${a}"] }}`];
		for (const text of texts) {
			const values = { face_image: a, reference_images: text };
			await bench.run(await filledIn(bench, 'sandbox-portrait', values, { modelPrompt: 'A' }));
		}
		const lists = bench.bodies().map(({ reference_images: list }) => list);
		expect(lists).toEqual([[a], [a, b], [b, a], [a], [a]]);
	});

	it('several of one parameter that takes a single one are refused', async () => {
		const bench = await openBench();
		const imageFields = rows('face_image', 'face_image');
		const job = await filledIn(bench, 'sandbox-portrait', {}, { modelPrompt: 'A', imageFields });
		const { error } = await bench.run({ ...job, items: await file() });
		expect(error?.message).toBe(`${INPUT_ERRORS.fileFieldSingle.message} [item 0]`);
	});
});

describe('where the documentation is down', () => {
	const kinds: FaultKind[] = ['404', '503', 'html-200', 'empty-body'];

	it.each(kinds)('%s: no form, and one sentence that says so', async (kind) => {
		const bench = await openBench({ faults: [{ step: 'documentation', kind }] });
		const ctx = await editorContext(bench.sandbox.baseUrl, { modelSlug: locator('sandbox-form') });
		const form = await new Segmind().methods.resourceMapping.loadModelForm.call(ctx);
		expect(form.fields).toEqual([]);
		expect(form.emptyFieldsNotice).toContain("can't be read");
	});

	it('a saved form stays as it is when its node is opened', async () => {
		const bench = await openBench();
		const { parameters } = await filledIn(bench, 'sandbox-portrait', {});
		bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
		const opened = await editorContext(bench.sandbox.baseUrl.toUpperCase(), {
			modelSlug: locator('sandbox-portrait'),
			modelParameters: parameters?.modelParameters as never,
		});
		const { fields } = await new Segmind().methods.resourceMapping.loadModelForm.call(opened);
		expect(fields).toEqual(await formOf(bench, 'sandbox-portrait'));
	});

	it.each(kinds)('%s: a saved form runs on, asked for once, with the same types', async (kind) => {
		const bench = await openBench();
		const values = { face_image: bench.pictureUrl, face_strength: '={{ "0.25" }}' };
		const imageFields = {
			values: [{ name: 'reference_images', source: 'url', url: bench.pictureUrl }],
		};
		const more = { modelPrompt: 'A', imageFields };
		const { parameters } = await filledIn(bench, 'sandbox-portrait', values, more);
		const { baseUrl } = bench.sandbox;
		bench.sandbox.reset();
		bench.sandbox.setFaults([{ step: 'documentation', kind }]);
		// another spelling of the address, of which nothing is cached
		const job = { parameters: parameters ?? {}, baseUrl: baseUrl.toUpperCase() };
		const { error } = await bench.run({ ...job, items: [{}, {}, {}] });
		expect(error).toBeUndefined();
		expect(bench.calls('documentation')).toHaveLength(1);
		expect(bench.bodies()).toHaveLength(3);
		expect(bench.bodies()[0]).toEqual({
			...{ prompt: 'A', face_image: bench.pictureUrl, face_strength: 0.25 },
			...{ image_format: 'png', reference_images: [bench.pictureUrl] },
		});
	});

	it('a retry finds the paid job, whatever could be read the first time', async () => {
		const bench = await openBench({
			faults: [{ step: 'submit', kind: '400', promptIncludes: 'second', times: 1 }],
		});
		const imageFields = {
			values: [{ name: 'reference_images', source: 'url', url: bench.pictureUrl }],
		};
		const { parameters } = await filledIn(
			bench,
			'sandbox-portrait',
			{ face_image: bench.pictureUrl },
			{ modelPrompt: '={{ $json.prompt }}', imageFields, options: { concurrency: 1 } },
		);
		const job = {
			parameters: parameters ?? {},
			items: [{ json: { prompt: 'first' } }, { json: { prompt: 'second' } }],
		};
		const first = await bench.run(job);
		expect(first.error).toBeDefined();
		bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
		const second = await bench.run({
			...job,
			...{ earlier: forRetry(first), executionId: 'second' },
			baseUrl: bench.sandbox.baseUrl.toUpperCase(),
		});
		expect(second.error).toBeUndefined();
		expect(bench.billedJobs).toBe(2);
	});
});

it('as a tool of an agent, parameters are filled one by one', async () => {
	const bench = await openBench();
	const node = new Segmind();
	const segmind: INodeType = Object.assign(Object.create(Segmind.prototype) as INodeType, node, {
		description: { ...node.description, name: 'segmindTool' },
	});
	const values = { sampler: '={{ $json.sampler }}', steps: '={{ $json.steps }}' };
	const job = await filledIn(bench, 'sandbox-form', values, { modelPrompt: '={{ $json.query }}' });
	const json = { query: 'A boat', sampler: 'careful', steps: '30' };
	const { error } = await bench.run({ ...job, segmind, items: [{ json }] });
	expect(error).toBeUndefined();
	expect(bench.bodies()[0]).toMatchObject({ prompt: 'A boat', sampler: 'careful', steps: 30 });
});
