import { completenessOf } from '../../../nodes/Segmind/files/completeness';
import { anyFileType, sentenceOnType } from '../../../nodes/Segmind/files/fileRules';
import {
	isJson,
	isPage,
	isSvg,
	mimeTypeOf,
	sniffMedia,
} from '../../../nodes/Segmind/files/fileType';
import { imageHeader } from '../../../nodes/Segmind/files/imageSize';
import { labelOf } from '../../../nodes/Segmind/models/formFields';
import { slugIn } from '../../../nodes/Segmind/http/endpoints';
import { readGeneric } from '../../../nodes/Segmind/results/readers';
import { workflowOutputs } from '../../../nodes/Segmind/results/workflow';
import { filesOf } from '../../../nodes/Segmind/results/files';
import { fileNameFor } from '../../../nodes/Segmind/files/fileName';
import { errorFor } from '../../../nodes/Segmind/errors/classify';
import { apiTextOf, presentable } from '../../../nodes/Segmind/errors/presentable';
import { parseJson } from '../../../nodes/Segmind/core/json';
import { readBody } from '../../../nodes/Segmind/http/response';
import { httpUrl } from '../../../nodes/Segmind/http/endpoints';
import { processorMs } from '../support/processorMs';

const KEY = 'SG_0123456789abcdef';
const SIZE = 10_000_000;
const LIMIT_MS = 100;
const SLOW_MACHINE_MS = 1000;

/** Below it, a machine's own doings decide what a tenth of the text takes. */
const LEAST_TENTH_MS = 5;

const NASTY = [
	...['<', '<script', '<style><', 'A', ' ', '\n', 'A\n', '=', '{', '[', '"', '\\'],
	...['<!--', '<!---->', '<?', '<?a?>', '<!doctype svg [', '<!doctype svg>', 'Exif\0\0II*\0'],
	...['data:', 'https://a.', '_', '%53', 'SG_0123456789abcde', '\ud83d'],
	...['eyJ', 'binary-data', 'eyJpZCI6ImZpbGVzeXN0ZW', 'binary-data/signed?token=eyJ'],
];

const naming = { slug: 'm', requestId: 'id', itemIndex: 0, position: 0 };
const type = { mimeType: 'image/png', extension: 'png' };

const READERS: Record<string, (text: string) => unknown> = {
	presentable: (text) => presentable(text, KEY),
	apiTextOf: (text) => apiTextOf({ error: text, error_description: text }, text),
	rowFor: (text) => errorFor('submit', 406, apiTextOf(undefined, text)),
	readBody: (text) => readBody({ status: 200, headers: {}, body: Buffer.from(text) }),
	deliveredImages: (text) => filesOf({ output: text }, 'image'),
	readAnything: (text) => readGeneric({ output: text }, text),
	readText: (text) => readGeneric(undefined, text),
	flowOutputs: (text) => workflowOutputs({ output: text }),
	httpUrl,
	fileNameFor: (text) => fileNameFor({ ...naming, wanted: text }, type),
	anyFileType: (text) =>
		anyFileType(Buffer.from('x'), { url: `https://a/${text}`, contentType: text }),
	mimeTypeOf: (text) => mimeTypeOf(Buffer.from('x'), text),
	slugIn,
	labelOf: (text) => labelOf(text.slice(0, 1_000_000)),
	sniffMedia: (text) => sniffMedia(Buffer.from(text)),
	markup: (text) => [isSvg(text), isPage(text), isJson(text)],
	sentenceOnType: (text) => sentenceOnType(Buffer.from(text)),
	imageHeader: (text) =>
		imageHeader(Buffer.from(`\xff\xd8\xff${text}`, 'latin1').subarray(0, 262_144)),
	...Object.fromEntries(
		['jpg', 'gif', 'mp4', 'avif', 'ogg', 'png', 'svg', 'pdf', 'zip'].map((extension) => [
			`endOf ${extension}`,
			(text: string) => {
				const { feed, isComplete } = completenessOf(extension);
				feed(Buffer.from(text.slice(0, 1_000_000)));
				return isComplete();
			},
		]),
	),
};

const timeFor = (read: (text: string) => unknown, piece: string, size: number): number => {
	const text = `${piece.repeat(size / piece.length)}!`;
	return processorMs(() => read(text), LIMIT_MS);
};

describe.each(Object.entries(READERS))('%s', (_name, read) => {
	it('takes a text of ten megabytes in no time, whatever it is made of', () => {
		for (const piece of NASTY) {
			const ms = timeFor(read, piece, SIZE);
			if (ms < LIMIT_MS) continue;
			// a slow machine takes longer for both; what is quadratic takes a hundred times as long
			const tenthMs = Math.max(timeFor(read, piece, SIZE / 10), LEAST_TENTH_MS);
			if (ms > SLOW_MACHINE_MS || ms > 60 * tenthMs) {
				throw new Error(`${JSON.stringify(piece)}: ${ms} ms, a tenth of it ${tenthMs} ms`);
			}
		}
	});
});

describe('brackets nested 50,000 deep', () => {
	const square = '['.repeat(50_000) + ']'.repeat(50_000);
	const curly = '{"error":'.repeat(50_000) + '1' + '}'.repeat(50_000);
	const urls = '{"url":'.repeat(50_000) + '1' + '}'.repeat(50_000);
	const data = '{"data":'.repeat(50_000) + '1' + '}'.repeat(50_000);

	it.each([square, curly, urls, data])('are read without harm', (deep) => {
		const body = Buffer.from(`{"status":"COMPLETED","output":${deep}}`);
		const { json, text } = readBody({ status: 200, headers: {}, body });
		expect(json).toMatchObject({ status: 'COMPLETED' });
		expect(() => JSON.stringify(json)).not.toThrow();
		expect(() => [apiTextOf(json, text), presentable(text, KEY)]).not.toThrow();
		for (const answer of [json, { output: deep }, { images: deep }]) {
			expect(filesOf(answer, 'image')).toEqual([]);
			expect(readGeneric(answer).files).toEqual([]);
			expect(() => workflowOutputs(answer)).not.toThrow();
			expect(() => JSON.stringify(readGeneric(answer))).not.toThrow();
		}
	});
});

it.each([
	['square', '['.repeat(100_001), false],
	['curly', '{"a":'.repeat(100_001), false],
	['both, none in another', `[${'[],{},'.repeat(50_001)}0]`, false],
	['behind a quoted quote', `["\\"",${'[],'.repeat(100_000)}0]`, false],
	['as many as may be', `[${'[],'.repeat(99_999)}0]`, true],
	['in quotes', JSON.stringify('['.repeat(200_000)), true],
	['in quotes, behind backslashes', JSON.stringify('\\"[{'.repeat(100_000)), true],
])(
	'a text with more than 100,000 opening brackets outside quotes is no answer: %s',
	(_name, text, isRead) => {
		expect(parseJson(text) !== undefined).toBe(isRead);
	},
);

it('finds the outputs of a workflow of a hundred thousand equal names in no time', () => {
	const output = Array.from({ length: 100_000 }, () => ({ keyname: 'a', value: 1 }));
	expect(processorMs(() => workflowOutputs({ output }), 500)).toBeLessThan(500);
});
