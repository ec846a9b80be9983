import { numberOrNull } from '../../../nodes/Segmind/core/json';
import fc from 'fast-check';
import { metricsOf, metricsOfHeaders } from '../../../nodes/Segmind/results/metrics';
import { IMAGE_RESULT } from '../../../nodes/Segmind/results/readers';

const imagesIn = (json: unknown) => IMAGE_RESULT.read(json).files;

const A = 'https://images.segmind.com/generations/a.png';
const B = 'https://images.segmind.com/generations/b.jpeg';
const PIXELS = Buffer.alloc(90, 7).toString('base64');

const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>';

const url = (address: string) => ({ kind: 'url', url: address });
const base64 = (text: string) => ({ kind: 'base64', text });

describe('a result of the queue', () => {
	const entry = (address: string) => ({
		url: address,
		content_type: 'image/png',
		file_name: 'a.png',
		file_size: 12,
	});
	it.each([
		['images[]', { status: 'COMPLETED', error: null, images: [entry(A), entry(B)] }, [A, B]],
		['images[] before output', { images: [entry(B)], output: A }, [B]],
		['images as a list of addresses', { images: [A, B] }, [A, B]],
		['an empty images[] beside output', { images: [], output: A }, [A]],
		['images[] without addresses beside output', { images: [{ file_name: 'x' }], output: A }, [A]],
		['output as an address', { output: A, seed: '7', metrics: { cost: 0.05 } }, [A]],
		['output as a list', { output: [A, B] }, [A, B]],
		['output as an object', { output: { url: A } }, [A]],
		['output as a list of objects', { output: [{ url: A }, { url: B }] }, [A, B]],
		['output as JSON text of a list', { output: JSON.stringify([A, B]) }, [A, B]],
		['output as JSON text of an object', { output: JSON.stringify({ url: A }) }, [A]],
		['output as JSON text of an address', { output: JSON.stringify(A) }, [A]],
		['output as JSON text of objects', { output: ` ${JSON.stringify([{ url: B }])}` }, [B]],
	])('names its images: %s', (_name, json, addresses) => {
		expect(imagesIn(json)).toEqual(addresses.map(url));
	});
});

describe('an answer of the synchronous endpoint', () => {
	it.each([
		['images[].url', { images: [{ url: A }] }, [url(A)]],
		['output', { output: A }, [url(A)]],
		['image_url', { image_url: A }, [url(A)]],
		['image as base64', { image: PIXELS }, [base64(PIXELS)]],
		['output as base64', { output: PIXELS }, [base64(PIXELS)]],
		['data as base64', { data: PIXELS }, [base64(PIXELS)]],
		['data as a list, as OpenAI has it', { data: [{ b64_json: PIXELS }] }, [base64(PIXELS)]],
		['a data URL', { image: `data:image/png;base64,${PIXELS}` }, [base64(PIXELS)]],
		['vector graphics as they are', { output: SVG }, [base64(Buffer.from(SVG).toString('base64'))]],
		['a bare address', A, [url(A)]],
		['a bare list', [A, B], [url(A), url(B)]],
	])('names its images: %s', (_name, json, images) => {
		expect(imagesIn(json)).toEqual(images);
	});
});

describe('no image', () => {
	it.each([
		['a sentence without a mark in it', { output: 'so many words in a row '.repeat(6).trim() }],
		['nothing', undefined],
		['null', null],
		['a number', 42],
		['no known name', { status: 'COMPLETED', result: A }],
		['null under the names', { images: null, output: null }],
		['empty text', { output: '' }],
		['a sentence', { output: 'The picture shows a red bottle on a marble table in soft light.' }],
		['broken JSON text', { output: `["${A}"` }],
		['an address of another kind', { output: 'file:///etc/passwd' }],
		['a script', { output: 'javascript:alert(1)' }],
		['short text of base64 letters', { output: 'OK' }],
	])('is found in %s', (_name, json) => {
		expect(imagesIn(json)).toEqual([]);
	});

	it('is invented for any JSON: every address was there', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (json) => {
				const text = JSON.stringify(json);
				return imagesIn({ output: json }).every(
					(found) => found.kind === 'base64' || text.includes(new URL(found.url).protocol),
				);
			}),
		);
	});
});

describe('figures', () => {
	it('are those of metrics', () => {
		const metrics = {
			cost: 0.0412,
			remaining_credits: '12.5',
			inference_time: 13.06,
			queue_time: 0,
			total_time: 14,
			retry_count: 1,
		};
		expect(metricsOf({ metrics })).toEqual({
			cost: 0.0412,
			remainingCredits: 12.5,
			inferenceTime: 13.06,
			queueTime: 0,
			totalTime: 14,
			seed: null,
		});
	});

	it('are those of the headers of the synchronous endpoint', () => {
		const headers = { 'x-cost': '0.14', 'x-remaining-credits': '3', 'x-generation-time': '57.2' };
		expect(metricsOfHeaders(headers)).toEqual({
			cost: 0.14,
			remainingCredits: 3,
			inferenceTime: 57.2,
			queueTime: null,
			totalTime: null,
			seed: null,
		});
	});

	it.each([undefined, null, 'text', [], {}, { metrics: null }, { metrics: [] }])(
		'are null and never invented where nothing is said: %j',
		(json) => {
			expect(new Set(Object.values(metricsOf(json)))).toEqual(new Set([null]));
		},
	);

	it('are numbers or null', () => {
		expect(numberOrNull('')).toBeNull();
		expect(numberOrNull(' ')).toBeNull();
		expect(numberOrNull('free')).toBeNull();
		expect(numberOrNull(true)).toBeNull();
		expect(numberOrNull(Infinity)).toBeNull();
		expect(numberOrNull('NaN')).toBeNull();
		expect(numberOrNull(0)).toBe(0);
		expect(numberOrNull('-1.5')).toBe(-1.5);
	});
});
