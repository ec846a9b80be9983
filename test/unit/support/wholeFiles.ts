import sharp from 'sharp';
import { mediaFile } from '../../../sandbox/files';
import { bmp, picture } from './pictures';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Bytes that look like compressed data: each value comes, FF and 0 as well. */
export function noise(length: number, seed = 1): Buffer {
	let state = seed;
	return Buffer.from(Array.from({ length }, () => (state = (state * 48271) % 2147483647) % 256));
}

function number(value: number, order: 'BE' | 'LE' = 'BE'): Buffer {
	const bytes = Buffer.alloc(4);
	if (order === 'BE') bytes.writeUInt32BE(value);
	else bytes.writeUInt32LE(value);
	return bytes;
}

/** @param size 0 for a box that goes on to the end, 1 for one with a length of eight bytes */
export function box(type: string, content: Buffer, size = content.length + 8): Buffer {
	const long = size === 1 ? [number(0), number(content.length + 16)] : [];
	return Buffer.concat([number(size), latin1(type), ...long, content]);
}

const isoFile = (brand: string, ...boxes: Buffer[]): Buffer =>
	Buffer.concat([box('ftyp', latin1(`${brand}\0\0\0\0${brand}`)), ...boxes]);

/** @param size as the file states it, where that isn't its actual one */
export function riff(kind: string, size = 1604): Buffer {
	const format = Buffer.concat([latin1('fmt '), number(16, 'LE'), Buffer.alloc(16, 1)]);
	const data = Buffer.concat([latin1('data'), number(1560, 'LE'), noise(1560)]);
	return Buffer.concat([
		latin1('RIFF'),
		number(size, 'LE'),
		latin1(kind),
		format,
		data,
		Buffer.alloc(8),
	]);
}

/** A segment of a JPEG put behind its first marker. */
export function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
	const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]);
	return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

function oggPage(flags: number, length: number): Buffer {
	const pieces = Buffer.alloc(Math.ceil((length + 1) / 255), 255);
	pieces[pieces.length - 1] = length % 255;
	const head = Buffer.concat([latin1('OggS\0'), Buffer.from([flags]), Buffer.alloc(20)]);
	return Buffer.concat([head, Buffer.from([pieces.length]), pieces, noise(length, flags + 1)]);
}

const pdfPart = (content: string): string =>
	`1 0 obj\n<</Length 600>>stream\n${content}\nendstream\nendobj\nxref\n0 2\nstartxref\n9\n%%EOF`;

/** A GIF of several pictures with tables of their own and a remark. */
const animation = async (): Promise<Buffer> =>
	await sharp(noise(3 * 32 * 96), { raw: { width: 32, height: 96, channels: 3, pageHeight: 32 } })
		.gif({ reuse: false })
		.toBuffer();

const meta = box('meta', noise(300));
const moov = box('moov', noise(400));
const mdat = box('mdat', noise(900));

/** A whole file of each type whose end shows, by extension; of some types several. */
export const WHOLE_FILES: ReadonlyArray<readonly [string, () => Buffer | Promise<Buffer>]> = [
	['png', async () => await picture('png', 60, 40)],
	['jpg', async () => await picture('jpeg', 60, 40)],
	['webp', async () => await picture('webp', 60, 40)],
	['gif', async () => await picture('gif', 60, 40)],
	['gif', animation],
	['avif', async () => await picture('avif', 60, 40)],
	['avif', () => isoFile('avif', mdat, meta)],
	['heic', () => isoFile('heic', meta, box('mdat', noise(900), 1))],
	['heif', () => isoFile('mif1', meta, box('free', noise(40)), mdat)],
	['tif', async () => await picture('tiff', 60, 40)],
	['bmp', () => bmp()],
	[
		'svg',
		() => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">\n<path d="M0 0L9 9"/>\n</svg>'),
	],
	['mp4', () => isoFile('isom', moov, mdat)],
	['mov', () => isoFile('qt  ', box('wide', Buffer.alloc(0)), mdat, moov)],
	['m4a', () => isoFile('M4A ', mdat, box('free', noise(60)), moov)],
	['3gp', () => isoFile('3gp5', moov, box('moof', noise(90)), mdat)],
	['wav', () => riff('WAVE')],
	['avi', () => riff('AVI ')],
	['aiff', () => Buffer.concat([latin1('FORM'), number(804), latin1('AIFF'), noise(800)])],
	['ogg', () => Buffer.concat([oggPage(2, 40), oggPage(0, 700), oggPage(4, 510)])],
	['pdf', () => latin1(`%PDF-1.7\n${pdfPart('x'.repeat(600))}\n${pdfPart('y'.repeat(600))}`)],
	['zip', () => mediaFile('zip', 'some words of a file in an archive')],
	['glb', () => mediaFile('glb', 'some words about a thing')],
];
