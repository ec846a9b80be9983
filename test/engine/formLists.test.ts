import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { closeBenches, openBench, type Bench } from './support/bench';
import { expectError } from './support/expected';

afterEach(closeBenches);

const field = (id: string, more: object) => ({
	...{ id, displayName: id, type: 'string', kind: 'list', required: false, display: true },
	...{ defaultMatch: false, ...more },
});

/** A form as n8n keeps it, run while the documentation is down: what is sent depends on it alone. */
const SCHEMA = [
	field('words', { items: 'string', example: '["sea","evening"]' }),
	field('weights', { items: 'number', example: '[0.5,1]' }),
	field('loras', { type: 'array', example: '[{"path":"a","scale":1}]' }),
	field('camera', { type: 'object', kind: 'object', example: '{"lens":35}' }),
];

async function sent(bench: Bench, value: Record<string, unknown>) {
	bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
	return await bench.run({
		parameters: {
			...{ resource: 'model', operation: 'run', modelPrompt: 'A boat' },
			modelSlug: { __rl: true, mode: 'list', value: 'sandbox-form' },
			modelParameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: SCHEMA },
			options: { delivery: 'sync' },
		},
	});
}

it.each<[string, unknown, unknown]>([
	['words', 'sea, evening', ['sea', 'evening']],
	['words', 'sea', ['sea']],
	['words', ' sea,\n a fog ,', ['sea', 'a fog']],
	['words', '["one, two", "x"]', ['one, two', 'x']],
	['words', '={{ ["a", "b"] }}', ['a', 'b']],
	['words', '={{ "a, b" }}', ['a', 'b']],
	['words', '1, 2', ['1', '2']],
	['weights', '0.5, 1', [0.5, 1]],
	['weights', '[3]', [3]],
	['weights', '7', [7]],
	['weights', '["0.5", " 1 "]', [0.5, 1]],
	['weights', '={{ ["2"] }}', [2]],
	['words', '[1, true, "x"]', ['1', 'true', 'x']],
	['loras', '[{"path": "b"}]', [{ path: 'b' }]],
	['camera', '{"lens": 50}', { lens: 50 }],
])('%s: %j is sent as %j', async (id, value, wanted) => {
	const bench = await openBench();
	await sent(bench, { [id]: value });
	expect(bench.bodies('sync')[0]).toMatchObject({ [id]: wanted });
});

it.each([
	['weights', 'much, 1', '[0.5,1]', INPUT_ERRORS.valueOfWrongType],
	['weights', '["a"]', '[0.5,1]', INPUT_ERRORS.valueOfWrongType],
	['words', '["a"', '["sea","evening"]', INPUT_ERRORS.bodyJsonInvalid],
	['loras', '{"path": "a"}', '[{"path":"a","scale":1}]', INPUT_ERRORS.valueOfWrongType],
	['camera', 'lens', '{"lens":35}', INPUT_ERRORS.bodyJsonInvalid],
])('%s: what is wrong with %j is said with an example', async (id, value, example, row) => {
	const bench = await openBench();
	const { error } = await sent(bench, { [id]: `={{ ${JSON.stringify(value)} }}` });
	expectError({ error }, row, `'${id}'`, `For example: ${example}`);
	expect(bench.sandbox.jobs).toEqual([]);
});
