import { CATALOG } from '../../nodes/Segmind/models/catalog.generated';
import { offers } from '../../nodes/Segmind/models/facts';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import { closeBenches, openBench, type Bench } from './support/bench';
import { asTool } from './support/tool';

afterEach(closeBenches);

/*
 * n8n takes the "=" away from an expression in Model, so that it names no model; it leaves $fromAI of an
 * agent alone. Then it shows the settings of every model and fills in the presets of the last one.
 */

const BY_AGENT = "={{ $fromAI('model') }}";

const OPERATIONS = ['createMask', 'edit', 'expand', 'generate', 'removeBackground', 'upscale'];

/** What an operation needs beside its settings, for whichever of its models. */
const needed = ({ pictureUrl }: Bench) => ({ prompt: 'Make it blue', imageUrls: pictureUrl });

const cases = OPERATIONS.flatMap((operation) =>
	CATALOG.filter((model) => offers(operation, model)).map(({ slug }): [string, string] => [
		operation,
		slug,
	]),
);

it.each(cases)('%s: %s out of an expression is sent its own presets', async (operation, slug) => {
	const bench = await openBench();
	for (const model of [slug, BY_AGENT]) {
		const parameters = { resource: 'image', operation, model, ...needed(bench) };
		const items = [{ json: { model: slug } }];
		await bench.done({ segmind: asTool(), parameters, items });
	}
	const [fixed, byExpression] = bench.bodies();
	expect(byExpression).toEqual(fixed);
	expect(bench.bodies()).toHaveLength(2);
});

it.each(['gpt-image-1-edit', 'gpt-image-1.5-edit', 'gpt-image-1-edit-mini'])(
	'%s: what is entered is sent, also where it is the preset of another model',
	async (model) => {
		const bench = await openBench();
		const entered = { quality: 'high', size: '1536x1024', model: BY_AGENT };
		await bench.done({
			segmind: asTool(),
			parameters: { resource: 'image', operation: 'edit', ...needed(bench), ...entered },
			items: [{ json: { model } }],
		});
		const takesThem = model !== 'gpt-image-1-edit-mini';
		const { quality, size } = bench.bodies()[0] ?? {};
		expect([quality, size]).toEqual(takesThem ? ['high', '1536x1024'] : [undefined, undefined]);
	},
);

it('the controls whose presets differ between models start empty then', () => {
	const presets = new Map<string, Set<unknown>>();
	for (const { control, place, default: preset } of CATALOG.flatMap((one) => one.parameters)) {
		if (control === undefined || place === undefined || place === 'additional') continue;
		presets.set(control, (presets.get(control) ?? new Set()).add(preset));
	}
	const differing = [...presets].flatMap(([control, values]) => (values.size > 1 ? [control] : []));
	const hidden = new Segmind().description.properties.filter(({ type }) => type === 'hidden');
	expect(hidden.map(({ name }) => name)).toEqual(differing.sort());
});
