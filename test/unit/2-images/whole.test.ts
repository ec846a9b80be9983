import fc from 'fast-check';
import { sniffImage, SNIFF_BYTES, type FileType } from '../../../nodes/Segmind/2-images/sniff';
import { isWhole, TAIL_BYTES } from '../../../nodes/Segmind/2-images/whole';
import { picture, type Format } from '../support/pictures';

/** As the node calls it: with the two ends of a file only. */
function whole(content: Buffer, type = sniffImage(content) as FileType): boolean {
	const head = content.subarray(0, SNIFF_BYTES);
	return isWhole(type, head, content.subarray(-TAIL_BYTES), content.length);
}

const FORMATS: Format[] = ['png', 'jpeg', 'webp'];

describe.each(FORMATS)('a %s file', (format) => {
	it('is whole to its last byte', async () => {
		expect(whole(await picture(format))).toBe(true);
		expect(whole(await picture(format, 200, 150))).toBe(true);
	});

	it('is not whole, wherever it is cut', async () => {
		for (const content of [await picture(format), await picture(format, 200, 150)]) {
			const type = sniffImage(content) as FileType;
			fc.assert(
				fc.property(fc.integer({ min: 1, max: content.length - 1 }), (length) => {
					return !whole(content.subarray(0, length), type);
				}),
			);
			expect(whole(content.subarray(0, content.length - 1), type)).toBe(false);
		}
	});

	it('stays whole when something follows its end', async () => {
		const content = await picture(format);
		expect(whole(Buffer.concat([content, Buffer.from('\n')]))).toBe(true);
	});
});

it.each([
	['<svg><path/></svg>', true],
	['<svg><path/></svg >\n', true],
	['<svg width="1"/>', true],
	['<svg><path/>', false],
	['<svg><path d="M0 0', false],
])('SVG ends with its element: %j', (text, expected) => {
	expect(whole(Buffer.from(text))).toBe(expected);
});

it('takes a format without an end mark for whole when it has content', async () => {
	const gif: FileType = { mimeType: 'image/gif', extension: 'gif' };
	expect(whole(await picture('gif'))).toBe(true);
	expect(whole(Buffer.alloc(0), gif)).toBe(false);
});

it('reads both ends out of larger buffers', async () => {
	const content = await picture('webp');
	const around = Buffer.concat([Buffer.alloc(11), content, Buffer.alloc(5)]);
	expect(whole(around.subarray(11, 11 + content.length))).toBe(true);
});
