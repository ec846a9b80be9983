import { buildBody } from '../../../nodes/Segmind/parameters/body';
import { findModel } from '../../../nodes/Segmind/models/directory';
import type { ModelFacts, ParameterFacts } from '../../../nodes/Segmind/models/facts';

const [A, B] = ['a', 'b'].map((name) => `https://images.segmind.com/assets/${name}.png`);

/** The body for two images and, where it is given, a mask. */
function bodyOf(parameter: Partial<ParameterFacts>, settings = {}, mask: string | null = null) {
	const parameters = [{ name: 'x', type: 'string', required: false, ...parameter } as const];
	const model = { ...(findModel('gpt-image-1-edit') as ModelFacts), parameters };
	return buildBody({ model, settings }, [A, B].map(String), mask);
}

it.each<[string, Partial<ParameterFacts>, unknown]>([
	['one URL', { type: 'string' }, A],
	['objects with a URL', { type: 'objects', shape: { url: 'uri' } }, [{ uri: A }, { uri: B }]],
	[
		'objects with a URL and a label',
		{ type: 'objects', shape: { url: 'uri', label: 'tag' } },
		[
			{ uri: A, tag: 'image1' },
			{ uri: B, tag: 'image2' },
		],
	],
])('images are sent as %s', (_name, images, x) => {
	expect(bodyOf({ role: 'images', ...images })).toEqual({ x });
});

it('leaves out a mask that is not used where null is not documented', () => {
	expect(bodyOf({ role: 'mask' })).toEqual({});
	expect(bodyOf({ role: 'mask' }, {}, 'A')).toEqual({ x: 'A' });
});

it.each([0, false, null])('sends %j as it is', (x) => {
	expect(bodyOf({ type: 'number' }, { x })).toEqual({ x });
});
