import { sniffImage, SNIFF_BYTES } from '../../../nodes/Segmind/files/fileType';
import { bmp, isoMedia, picture, type Format } from '../support/pictures';

const typeOf = (content: Buffer | string): string | undefined =>
	sniffImage(Buffer.from(content))?.mimeType;

describe('images', () => {
	const real: Array<[Format, string, string]> = [
		['png', 'image/png', 'png'],
		['jpeg', 'image/jpeg', 'jpg'],
		['webp', 'image/webp', 'webp'],
		['gif', 'image/gif', 'gif'],
		['avif', 'image/avif', 'avif'],
		['tiff', 'image/tiff', 'tif'],
	];
	it.each(real)('knows a real %s file', async (format, mimeType, extension) => {
		const content = await picture(format);
		expect(sniffImage(content)).toEqual({ mimeType, extension });
		expect(sniffImage(content.subarray(0, 32))).toEqual({ mimeType, extension });
	});

	it.each([
		['image/heic', isoMedia('heic')],
		['image/heic', isoMedia('heix')],
		['image/heif', isoMedia('mif1')],
		['image/bmp', bmp()],
		['image/tiff', Buffer.from('MM\0*\0\0\0\x08', 'latin1')],
	])('knows %s by its first bytes', (mimeType, content) => {
		expect(typeOf(content)).toBe(mimeType);
	});

	it.each([
		'<svg xmlns="http://www.w3.org/2000/svg"/>',
		'\n  <svg\nwidth="1"></svg>',
		'\ufeff<svg></svg>',
		'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n<svg></svg>',
		'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><SVG></SVG>',
	])('knows SVG in its many openings: %j', (text) => {
		expect(sniffImage(Buffer.from(text))).toEqual({ mimeType: 'image/svg+xml', extension: 'svg' });
	});
});

describe('everything else', () => {
	it.each([
		['nothing', ''],
		['text', 'A red bottle on a table'],
		['text that begins like a bitmap', 'BMW 320i, front view, photographed in the evening sun'],
		['text that speaks of WEBP', 'My file.WEBP is somewhere else entirely'],
		['JSON', '{"error":"Unauthorized"}'],
		['a page', '<!DOCTYPE html><html><body><svg></svg></body></html>'],
		['a page without a type', '<html><svg></svg></html>'],
		['an element that begins like svg', '<svgx></svgx>'],
		['base64 text of a PNG', 'iVBORw0KGgoAAAANSUhEUgAA'],
		['a PDF', '%PDF-1.7\n'],
		['a ZIP file', 'PK\x03\x04'],
		['a sound file in the same container as WebP', 'RIFF\x24\0\0\0WAVEfmt '],
	])('is no image: %s', (_name, text) => {
		expect(sniffImage(Buffer.from(text, 'latin1'))).toBeUndefined();
	});

	it('is no image when cut within the signature', async () => {
		const content = await picture('png');
		for (let length = 0; length < 8; length += 1) {
			expect(sniffImage(content.subarray(0, length))).toBeUndefined();
		}
	});
});

it('reads its own part of a larger buffer, and no more than it says', async () => {
	const content = await picture('jpeg');
	const around = Buffer.concat([Buffer.from('<svg>....'), content]);
	expect(sniffImage(around.subarray(9))?.mimeType).toBe('image/jpeg');
	const late = Buffer.concat([Buffer.alloc(SNIFF_BYTES, ' '), Buffer.from('<svg></svg>')]);
	expect(sniffImage(late)).toBeUndefined();
});
