import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { properties } from '../../../nodes/Segmind/interface';
import { assignControls } from '../../../scripts/generate/controls';
import { additionalFields, modelField, prominentFields } from '../../../scripts/generate/fields';
import type { ModelFile } from '../../../scripts/generate/modelFile';
import { model, parameter, realModels } from '../support/models';
import { interfaceFindings, untouched, visible, type Variant } from './proof';

const VARIANTS: Variant[] = ['segmind', 'segmindTool'];
const MODELS = realModels();
const EDIT = { resource: 'image', operation: 'edit' };
const copy = (): INodeProperties[] => JSON.parse(JSON.stringify(properties)) as INodeProperties[];

describe.each(VARIANTS)('the interface of %s', (variant) => {
	it('shows each documented parameter once, as documented, and nothing else', () => {
		expect(interfaceFindings(properties, MODELS, variant)).toEqual([]);
	});
});

describe('the proof notices', () => {
	const find = (all: INodeProperties[], name: string, at = 0): INodeProperties => {
		const found = all.filter((one) => one.name === name)[at];
		if (!found) throw new Error(`No control ${name}`);
		return found;
	};
	const field = (all: INodeProperties[], name: string): INodeProperties =>
		find(find(all, 'additionalFields').options as INodeProperties[], name);
	const values = (control: INodeProperties) => control.options as INodePropertyOptions[];
	const showFor = (control: INodeProperties, slugs: string[]) => {
		control.displayOptions = { show: { ...control.displayOptions?.show, model: slugs } };
	};
	const without = (all: INodeProperties[], name: string) =>
		all.splice(all.indexOf(find(all, name)), 1);

	it.each([
		['a control that is gone', (all) => without(all, 'size')],
		['a control that is there twice', (all) => all.push({ ...find(all, 'size') })],
		['a control of another name', (all) => (find(all, 'quality').name = 'qualities')],
		['another type', (all) => (find(all, 'output_format').type = 'string')],
		['another default', (all) => (find(all, 'quality', 1).default = 'auto')],
		['a value that is gone', (all) => values(find(all, 'size')).pop()],
		[
			'a value too many',
			(all) => values(find(all, 'size')).push({ name: '2K', value: '2048x2048' }),
		],
		[
			'a value that is written otherwise',
			(all) => ((values(find(all, 'size'))[0] ?? { value: 0 }).value = '1024×1024'),
		],
		['a control that no model shows', (all) => showFor(find(all, 'size'), [])],
		['a control of the wrong model', (all) => showFor(find(all, 'size'), ['gpt-image-1.5-edit'])],
		[
			'a control for both where there are two',
			(all) =>
				showFor(
					find(all, 'size'),
					MODELS.map((m) => m.slug),
				),
		],
		['a control that allows no expression', (all) => (find(all, 'size').noDataExpression = true)],
		['a setting that is required', (all) => (find(all, 'size').required = true)],
		['a field that is gone', (all) => find(all, 'additionalFields').options?.shift()],
		[
			'a field too many',
			(all) => find(all, 'additionalFields').options?.push({ ...find(all, 'size'), name: 'seed' }),
		],
		[
			'a field that is also at the top',
			(all) =>
				all.push({
					...field(all, 'background'),
					displayOptions: { show: { operation: ['edit'] } },
				}),
		],
		['no Additional Fields', (all) => without(all, 'additionalFields')],
		['another default of a field', (all) => (field(all, 'output_compression').default = 95)],
		[
			'a bound that is gone',
			(all) => (field(all, 'output_compression').typeOptions = { numberPrecision: 0 }),
		],
		[
			'another bound',
			(all) =>
				(field(all, 'output_compression').typeOptions = {
					minValue: 0,
					maxValue: 100,
					numberPrecision: 0,
				}),
		],
		[
			'decimals of an integer',
			(all) => (field(all, 'output_compression').typeOptions = { minValue: 1, maxValue: 100 }),
		],
		['no prompt', (all) => without(all, 'prompt')],
		[
			'no mask',
			(all) => all.splice(0, all.length, ...all.filter((one) => one.name !== 'maskSource')),
		],
		['a model that is not offered', (all) => values(find(all, 'model')).pop()],
	] as Array<[string, (all: INodeProperties[]) => unknown]>)('%s', (_name, change) => {
		const all = copy();
		change(all);
		expect(interfaceFindings(all, MODELS, 'segmind')).not.toEqual([]);
	});

	it.each([
		[
			'images that are shown to a tool',
			'segmindTool',
			(all) => delete find(all, 'images').displayOptions?.hide,
		],
		['images that a tool lacks', 'segmindTool', (all) => without(all, 'imageUrls')],
		['images that only a tool has', 'segmind', (all) => without(all, 'images')],
		[
			"a tool's images on the canvas",
			'segmind',
			(all) => delete find(all, 'imageUrls').displayOptions?.show?.['@tool'],
		],
		[
			'both masks at once',
			'segmind',
			(all) => delete find(all, 'maskSource', 1).displayOptions?.show?.['@tool'],
		],
	] as Array<[string, Variant, (all: INodeProperties[]) => unknown]>)(
		'%s',
		(_name, variant, change) => {
			const all = copy();
			change(all);
			expect(interfaceFindings(all, MODELS, variant)).not.toEqual([]);
		},
	);
});

describe('models that differ', () => {
	const bare = model('bare', []);
	const odd = model('odd', [
		parameter({
			name: 'quality',
			type: 'integer',
			default: 90,
			minimum: 1,
			maximum: 100,
			prominent: true,
		}),
		parameter({
			name: 'size',
			allowed: ['512x512', '2048x2048'],
			default: '512x512',
			prominent: true,
		}),
		parameter({ name: 'style', allowed: ['a', 'b'], open: true }),
		parameter({ name: 'enhance', type: 'boolean', default: true }),
		parameter({ name: 'strength', type: 'number', default: 0.5, minimum: 0 }),
		parameter({ name: 'steps', type: 'integer' }),
	]);
	const editing = MODELS.filter(({ operation, also }) => operation === 'edit' && !also);
	const models = [...editing, bare, odd];
	const rolesLeftOut = (all: ModelFile[]): ModelFile[] =>
		all.map((one) => ({ ...one, parameters: one.parameters.filter((p) => !p.role) }));

	it('each get the controls of their own parameters, and of no others', () => {
		const controls = assignControls(models);
		const generated = [
			modelField(models, 'edit'),
			...prominentFields(models, 'edit', controls),
			...additionalFields(models, 'edit', controls),
		] as unknown as INodeProperties[];
		const choices = properties.filter(({ name }) => ['resource', 'operation'].includes(name));
		const own = [...choices, ...generated];
		expect(interfaceFindings(own, rolesLeftOut(models), 'segmind')).toEqual([]);
		const shown = (slug: string) =>
			visible(own, untouched(own, { ...EDIT, model: slug })).map(({ name }) => name);
		expect(shown('bare')).toEqual(['resource', 'operation', 'model']);
		expect(shown('odd')).toEqual([
			'resource',
			'operation',
			'model',
			'size',
			'qualityNumber',
			'additionalFields',
		]);
	});
});

describe('the controls that all models share', () => {
	const names = (values: INodeParameters, variant: Variant) =>
		visible(properties, untouched(properties, { ...EDIT, ...values }, variant), variant)
			.filter(({ type }) => type !== 'notice')
			.map(({ name }) => name);
	const GPT = ['gpt-image-1-edit', 'gpt-image-1.5-edit'];
	const rest = ['size', 'quality', 'output_format', 'additionalFields', 'options'];

	it.each(GPT)('stand in the order that saved workflows and people know: %s', (slug) => {
		const top = ['resource', 'operation', 'model', 'prompt'];
		const one = { model: slug };
		expect(names(one, 'segmind')).toEqual([...top, 'images', 'maskSource', ...rest]);
		expect(names(one, 'segmindTool')).toEqual([...top, 'imageUrls', 'maskSource', ...rest]);
	});

	it.each(MODELS.map(({ slug }) => slug))('begin and end alike for every model: %s', (slug) => {
		const shown = names({ model: slug }, 'segmind');
		expect(shown.slice(0, 3)).toEqual(['resource', 'operation', 'model']);
		expect(shown.at(-1)).toBe('options');
	});

	it('ask for a mask in the way that was chosen', () => {
		const masks = (maskSource: string) =>
			names({ model: 'gpt-image-1-edit', maskSource }, 'segmind').filter((n) =>
				/^mask(?!Source)/.test(n),
			);
		expect(masks('none')).toEqual([]);
		expect(masks('binary')).toEqual(['maskBinaryPropertyName']);
		expect(masks('url')).toEqual(['maskUrl']);
	});

	it.each([
		['segmind', ['none', 'binary', 'url']],
		['segmindTool', ['none', 'url']],
	] as Array<[Variant, string[]]>)('offer %s the masks %j', (variant, sources) => {
		const values = untouched(properties, { ...EDIT, model: 'gpt-image-1-edit' }, variant);
		const [mask] = visible(properties, values, variant).filter(({ name }) => name === 'maskSource');
		expect(mask?.options?.map((one) => 'value' in one && one.value)).toEqual(sources);
		expect(values.maskSource).toBe('none');
	});

	it('let an agent fill in everything that is of use to it', () => {
		const values = untouched(properties, { ...EDIT, model: 'gpt-image-1-edit' }, 'segmindTool');
		const closed = visible(properties, values, 'segmindTool').filter((one) => one.noDataExpression);
		expect(closed.map(({ name }) => name)).toEqual(['resource', 'operation', 'model']);
		const images = properties.find(({ name }) => name === 'imageUrls');
		expect(images).toMatchObject({ type: 'string', required: true, default: '' });
	});

	it("offer the node's own options in alphabetical order", () => {
		const values = untouched(properties, { ...EDIT, model: 'gpt-image-1-edit' });
		const [options] = visible(properties, values).filter(({ name }) => name === 'options');
		const fields = (options?.options ?? []) as INodeProperties[];
		const labels = fields.map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		const defaults = Object.fromEntries(fields.map((one) => [one.name, one.default]));
		expect(defaults).toMatchObject({
			delivery: 'auto',
			fileName: '',
			maxWaitSeconds: 600,
			outputBinaryPropertyName: 'data',
		});
		const delivery = fields.find(({ name }) => name === 'delivery');
		expect(delivery?.displayName).toBe('Processing Mode');
		expect(delivery?.options).toEqual([
			expect.objectContaining({ name: 'Automatic', value: 'auto' }),
			expect.objectContaining({ name: 'Direct', value: 'sync' }),
			expect.objectContaining({ name: 'Queue', value: 'queue' }),
		]);
	});

	it('never share a name with a parameter of a model', () => {
		const options = properties.filter(({ name }) => name === 'options');
		const own = new Set(options.flatMap((one) => (one.options ?? []).map(({ name }) => name)));
		const documented = MODELS.flatMap((one) => one.parameters.map(({ name }) => name));
		expect(documented.filter((name) => own.has(name))).toEqual([]);
	});
});

describe('hints on what is known to be refused', () => {
	const notices = (values: INodeParameters) =>
		visible(properties, { ...EDIT, model: 'gpt-image-1-edit', ...values })
			.filter(({ type }) => type === 'notice')
			.map(({ name }) => name);
	const JPEG = 'hintTransparentJpeg';
	const PNG = 'hintCompressedPng';

	it.each([
		['nothing was added', { output_format: 'png', additionalFields: {} }, []],
		[
			'a clear background in JPEG',
			{ output_format: 'jpeg', additionalFields: { background: 'transparent' } },
			[JPEG],
		],
		[
			'a clear background in PNG',
			{ output_format: 'png', additionalFields: { background: 'transparent' } },
			[],
		],
		[
			'a filled background in JPEG',
			{ output_format: 'jpeg', additionalFields: { background: 'opaque' } },
			[],
		],
		[
			'PNG that is compressed',
			{ output_format: 'png', additionalFields: { output_compression: 80 } },
			[PNG],
		],
		[
			'PNG that is not compressed',
			{ output_format: 'png', additionalFields: { output_compression: 100 } },
			[],
		],
		[
			'WebP that is compressed',
			{ output_format: 'webp', additionalFields: { output_compression: 80 } },
			[],
		],
		[
			'JPEG that is compressed',
			{ output_format: 'jpeg', additionalFields: { output_compression: 80 } },
			[],
		],
		[
			'both fields in PNG',
			{
				output_format: 'png',
				additionalFields: { background: 'transparent', output_compression: 1 },
			},
			[PNG],
		],
	] as Array<[string, INodeParameters, string[]]>)('%s', (_name, values, expected) => {
		expect(notices(values)).toEqual(expected);
	});
});

it.each(properties.find(({ name }) => name === 'resource')?.options ?? [])(
	'shows the fields of models nowhere but at images: $name',
	(resource) => {
		const value = 'value' in resource ? String(resource.value) : '';
		// n8n keeps the model in the node's parameters when another resource is chosen
		const left = { resource: value, model: 'gpt-image-1-edit', operation: 'getCredits' };
		const names = visible(properties, { ...left, size: '1024x1024' }).map(({ name }) => name);
		const ofModels = ['model', 'size', 'quality', 'output_format', 'additionalFields', 'images'];
		if (value !== 'image') expect(names.filter((name) => ofModels.includes(name))).toEqual([]);
	},
);
