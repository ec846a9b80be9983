import fc from 'fast-check';
import { sniffImage, type FileType } from '../../../nodes/Segmind/files/fileType';
import { checkerFor } from '../../../nodes/Segmind/files/completeness';
import { picture, type Format } from '../support/pictures';

/** As the node calls it: piece by piece, as they come over the network. */
function whole(content: Buffer, type = sniffImage(content) as FileType, pieceBytes = 700): boolean {
	const end = checkerFor(type);
	for (let at = 0; at < content.length; at += pieceBytes) {
		end.feed(content.subarray(at, at + pieceBytes));
	}
	return end.isComplete();
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
		expect(whole(Buffer.concat([content, Buffer.alloc(100_000)]))).toBe(true);
	});

	it('is judged the same in pieces of any length', async () => {
		const content = await picture(format, 200, 150);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3000 }), (pieceBytes) => {
				const type = sniffImage(content) as FileType;
				return (
					whole(content, type, pieceBytes) && !whole(content.subarray(0, -1), type, pieceBytes)
				);
			}),
		);
	});
});

it('does not take the end of a thumbnail for the end of a JPEG', async () => {
	const [main, thumbnail] = [await picture('jpeg', 200, 150), await picture('jpeg')];
	const length = Buffer.alloc(2);
	length.writeUInt16BE(thumbnail.length + 2);
	const exif = Buffer.concat([Buffer.from([0xff, 0xe1]), length, thumbnail]);
	const content = Buffer.concat([main.subarray(0, 2), exif, main.subarray(2)]);
	expect(whole(content)).toBe(true);
	for (const cut of [exif.length + 2, exif.length + 40, content.length - 1]) {
		expect(whole(content.subarray(0, cut))).toBe(false);
	}
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
