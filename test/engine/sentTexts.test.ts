import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { closeBenches, openBench } from './support/bench';
import { edit, flow, form, generate, model, rows, TEXT_CONTROLS } from './support/textControls';
import { expectRefused } from './support/expected';
import { CONTINUING } from './support/jobs';

afterEach(closeBenches);

/*
 * What expressions get wrong, in every control whose text is sent. One run for each control: it holds
 * the text of the item.
 */

const WRONG = [
	'Style: [object Object]',
	'[object Object]',
	'a,[object Object],b',
	'[object Promise]',
	'[object Undefined] in blue',
	'undefined',
	' null\n',
	'NaN',
];

const FINE = [
	'Paint null, undefined and NaN on a wall',
	'the object of desire',
	'undefined2',
	'[Object]',
];

it.each(Object.entries(TEXT_CONTROLS))(
	'%s refuses them, and takes the same words in a sentence',
	async (_name, control) => {
		const bench = await openBench();
		const { output } = await bench.done({
			items: [...WRONG, ...FINE].map((text) => ({ json: { text } })),
			parameters: { ...control(bench) },
			node: CONTINUING,
		});
		const isBroken = ({ json }: (typeof output)[number]) =>
			String(json.error).startsWith(INPUT_ERRORS.textBroken.message);
		expect(output.map(isBroken)).toEqual([...WRONG.map(() => true), ...FINE.map(() => false)]);
		expect([...bench.calls('submit'), ...bench.calls('sync')]).toHaveLength(FINE.length);
	},
);

it.each(['Value of a model', 'Value of a PixelFlow'])(
	'%s refuses an expression that yields nothing',
	async (name) => {
		const bench = await openBench();
		const items = [{}, { text: null }, { texts: ['a'] }].map((json) => ({ json }));
		const { output } = await bench.run({
			...{ items, parameters: { ...TEXT_CONTROLS[name]?.(bench) } },
			node: CONTINUING,
		});
		expect(output.map(({ json }) => json.error)).toEqual(
			items.map((_, n) => `${INPUT_ERRORS.valueOfWrongType.message} [item ${n}]`),
		);
		expect(bench.sandbox.requests).toEqual([]);
	},
);

it.each<[string, object, string]>([
	[
		'an object as the prompt',
		{ prompt: '={{ { a: 1 } }}' },
		`'Prompt' is to be text, and holds an object: {"a":1}.`,
	],
	[
		'a list as the prompt',
		{ prompt: '={{ ["a"] }}' },
		`'Prompt' is to be text, and holds a list: ["a"].`,
	],
	[
		'a comparison as the prompt',
		{ prompt: '={{ 1 === 2 }}' },
		`'Prompt' is to be text, and holds false.`,
	],
	[
		'an object above a form',
		form({}, { modelPrompt: '={{ { a: 1 } }}' }),
		`'Prompt' is to be text, and holds an object: {"a":1}.`,
	],
	[
		'NaN as a number',
		generate({ additionalFields: { seed: '={{ NaN }}' } }),
		"'seed' is to be a number, and holds NaN.",
	],
	[
		'NaN as a number of a row',
		model({
			bodyMode: 'fields',
			bodyFields: rows({ type: 'number', numberValue: '={{ 1 / 0 }}' }),
		}),
		"'prompt' is to be a number, and holds Infinity.",
	],
	[
		'NaN within JSON',
		model({ bodyMode: 'json', bodyJson: '={{ { steps: NaN } }}' }),
		"'steps' is to be a number, and holds NaN.",
	],
	[
		'a missing entry within JSON',
		model({ bodyMode: 'json', bodyJson: '={{ { image_urls: ["a", $json.none] } }}' }),
		"'image_urls' is to be a list without missing entries",
	],
	[
		'JSON that is nested too deep',
		model({ bodyMode: 'json', bodyJson: `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}` }),
		"'a' is to be nested 100 deep at most",
	],
])('%s is named as what it is', async (_name, parameters, words) => {
	await expectRefused(
		(bench) => ({ parameters: edit(bench, parameters) }),
		INPUT_ERRORS.valueOfWrongType,
		words,
	);
});

it('a date within JSON is sent as the text that it is', async () => {
	const bench = await openBench();
	await bench.run({
		parameters: flow({
			inputMode: 'json',
			inputJson: '={{ { headline: DateTime.fromISO("2026-11-30T00:00:00Z") } }}',
		}),
	});
	expect(bench.bodies()[0]?.headline).toMatch(/^2026-11-/);
});
