import { NotUnderstood } from '../../../scripts/models/read/lines';
import { readPage, type Page } from '../../../scripts/models/read/page';
import { takeFacts } from '../../../scripts/models/write/facts';

/** The body of a sample that sends what the rows list, and null for a mask. */
const bodyOf = (rows: string): string =>
	[...rows.matchAll(/^(\w+?)(?:required|optional)$/gm)]
		.map(([, name]) => `"${name}": ${name === 'mask' ? 'null' : '"sample text"'},`)
		.join(' ');

/** A small page; `rows` stand under "Parameters". */
const page = (rows: string, head = '~14.28s\n$0.04 per generation\n') => `Small Model Serverless API

Makes small pictures.

${head} 1import requests
 2
 3data = {
 4    ${bodyOf(rows)}
 5}
 6
 7

API Endpoint

POSThttps://api.segmind.com/v1/small-model

Parameters

${rows}

Response Type

Returns: Image

Common Error Codes
`;

const PROMPT = 'promptrequired\nstring\n\nWhat to paint.\n';

const read = (rows: string, head?: string): Page => readPage(page(rows, head));
const facts = (rows: string) =>
	takeFacts(read(rows), { read: '2026-11', today: '2026-11-21', operation: 'edit' });
const parameter = (rows: string) => facts(`${PROMPT}\n${rows}`).file.parameters.at(-1);

describe('the head of a page', () => {
	it.each<[string, number | null, number | null]>([
		['~58.03s\n~$0.14\n', 58.03, 0.14],
		['~58.03s\n$0.04 per generation\n', 58.03, 0.04],
		['~14.56s\n$0.037 - $0.113 per generation\n', 14.56, null],
		['~$0.001\n', null, 0.001],
		['From $0.02 per second\n', null, null],
		['~3s\n$0.04 per megapixel\n', 3, null],
		['~3s\n$0.5 per 1M output tokens\n', 3, null],
		['~3s\n$0.05/second of video\n', 3, null],
		['~3s\n~$0.04 / image\n', 3, 0.04],
		['', null, null],
		['~43.95s\nPOST /v2/small-model \u00b7 submit + poll\n', 43.95, null],
	])('%j', (head, seconds, usd) => {
		expect(read(PROMPT, head)).toMatchObject({ title: 'Small Model', seconds, usd });
	});

	it('refuses a line that looks like an average and is none', () => {
		expect(() => read(PROMPT, '~about a minute\n')).toThrow(/line 5: .*neither a time nor a price/);
	});

	it('takes the path of the endpoint as it is printed', () => {
		const text = page(PROMPT).replace('/v1/small-model', '/v1/models/small-model');
		expect(readPage(text)).toMatchObject({
			endpoint: '/v1/models/small-model',
			slug: 'small-model',
		});
	});

	it.each(['API Endpoint', 'Parameters', 'Response Type'])('needs the heading %s', (heading) => {
		expect(() => readPage(page(PROMPT).replace(`\n${heading}\n`, '\n'))).toThrow(NotUnderstood);
	});

	it('reads a page without its end only when it is told to', () => {
		const cut = page(`${PROMPT}\nseedoptional\nint`).replace(/Response Type[\s\S]*/, '');
		expect(() => readPage(cut)).toThrow(/cut off/);
		// the last row may be half of one
		expect(readPage(cut, { cut: true })).toMatchObject({
			returns: undefined,
			parameters: [{ name: 'prompt' }],
		});
	});
});

describe('a parameter', () => {
	it.each<[string, object]>([
		[
			'styleoptional\nstring\n\nA style.\n\nDefault: "auto"\nAllowed values :\n"auto""bold"',
			{ default: 'auto', allowed: ['auto', 'bold'] },
		],
		[
			'typeoptional\nstring\nDefault: "a"\nAllowed values (3 total):\n"a""b"+1 more',
			{ allowed: ['a', 'b'], open: true },
		],
		[
			'scaleoptional\nnumber\n\nHow much.\n\nDefault: 5.5Range: 1 - 10',
			{ default: 5.5, minimum: 1, maximum: 10 },
		],
		[
			'seedoptional\ninteger\n\nA number.\n\nDefault: -1Range: -1 - 999999999999999',
			{ default: -1, minimum: -1, maximum: 999999999999999 },
		],
		[
			'seedoptional\ninteger\n\nA number.\n\nDefault: nullRange: 100 - 999999',
			{ nullable: true, minimum: 100, maximum: 999999 },
		],
		['stepsoptional\ninteger\n\nHow many.\n\nRange: 1 - 50', { minimum: 1, maximum: 50 }],
		['levelrequired\ninteger\n\nA level (1-100).', { required: true, minimum: 1, maximum: 100 }],
		[
			'widthoptional\ninteger\n\nPixels.\n\nDefault: 1024\nAllowed values :\n512\n1024',
			{ allowed: [512, 1024] },
		],
		['rawoptional\nboolean\n\nUntouched.\n\nDefault: false', { type: 'boolean', default: false }],
		['guidanceoptional\nfloat\n\nHow close.\n\nDefault: 3', { type: 'number', default: 3 }],
		['promptTextoptional\nstring\n\nMore words.', { name: 'promptText', required: false }],
		[
			'ratiooptional\nstring\n\nA ratio.\n\nDefault: null\nAllowed values :\n"1:1""16:9"',
			{ nullable: true, allowed: ['1:1', '16:9'] },
		],
		[
			'maskoptional\nstring (uri)\n\nA mask that is optional\n',
			{ type: 'string (uri)', nullable: true, role: 'mask' },
		],
		['quotedoptional\nstring\n\nA word.\n\nDefault: "say \\"hi\\""', { default: 'say "hi"' }],
		[
			'toneoptional\nstring\n\nAllowed values are low and high.\n\nDefault: "low"',
			{ default: 'low' },
		],
		[
			'toneoptional\ninteger\n\nMax value: 20 is enough for what most people do.\n\nDefault: 2',
			{ default: 2 },
		],
		[
			'negative_promptoptional\nstring\n\nNot this.\n\nDefault: "None"',
			{ name: 'negative_prompt' },
		],
	])('%j', (rows, expected) => {
		expect(parameter(rows)).toMatchObject(expected);
	});

	it.each([
		['seedoptional\ninteger\n\nA number.\n\nDefault: 18446744073709551615'],
		['subjectoptional\nstring\n\nWho.\n\nDefault: "red fox"'],
		['pictureoptional\nstring\n\nA file.\n\nDefault: "photo.png"'],
		['text_promptoptional\nstring\n\nA text.\n\nDefault: "a dancing banana"'],
		['image_urloptional\nstring (uri)\n\nA picture.\n\nDefault: "https://a.example/x.png"'],
		['negative_promptoptional\nstring\n\nNot this.\n\nDefault: "None"'],
	])(
		'never takes content of a demonstration, or what can not be held, for a default: %j',
		(rows) => {
			const { file, notes } = facts(`${PROMPT}\n${rows}`);
			expect(file.parameters.at(-1)).not.toHaveProperty('default');
			expect(notes).toHaveLength(1);
		},
	);

	it('keeps the order of the page, and asks for sentences', () => {
		const { file } = facts(`${PROMPT}\nbrightoptional\nboolean\n\nBright or not.`);
		expect(file.parameters.map(({ name }) => name)).toEqual(['prompt', 'bright']);
		expect(file.parameters.every(({ description }) => description === 'TODO')).toBe(true);
		expect(JSON.stringify(file)).not.toContain('Bright or not');
	});
});
