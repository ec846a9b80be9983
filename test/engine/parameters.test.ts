import type { INodeProperties } from 'n8n-workflow';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import { CATALOG } from '../../nodes/Segmind/models/catalog.generated';
import { findModel } from '../../nodes/Segmind/models/directory';
import {
	type ModelFacts,
	type ParameterFacts,
	type Scalar,
	servedBy,
} from '../../nodes/Segmind/models/facts';
import { closeBenches, openBench, urlRows, type Bench } from './support/bench';

afterEach(closeBenches);

/** Each model in each operation that offers it. */
const MODELS = CATALOG.flatMap((model) =>
	[model.operation, ...(model.also ?? [])].map(
		(operation) => [model.slug, operation, model] as const,
	),
);

/** Values for all that the shared controls ask for; n8n drops those that are not shown. */
const base = (bench: Bench, model: ModelFacts, operation: string) => ({
	operation,
	model: model.slug,
	prompt: 'Make it blue',
	images: urlRows(bench.pictureUrl),
	...(operation === 'eraseObject' && {
		maskSource: 'url',
		maskUrl: `${bench.sandbox.imagesUrl}/gallery/mask.png`,
	}),
	...Object.fromEntries(
		model.parameters
			.filter(({ role }) => role === 'image')
			.flatMap(({ control }) => [
				[`${control}Source`, 'url'],
				[`${control}Url`, bench.pictureUrl],
			]),
	),
});

const own = (model: ModelFacts): ParameterFacts[] => model.parameters.filter((p) => !p.role);

/** What is in the request although nobody set it: what the shared controls serve. */
const shared = (model: ModelFacts, operation: string): string[] =>
	servedBy(model, operation)
		.filter((p) => p.role)
		.map((p) => p.name);

/** A text without a documented default is left to the API until something stands in it. */
const startsEmpty = (controls: INodeProperties[]) => (p: ParameterFacts) =>
	(p.type === 'string' || p.type === 'list') &&
	(p.default ?? undefined) === undefined &&
	String(controls.find(({ name }) => name === p.control)?.default) === '';

/** Values to try: all allowed ones, else the ends of the range, else one of the type. */
function valuesOf(parameter: ParameterFacts): Array<Scalar | string[]> {
	if (parameter.allowed) return [...parameter.allowed];
	if (parameter.type === 'boolean') return [true, false];
	if (parameter.name.endsWith('images')) {
		return [['https://a.example/1'], ['https://a.example/1', 'https://a.example/2']];
	}
	if (parameter.type === 'list') return [['a'], ['a', '1984']];
	if (parameter.type === 'string') return ['some text', '1984'];
	return [parameter.minimum ?? 1, parameter.maximum ?? 73];
}

const asParameters = ({ place, control = '' }: ParameterFacts, value: Scalar | string[]) =>
	place === 'additional' ? { additionalFields: { [control]: value } } : { [control]: value };

/** Runs one item with the given parameters and returns the body that arrived. */
async function bodyFor(
	model: ModelFacts,
	parameters: object,
	operation = model.operation,
): Promise<Record<string, unknown>> {
	const bench = await openBench({ jobSeconds: 1 });
	await bench.done({ parameters: { ...base(bench, model, operation), ...parameters } });
	const [body] = [...bench.bodies('submit'), ...bench.bodies('sync')].slice(-1);
	await closeBenches();
	return body ?? {};
}

describe.each(MODELS)('%s: %s', (_slug, operation, model) => {
	it('sends, untouched, what the documentation names as the default of this model', async () => {
		const body = await bodyFor(model, {}, operation);
		const top = own(model).filter((p) => p.place === 'top');
		expect(Object.keys(body).sort()).toEqual(
			[...shared(model, operation), ...top.map((p) => p.name)].sort(),
		);
		for (const parameter of top) expect(body[parameter.name]).toBe(parameter.default);
	});

	const cases = own(model).flatMap((p) => valuesOf(p).map((value) => ({ p, value })));

	// a model can take an image and nothing else
	if (cases.length > 0)
		it.each(cases.map(({ p, value }) => [p.name, value, p] as const))(
			'%s: %s arrives with its JSON type',
			async (name, value, parameter) => {
				const body = await bodyFor(model, asParameters(parameter, value), operation);
				expect(body[name]).toEqual(value);
			},
		);

	it('sends what was added with the default that the control starts with', async () => {
		const additional = own(model).filter((p) => p.place === 'additional');
		const properties = new Segmind().description.properties.filter(
			(p) =>
				p.name === 'additionalFields' &&
				(p.displayOptions?.show?.operation as string[]).includes(operation) &&
				(p.displayOptions?.show?.model as string[]).includes(model.slug),
		);
		expect(properties).toHaveLength(additional.length > 0 ? 1 : 0);
		const controls = (properties[0]?.options ?? []) as INodeProperties[];
		const added = Object.fromEntries(controls.map((c) => [c.name, c.default]));
		const body = await bodyFor(model, { additionalFields: added }, operation);
		const sent = own(model).filter((p) => !startsEmpty(controls)(p));
		const wanted = [...shared(model, operation), ...sent.map((p) => p.name)];
		expect(Object.keys(body).sort()).toEqual(wanted.sort());
		for (const p of additional.filter((one) => sent.includes(one))) {
			expect(body[p.name]).toBe(p.default ?? controls.find((c) => c.name === p.control)?.default);
		}
	});
});

describe('what an untouched node sends, and an expression', () => {
	const model = findModel('gpt-image-1-edit') as ModelFacts;
	const untouched = { size: 'auto', output_format: 'png', quality: 'auto', mask: null };

	it.each<[string, object, object]>([
		['nothing entered', {}, untouched],
		['a prompt that is a number', { prompt: '={{ 1984 }}' }, { prompt: '1984' }],
		[
			'a number as text',
			{ additionalFields: { output_compression: '={{ "80" }}' } },
			{ output_compression: 80 },
		],
	])('%s', async (_name, parameters, wanted) => {
		expect(await bodyFor(model, parameters)).toMatchObject(wanted);
	});
});
