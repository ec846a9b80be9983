import { buildBody } from '../../../nodes/Segmind/parameters/body';
import { findModel } from '../../../nodes/Segmind/models/catalog';
import { type ModelFacts, type ParameterFacts } from '../../../nodes/Segmind/models/facts';

const A = 'https://images.segmind.com/assets/a.png';
const B = 'https://images.segmind.com/assets/b.png';

const model = (slug: string): ModelFacts => findModel(slug) as ModelFacts;

describe('other shapes of an images parameter', () => {
	const body = (images: Partial<ParameterFacts>, urls: string[]) => {
		const parameters: ParameterFacts[] = [
			{ name: 'image', type: 'string', required: true, role: 'images', ...images },
		];
		return buildBody(
			{ model: { ...model('gpt-image-1-edit'), parameters }, settings: {} },
			urls,
			null,
		);
	};

	it('one address', () => {
		expect(body({ type: 'string' }, [A])).toEqual({ image: A });
	});

	it('objects with an address', () => {
		expect(body({ type: 'objects', shape: { url: 'uri' } }, [A, B])).toEqual({
			image: [{ uri: A }, { uri: B }],
		});
	});

	it('objects with an address and a label', () => {
		expect(body({ type: 'objects', shape: { url: 'uri', label: 'tag' } }, [A, B])).toEqual({
			image: [
				{ uri: A, tag: 'image1' },
				{ uri: B, tag: 'image2' },
			],
		});
	});
});

it('leaves out a mask that is not used where null is not documented', () => {
	const mask: ParameterFacts = { name: 'mask_url', type: 'string', required: false, role: 'mask' };
	const request = { model: { ...model('gpt-image-1-edit'), parameters: [mask] }, settings: {} };
	expect(buildBody(request, [], null)).toEqual({});
	expect(buildBody(request, [], A)).toEqual({ mask_url: A });
});

it('sends zero, false and null as they are', () => {
	const parameters: ParameterFacts[] = ['strength', 'upscale', 'seed'].map((name) => ({
		name,
		type: 'number',
		required: false,
	}));
	const settings = { strength: 0, upscale: false, seed: null };
	const request = { model: { ...model('gpt-image-1-edit'), parameters }, settings };
	expect(buildBody(request, [], null)).toEqual(settings);
});
