import fc from 'fast-check';
import {
	mimeTypeOf,
	sniffFile,
	sniffImage,
	sniffMedia,
	SNIFF_BYTES,
} from '../../../nodes/Segmind/files/fileType';
import { picture } from '../support/pictures';
import { WHOLE_FILES } from '../support/wholeFiles';

const bytes = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(20)]);

/** An ID3 tag with so many bytes in it, each byte of whose length has seven bits. */
const tag = (length: number): string => {
	const digits = [21, 14, 7, 0].map((bits) => (length >> bits) & 0x7f);
	return `ID3\x04\0\0${String.fromCharCode(...digits)}${'x'.repeat(length)}`;
};

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n';
const OGG = `OggS${'\0'.repeat(24)}`;

type Row = readonly [start: string, mimeType: string, extension: string];

const IMAGES: readonly Row[] = [
	['\x89PNG\r\n\x1a\n', 'image/png', 'png'],
	['\0\0\0\x1cftypavif', 'image/avif', 'avif'],
	['\0\0\0\x18ftypheic', 'image/heic', 'heic'],
	['\0\0\0\x18ftypheix', 'image/heic', 'heic'],
	['\0\0\0\x18ftypmif1', 'image/heif', 'heif'],
	['MM\0*\0\0\0\x08', 'image/tiff', 'tif'],
	['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp', 'webp'],
	['\n  <svg\nwidth="1"></svg>', 'image/svg+xml', 'svg'],
	['\xef\xbb\xbf<svg></svg>', 'image/svg+xml', 'svg'],
	[`${XML}<svg></svg>`, 'image/svg+xml', 'svg'],
	['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"><SVG></SVG>', 'image/svg+xml', 'svg'],
];

/** No images, and beyond doubt. */
const CERTAIN: readonly Row[] = [
	['%PDF-1.4\n', 'application/pdf', 'pdf'],
	['\n\n%PDF-1.4', 'application/pdf', 'pdf'],
	['\xef\xbb\xbf%PDF-1.4', 'application/pdf', 'pdf'],
	['\0\0\0\x18ftypmp42', 'video/mp4', 'mp4'],
	['\0\0\0\x20ftypisom', 'video/mp4', 'mp4'],
	['\0\0\0\x1cftypM4V ', 'video/mp4', 'mp4'],
	['\0\0\0\x14ftypqt  ', 'video/quicktime', 'mov'],
	['\0\0\0\x1cftypM4A ', 'audio/mp4', 'm4a'],
	['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'video/webm', 'webm'],
	['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska', 'video/x-matroska', 'mkv'],
	['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav', 'wav'],
	['RIFF\x24\0\0\0AVI LIST', 'video/x-msvideo', 'avi'],
	['fLaC\0\0\0\x22', 'audio/flac', 'flac'],
	['ID3\x04\0\0\0', 'audio/mpeg', 'mp3'],
	[`${tag(9000)}\xff\xfb\x90\xc4`, 'audio/mpeg', 'mp3'],
	[`${tag(300)}\xff\xf1\x50\x80`, 'audio/aac', 'aac'],
	[`${tag(3)}fLaC\0\0\0\x22`, 'audio/flac', 'flac'],
	[`${tag(100)}${tag(50)}\xff\xfb\x90\xc4`, 'audio/mpeg', 'mp3'],
	[tag(900_000).slice(0, 70_000), 'audio/mpeg', 'mp3'],
	['\xff\xfb\x90\xc4', 'audio/mpeg', 'mp3'],
	[`${OGG}\x01vorbis`, 'audio/ogg', 'ogg'],
	[`${OGG}OpusHead`, 'audio/ogg', 'ogg'],
	[`${OGG}\x80theora`, 'video/ogg', 'ogv'],
];

/** What a model may make; of an input n8n may know more. */
const FURTHER: readonly Row[] = [
	['\0\0\0\x18ftypMSNV', 'video/mp4', 'mp4'],
	['\0\0\0\x08wide', 'video/quicktime', 'mov'],
	['\0\0\x10\0moov', 'video/quicktime', 'mov'],
	['\0\0\0\x18ftyp3gp5', 'video/3gpp', '3gp'],
	['FLV\x01\x05', 'video/x-flv', 'flv'],
	['RF64\xff\xff\xff\xffWAVEds64', 'audio/wav', 'wav'],
	['OggS\0\x02', 'audio/ogg', 'ogg'],
	['\xef\xbb\xbfWEBVTT\n\n', 'text/vtt', 'vtt'],
	['\xff\xe3\x18\xc4', 'audio/mpeg', 'mp3'],
	['\xff\xf1\x50\x80', 'audio/aac', 'aac'],
	['\xff\xf9\x50\x80', 'audio/aac', 'aac'],
	['FORM\0\0\0\x10AIFF', 'audio/aiff', 'aiff'],
	['MThd\0\0\0\x06\0\x01', 'audio/midi', 'mid'],
	['PK\x03\x04', 'application/zip', 'zip'],
	['\x1f\x8b\x08\0', 'application/gzip', 'gz'],
	['glTF\x02\0\0\0', 'model/gltf-binary', 'glb'],
	['ply\nformat ascii 1.0', 'model/ply', 'ply'],
	['WEBVTT\n\n', 'text/vtt', 'vtt'],
];

it.each([
	...IMAGES.map((row) => ['image', ...row] as const),
	...CERTAIN.map((row) => ['file', ...row] as const),
	...FURTHER.map((row) => ['media', ...row] as const),
])('%s: %j is %s', (kind, start, mimeType, extension) => {
	const head = bytes(start);
	const type = { mimeType, extension };
	expect(sniffMedia(head)).toEqual(type);
	expect(sniffFile(head)).toEqual(kind === 'media' ? undefined : type);
	expect(sniffImage(head)).toEqual(kind === 'image' ? type : undefined);
	expect(mimeTypeOf(head, 'a/b')).toBe(kind === 'media' ? 'a/b' : mimeType);
});

it.each([
	...[
		'',
		'hello',
		'<!doctype html><html>',
		'{"error":"no"}',
		'PK, a text that begins so',
		'plywood',
	],
	...['glTF in words', 'MThd as text', 'IDENTITY', '\xff\xff\xff\xff', '\xff\xfe\x41\0'],
	...['BMW 320i, front view, photographed in the evening sun', '\0\0\0\x18ftyp????'],
	...['My file.WEBP is somewhere else entirely', 'iVBORw0KGgoAAAANSUhEUgAA', '<svgx></svgx>'],
	...['<!DOCTYPE html><html><body><svg></svg></body></html>', '<html><svg></svg></html>'],
	...Array.from({ length: 8 }, (_, length) => '\x89PNG\r\n\x1a'.slice(0, length)),
])('%j tells nothing, and leaves it to n8n', (start) => {
	const head = Buffer.from(start, 'latin1');
	expect(sniffMedia(head)).toBeUndefined();
	expect(mimeTypeOf(head, 'text/plain')).toBe('text/plain');
});

it.each<[string | undefined, string]>([
	['text/plain; charset=utf-8', 'text/plain'],
	['Text/CSV', 'text/csv'],
	[undefined, 'application/octet-stream'],
	['nonsense', 'application/octet-stream'],
	['a/b","c":"', 'application/octet-stream'],
])('n8n says %j: %s', (declared, mimeType) => {
	expect(mimeTypeOf(bytes('hello'), declared)).toBe(mimeType);
});

it('takes any bytes: never another type for an image, nor one that is not fit for a data URL', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 600 }), fc.string({ unit: 'binary' }), (head, told) => {
			const image = sniffImage(head);
			const found = sniffMedia(head);
			if (image) expect(found).toEqual(image);
			else expect(found?.mimeType ?? '').not.toMatch(/^image\//);
			expect(mimeTypeOf(head, told)).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
		}),
	);
});

it('knows real files, images by their first 32 bytes', async () => {
	for (const [extension, make] of WHOLE_FILES) {
		const content = await make();
		expect(sniffMedia(content)?.extension).toBe(extension);
	}
	for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const) {
		const content = await picture(format);
		expect(sniffImage(content)?.mimeType).toBe(`image/${format}`);
		expect(sniffImage(content.subarray(0, 32))).toEqual(sniffImage(content));
	}
});

it('reads its own part of a larger buffer, and no more than it says', async () => {
	const around = Buffer.concat([Buffer.from('<svg>....'), await picture('jpeg')]);
	expect(sniffImage(around.subarray(9))?.mimeType).toBe('image/jpeg');
	const late = Buffer.concat([Buffer.alloc(SNIFF_BYTES, ' '), Buffer.from('<svg></svg>')]);
	expect(sniffImage(late)).toBeUndefined();
});
