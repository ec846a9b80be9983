import type { IBinaryData } from 'n8n-workflow';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { contentOf, fileRows, openBench, urlRows, type Job } from './support/bench';
import { picture, textFile } from './support/pictures';
import { jsonModel, model, upload } from './support/jobs';
import { anyModel, closeStages, stage } from './support/oneJob';
import { REQUEST_ID } from './support/standIn';
import { expectError } from './support/expected';

afterEach(closeStages);

const prompt = 'Make it blue';
const DRAWING =
	'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>';
const SVG_DOCTYPE =
	'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';
const ENTITIES = Array.from(
	{ length: 30 },
	(_, n) => `<!ENTITY ns_${n} "http://ns.adobe.com/${n}/">`,
);

/** Drawings as programs write them: what stands before the element is what matters. */
const DRAWINGS: Readonly<Record<string, Buffer>> = {
	'937 bytes of remarks and a DOCTYPE': Buffer.from(
		`<?xml version="1.0"?>\n<!-- ${'Generator: a drawing program. '.repeat(25)}-->\n${SVG_DOCTYPE}\n${DRAWING}`,
	),
	'a DOCTYPE with entities': Buffer.from(
		`<?xml version="1.0"?>\n<!DOCTYPE svg [\n${ENTITIES.join('\n')}\n]>\n${DRAWING}`,
	),
	'a licence': Buffer.from(`<!--\n${'Permission is hereby granted. '.repeat(800)}\n-->${DRAWING}`),
	'a byte order mark and blanks': Buffer.from(`\ufeff${'\n'.repeat(700)}${DRAWING}`),
	'a prefix': Buffer.from(
		DRAWING.replace('<svg xmlns', '<svg:svg xmlns:svg').replace('</svg', '</svg:svg'),
	),
	'a byte order mark of UTF-16': Buffer.from(`\ufeff<?xml version="1.0"?>${DRAWING}`, 'utf16le'),
	'a style sheet': Buffer.from(
		`<?xml-stylesheet href="a.css"?><!-- 1 --><?b c?><!-- 2 -->${DRAWING}`,
	),
};

describe.each(Object.entries(DRAWINGS))('an SVG that begins with %s', (_what, content) => {
	it('is taken as an image', async () => {
		const bench = await openBench();
		const file = { content, fileName: 'a.svg', mimeType: 'text/plain' };
		await bench.run({
			items: [{ files: { data: file } }],
			parameters: { prompt, images: fileRows('data') },
		});
		expect(JSON.stringify(bench.calls('upload')[0]?.body)).toContain('image/svg+xml');
		expect(bench.calls('submit')).toHaveLength(1);
	});

	it.each(['URL', 'base64', 'text', 'direct answer'])(
		'is delivered as a result: %s',
		async (way) => {
			// UTF-16 can't stand in JSON as it is
			if (way === 'text' && content[0] === 0xff) return;
			const { run } = await stage({
				file: (response) => void response.writeHead(200).end(content),
				output: (base) =>
					({
						URL: `${base}/files/a`,
						base64: content.toString('base64'),
						text: content.toString(),
					})[way],
				sync: (response) =>
					void response.writeHead(200, { 'content-type': 'text/xml' }).end(content),
			});
			const delivery = way === 'direct answer' ? 'sync' : 'queue';
			for (const parameters of [{ options: { delivery } }, anyModel(delivery)]) {
				const { output, error } = await run(parameters);
				expect(error).toBeUndefined();
				expect(output[0]?.binary?.data?.mimeType).toBe('image/svg+xml');
				expect(await contentOf(output[0]?.binary?.data)).toEqual(content);
			}
		},
	);
});

describe('a file that can not be sent as it is', () => {
	/** What a Code node writes: the text where n8n keeps base64, or a file that holds the text. */
	const filled = async (): Promise<Array<Job['items']>> => {
		const base64 = Buffer.from((await picture()).content).toString('base64');
		const dataUrl = `data:image/png;base64,${base64}`;
		const inField = (data: string): IBinaryData => ({ data, mimeType: 'image/png' });
		return [
			...[dataUrl, Buffer.from(base64).toString('base64')].map((data) => [
				{ stored: { data: inField(data) } },
			]),
			...[dataUrl, base64, `"${dataUrl}"`].map((text) => [{ files: { data: textFile(text) } }]),
		];
	};

	it.each([
		['Edit', { prompt, images: fileRows('data') }],
		['Upload', upload()],
		[
			'Model → Run',
			model('some-model', {
				imageFields: { values: [{ name: 'still', source: 'binary', sendAs: 'url' }] },
			}),
		],
	])('is told as base64 text, before anything is sent: %s', async (_operation, parameters) => {
		const bench = await openBench();
		for (const items of await filled()) {
			const { error } = await bench.run({ ...(items && { items }), parameters });
			expectError({ error }, INPUT_ERRORS.base64InFile, 'Convert to File', 'Nothing was billed');
		}
		expect(bench.sandbox.requests.filter(({ step }) => step !== 'credits')).toEqual([]);
	});

	it.each([
		['8BPS\0\x01', 'This is a Photoshop file (PSD).'],
		['\0\0\x01\0\x01\0', 'This is an icon (ICO).'],
		['\0\0\0\x18ftyphevc\0\0\0\0', 'This is a sequence of HEIC images.'],
		['%PDF-1.7', 'This is a file of the type PDF.'],
		['\n<!DOCTYPE html><html>', 'This is a web page.'],
	])('is named: %j', async (start, says) => {
		const bench = await openBench();
		const content = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(300)]);
		const file = { content, fileName: 'a.png', mimeType: 'image/png' };
		const { error } = await bench.run({
			items: [{ files: { data: file } }],
			parameters: { prompt, images: fileRows('data') },
		});
		expectError({ error }, INPUT_ERRORS.notAnImageFile, says, 'It takes PNG, JPEG, WebP, GIF');
	});
});

it('JSON is read behind a byte order mark, as input and as an answer', async () => {
	const bodies: string[] = [];
	const { run } = await stage({
		submit: (response, _tries, request) => {
			request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
			response.end(`\ufeff{"request_id":"${REQUEST_ID}"}`);
		},
		result: (response) => void response.end('\ufeff\n{"status":"COMPLETED","output":"done"}'),
	});
	const list = { name: 'a', type: 'json', jsonValue: '\ufeff[1]' };
	for (const parameters of [
		jsonModel('a-model', '\ufeff {"a":[1]}'),
		model('a-model', { bodyFields: { values: [list] } }),
	]) {
		const { output } = await run(parameters);
		expect(output[0]?.json.text).toBe('done');
	}
	expect(bodies).toEqual(['{"a":[1]}', '{"a":[1]}']);
});

it.each([
	['8BPS\0\x01', 'This is a Photoshop file (PSD).'],
	[`data:image/png;base64,${'iVBORw0KGgo'.repeat(20)}`, 'This is base64 text'],
	['<!-- edge --><html>', 'This is a web page.'],
])('what lies at a URL that n8n opens itself is named: %j', async (start, says) => {
	const content = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(300)]);
	const { standIn, bench } = await stage({
		file: (response) => void response.writeHead(200).end(content),
	});
	const url = `${standIn.base}/files/a`;
	const mask = { operation: 'createMask', model: 'automatic-mask-generator', images: urlRows(url) };
	const { error } = await bench.run({ parameters: { prompt, ...mask } });
	expectError({ error }, INPUT_ERRORS.notAnImageAtUrl, says);
});
