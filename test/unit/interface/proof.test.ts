import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { properties } from '../../../nodes/Segmind/interface';
import { assignControls } from '../../../scripts/generate/controls';
import { additionalFields, modelField, prominentFields } from '../../../scripts/generate/fields';
import { model, parameter, realModels } from '../support/models';
import { interfaceFindings, untouched, visible, type Variant } from './proof';

const VARIANTS: Variant[] = ['segmind', 'segmindTool'];
const MODELS = realModels();
const EDIT = { resource: 'image', operation: 'edit', model: 'gpt-image-1-edit' };

/** Names of the controls that are shown, without notices. */
const shown = (all: INodeProperties[], values: INodeParameters, variant: Variant = 'segmind') =>
	visible(all, untouched(all, { ...EDIT, ...values }, variant), variant)
		.filter(({ type }) => type !== 'notice')
		.map(({ name }) => name);

it.each(VARIANTS)(
	'%s shows each documented parameter once, as documented, and nothing else',
	(variant) => expect(interfaceFindings(properties, MODELS, variant)).toEqual([]),
);

describe('the proof notices', () => {
	const find = (all: INodeProperties[], name: string, at = 0): INodeProperties => {
		const found = all.filter((one) => one.name === name)[at];
		if (!found) throw new Error(`No control ${name}`);
		return found;
	};
	const field = (all: INodeProperties[], name: string): INodeProperties =>
		find(find(all, 'additionalFields').options as INodeProperties[], name);
	const values = (control: INodeProperties) => control.options as INodePropertyOptions[];
	const remove = (all: INodeProperties[], name: string) =>
		all.splice(all.indexOf(find(all, name)), 1);
	const compression = (typeOptions: object) => (all: INodeProperties[]) =>
		(field(all, 'output_compression').typeOptions = typeOptions);

	it.each<[string, Variant, (all: INodeProperties[]) => unknown]>([
		['a control that is gone', 'segmind', (all) => remove(all, 'size')],
		['one that is there twice', 'segmind', (all) => all.push({ ...find(all, 'size') })],
		['another type', 'segmind', (all) => (find(all, 'output_format').type = 'string')],
		['another default', 'segmind', (all) => (find(all, 'quality', 1).default = 'auto')],
		['a value that is gone', 'segmind', (all) => values(find(all, 'size')).pop()],
		['no expression', 'segmind', (all) => (find(all, 'size').noDataExpression = true)],
		['a field that is gone', 'segmind', (all) => find(all, 'additionalFields').options?.shift()],
		['no bound', 'segmind', compression({ numberPrecision: 0 })],
		['decimals of an integer', 'segmind', compression({ minValue: 1, maxValue: 100 })],
		['a model that is not offered', 'segmind', (all) => values(find(all, 'model')).pop()],
		['no images of a tool', 'segmindTool', (all) => remove(all, 'imageUrls')],
		[
			'images of the canvas in a tool',
			'segmindTool',
			(all) => delete find(all, 'images').displayOptions?.hide,
		],
		[
			'a field that is also at the top',
			'segmind',
			(all) => all.push({ ...field(all, 'background'), displayOptions: { show: {} } }),
		],
	])('%s: %s', (_name, variant, change) => {
		const all = JSON.parse(JSON.stringify(properties)) as INodeProperties[];
		change(all);
		expect(interfaceFindings(all, MODELS, variant)).not.toEqual([]);
	});
});

it('models that differ each get the controls of their own parameters, and of no others', () => {
	const range = { default: 90, minimum: 1, maximum: 100 };
	const odd = model('odd', [
		parameter({ name: 'quality', type: 'integer', ...range, prominent: true }),
		parameter({ name: 'size', allowed: ['1', '2'], default: '1', prominent: true }),
		parameter({ name: 'style', allowed: ['a', 'b'], open: true }),
		parameter({ name: 'enhance', type: 'boolean', default: true }),
		parameter({ name: 'strength', type: 'number', default: 0.5, minimum: 0 }),
		parameter({ name: 'steps', type: 'integer' }),
	]);
	const editing = MODELS.filter(({ operation, also }) => operation === 'edit' && !also);
	const models = [...editing, model('bare', []), odd];
	const controls = assignControls(models);
	const generated = [
		modelField(models, 'edit'),
		...prominentFields(models, 'edit', controls),
		...additionalFields(models, 'edit', controls),
	] as unknown as INodeProperties[];
	const choices = properties.filter(({ name }) => ['resource', 'operation'].includes(name));
	const own = [...choices, ...generated];
	const roleless = models.map((one) => ({
		...one,
		parameters: one.parameters.filter(({ role }) => !role),
	}));
	expect(interfaceFindings(own, roleless, 'segmind')).toEqual([]);
	const top = ['resource', 'operation', 'model'];
	expect(shown(own, { model: 'bare' })).toEqual(top);
	expect(shown(own, { model: 'odd' })).toEqual([
		...[...top, 'size', 'qualityNumber', 'additionalFields'],
	]);
});

describe('the controls that all models share', () => {
	it('stand in the order that saved workflows and people know', () => {
		const rest = ['size', 'quality', 'output_format', 'additionalFields', 'options'];
		for (const slug of ['gpt-image-1-edit', 'gpt-image-1.5-edit']) {
			for (const [variant, images] of [
				['segmind', 'images'],
				['segmindTool', 'imageUrls'],
			] as const) {
				const top = ['resource', 'operation', 'model', 'prompt', images, 'maskSource'];
				expect(shown(properties, { model: slug }, variant)).toEqual([...top, ...rest]);
			}
		}
		for (const { slug } of MODELS) {
			expect(shown(properties, { model: slug }).at(-1)).toBe('options');
		}
	});

	it.each<[Variant, string[]]>([
		['segmind', ['none', 'binary', 'url']],
		['segmindTool', ['none', 'url']],
	])('%s asks for a mask in one of the ways %j', (variant, sources) => {
		const values = untouched(properties, EDIT, variant);
		const [mask] = visible(properties, values, variant).filter(({ name }) => name === 'maskSource');
		expect(mask?.options?.map((one) => 'value' in one && one.value)).toEqual(sources);
		expect(values.maskSource).toBe('none');
		const detail = { none: [], binary: ['maskBinaryPropertyName'], url: ['maskUrl'] };
		for (const [maskSource, names] of Object.entries(detail)) {
			if (!sources.includes(maskSource)) continue;
			const all = shown(properties, { maskSource }, variant);
			expect(all.filter((name) => /^mask(?!Source)/.test(name))).toEqual(names);
		}
	});

	it('let an agent fill in everything that is of use to it', () => {
		const values = untouched(properties, EDIT, 'segmindTool');
		const closed = visible(properties, values, 'segmindTool').filter((one) => one.noDataExpression);
		expect(closed.map(({ name }) => name)).toEqual(['resource', 'operation', 'model']);
	});

	it('never share a name of an option with a parameter of a model', () => {
		const options = properties.filter(({ name }) => name === 'options');
		const own = new Set(options.flatMap((one) => (one.options ?? []).map(({ name }) => name)));
		const documented = MODELS.flatMap((one) => one.parameters.map(({ name }) => name));
		expect(documented.filter((name) => own.has(name))).toEqual([]);
	});
});

it.each<[string, object, string[]]>([
	['png', {}, []],
	['png', { background: 'transparent' }, []],
	['png', { output_compression: 100 }, []],
	['png', { output_compression: 80 }, ['hintCompressedPng']],
	['png', { background: 'transparent', output_compression: 1 }, ['hintCompressedPng']],
	['webp', { output_compression: 80 }, []],
	['jpeg', { output_compression: 80 }, []],
	['jpeg', { background: 'opaque' }, []],
	['jpeg', { background: 'transparent' }, ['hintTransparentJpeg']],
])('%s with %j: a hint on what is known to be refused: %j', (output_format, fields, hints) => {
	const values = { ...EDIT, output_format, additionalFields: fields as INodeParameters };
	const notices = visible(properties, values).filter(({ type }) => type === 'notice');
	expect(notices.map(({ name }) => name)).toEqual(hints);
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
