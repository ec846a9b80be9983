import fc from 'fast-check';
import { numberOrNull } from '../../../nodes/Segmind/core/json';
import { metricsOf, metricsOfHeaders } from '../../../nodes/Segmind/results/metrics';
import { IMAGE_RESULT } from '../../../nodes/Segmind/results/readers';

const A = 'https://images.segmind.com/generations/a.png';
const B = 'https://images.segmind.com/generations/b.jpeg';
const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(80)]);
const PIXELS = PNG.toString('base64');
const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>';

const imagesIn = (json: unknown, text?: string) =>
	IMAGE_RESULT.read(json, text).files.map((file) => (file.kind === 'url' ? file.url : file.text));

it.each<[string, unknown, string[]]>([
	['images[] before output', { images: [{ url: B, file_size: 12 }], output: A }, [B]],
	['images as a list of URLs', { images: [A, B] }, [A, B]],
	['an empty images[] beside output', { images: [], output: A }, [A]],
	['images[] without URLs beside output', { images: [{ file_name: 'x' }], output: A }, [A]],
	['output as a list', { output: [A, B] }, [A, B]],
	['output as a list of objects', { output: [{ url: A }, { url: B }] }, [A, B]],
	['output as JSON text of a list', { output: JSON.stringify([A, B]) }, [A, B]],
	['output as JSON text of a URL', { output: JSON.stringify(A) }, [A]],
	['output as JSON text of objects', { output: ` ${JSON.stringify([{ url: B }])}` }, [B]],
	['image_url', { image_url: A }, [A]],
	['image as base64', { image: PIXELS }, [PIXELS]],
	['data as base64', { data: PIXELS }, [PIXELS]],
	['data as a list, as OpenAI has it', { data: [{ b64_json: PIXELS }] }, [PIXELS]],
	['a data URL', { image: `data:image/png;base64,${PIXELS}` }, [PIXELS]],
	['vector graphics as they are', { output: SVG }, [Buffer.from(SVG).toString('base64')]],
	['a bare URL', A, [A]],
	['a bare list', [A, B], [A, B]],
])('an answer names its images: %s', (_name, json, images) => {
	expect(imagesIn(json)).toEqual(images);
});

it.each<[string, string[]]>([
	[PIXELS, [PIXELS]],
	[`data:image/png;base64,${PIXELS}`, [PIXELS]],
	['<svg xmlns="x"></svg>', [Buffer.from('<svg xmlns="x"></svg>').toString('base64')]],
	...['', 'No picture was made.', '<html></html>'].map((text): [string, string[]] => [text, []]),
])('an answer that is no JSON: %.30s', (text, images) => {
	expect(imagesIn(undefined, text)).toEqual(images);
});

it.each([
	...[undefined, null, 42, { status: 'COMPLETED', result: A }, { images: null, output: null }],
	...['', 'OK', 'so many words in a row '.repeat(6).trim(), `["${A}"`].map((output) => ({
		output,
	})),
	...['file:///etc/passwd', 'javascript:alert(1)'].map((output) => ({ output })),
	{ output: 'The picture shows a red bottle on a marble table in soft light.' },
])('no image is found in %j', (json) => {
	expect(imagesIn(json)).toEqual([]);
});

it('no URL is invented for any JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (json) => {
			const found = IMAGE_RESULT.read({ output: json }).files;
			const text = JSON.stringify(json);
			return found.every(
				(one) => one.kind === 'base64' || text.includes(new URL(one.url).protocol),
			);
		}),
	);
});

const NONE = {
	...{ cost: null, remainingCredits: null, inferenceTime: null, queueTime: null },
	...{ totalTime: null, seed: null },
};

it('figures are those of metrics, or of the headers of a direct call, and never invented', () => {
	const metrics = { cost: 0.0412, remaining_credits: '12.5', inference_time: 13.06, queue_time: 0 };
	expect(metricsOf({ metrics: { ...metrics, total_time: 14, retry_count: 1 } })).toEqual({
		...{ ...NONE, cost: 0.0412, remainingCredits: 12.5, inferenceTime: 13.06 },
		...{ queueTime: 0, totalTime: 14 },
	});
	const headers = { 'x-cost': '0.14', 'x-remaining-credits': '3', 'x-generation-time': '57.2' };
	const read = { cost: 0.14, remainingCredits: 3, inferenceTime: 57.2 };
	expect(metricsOfHeaders(headers)).toEqual({ ...NONE, ...read });
	for (const json of [undefined, null, 'text', [], {}, { metrics: null }, { metrics: [] }]) {
		expect(metricsOf(json)).toEqual(NONE);
	}
	for (const value of ['', ' ', 'free', true, Infinity, 'NaN']) {
		expect(numberOrNull(value)).toBeNull();
	}
	expect([numberOrNull(0), numberOrNull('-1.5')]).toEqual([0, -1.5]);
});
