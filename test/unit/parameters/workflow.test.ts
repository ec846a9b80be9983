import fc from 'fast-check';
import { workflowNamed, readWorkflow } from '../../../nodes/Segmind/operations/workflow.run';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { endpoints } from '../../../nodes/Segmind/http/endpoints';
import { itemContext } from '../support/itemContext';
import { rowIn } from '../support/problems';

const ID = '66b2f0c4e1a97d3f58c06b21';
const UUID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';

it.each([
	['product-card', 'v2/product-card'],
	['  product-card ', 'v2/product-card'],
	['my-flow-v2', 'v2/my-flow-v2'],
	[ID, `v2/${ID}`],
	[`${ID}-v2`, `${ID}-v2`],
	[`${UUID}-v12`, `${UUID}-v12`],
	[`https://api.segmind.com/workflows/${ID}-v3`, `${ID}-v3`],
	['https://api.segmind.com/workflows/some-flow-v3', 'some-flow-v3'],
	['https://api.segmind.com/workflows/v2/some-flow-v3', 'v2/some-flow-v3'],
	['https://api.segmind.com/workflows/v2/some-flow/', 'v2/some-flow'],
	['https://www.segmind.com/pixelflows/some-flow', 'v2/some-flow'],
	['https://www.segmind.com/pixelflows/some-flow/api?tab=1#x', 'v2/some-flow'],
	[`https://www.segmind.com/pixelflows/${ID}-v1`, `${ID}-v1`],
])('%s is run at %s', (text, path) => {
	expect(workflowNamed(text)?.path).toBe(path);
});

it.each([
	...['', ' ', 'undefined', 'null', '..', '../v1/get-user-credits', 'a/b', 'v2/some-flow'],
	...['some flow', 'some-flow?x=1', '-flow', 'flow%2f..', 'ftp://segmind.com/flow'],
	...['https://www.segmind.com/', 'https://www.segmind.com/pixelflows/%2e%2e%2fv1'],
	...['https://www.segmind.com/a b', 'x'.repeat(200)],
])('%j names no workflow', (text) => {
	expect(workflowNamed(text)).toBeUndefined();
});

it('whatever is entered, the request stays under /workflows/ of the credential', () => {
	const anything = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.webUrl({ withQueryParameters: true, withFragments: true }),
		fc.string({ unit: fc.constantFrom('.', '/', '-', 'v', '2', '%', 'a', ':', '@', '\\') }),
	);
	fc.assert(
		fc.property(anything, (text) => {
			const flow = workflowNamed(text);
			if (!flow) return;
			const url = new URL(endpoints.workflow('https://api.segmind.com', flow.path));
			expect(url.origin).toBe('https://api.segmind.com');
			expect(url.pathname).toMatch(/^\/workflows\/(?:v2\/)?[\w.-]+$/);
			expect(url.search + url.hash).toBe('');
		}),
	);
});

const read = (parameters: Record<string, unknown>) =>
	readWorkflow(itemContext({ parameters: { workflowId: 'product-card', ...parameters } }), 0);

it.each(['', { slug: 'x' }])('%j is no workflow', (workflowId) => {
	expect(rowIn(() => read({ workflowId }))).toBe(INPUT_ERRORS.workflowInvalid);
});

it.each([
	['a plain string, as older workflows hold it', 'product-card'],
	['a slug', { __rl: true, mode: 'slug', value: 'product-card' }],
	['a URL', { __rl: true, mode: 'url', value: 'https://www.segmind.com/pixelflows/product-card' }],
	['an ID in the mode of a URL', { __rl: true, mode: 'url', value: ' product-card ' }],
	['what n8n has taken out', { mode: 'id', value: 'product-card' }],
])('reads the workflow from %s', (_name, workflowId) => {
	expect(read({ workflowId }).workflow.path).toBe('v2/product-card');
});

it('reads the inputs of the mode that is chosen, and nothing of the other', () => {
	const parameters = {
		inputFields: { values: [{ name: 'a', type: 'number', numberValue: 1 }] },
		inputJson: '{"b": [2]}',
		fileFields: { values: [{ name: 'c', source: 'url', url: 'https://example.com/c.pdf' }] },
	};
	const [fields, json] = ['fields', 'json'].map((inputMode) => read({ ...parameters, inputMode }));
	expect([...(fields?.fields ?? [])]).toEqual([['a', 1]]);
	expect([...(json?.fields ?? [])]).toEqual([['b', [2]]]);
	expect(json?.files).toMatchObject([{ name: 'c', sendAs: 'url' }]);
});
