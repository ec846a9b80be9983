import { crc32 } from 'node:zlib';
import sharp from 'sharp';

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'svg';

const zeros = (count: number) => '\0'.repeat(count);

/** Four bytes, as texts below are: a sign a byte. */
function u32(value: number, order: 'BE' | 'LE' = 'BE'): string {
	const bytes = Buffer.alloc(4);
	bytes[`writeUInt32${order}`](value);
	return bytes.toString('latin1');
}

/** A box of an ISO file. */
const box = (type: string, content: string) => u32(content.length + 8) + type + content;

/** A film of no length and no tracks. */
const film = (brand: string, mark: string) =>
	box('ftyp', `${brand}\0\0\x02\0isom`) +
	box('moov', box('mvhd', `${zeros(14)}\x03\xe8${zeros(84)}`)) +
	box('free', mark);

/** An archive of one empty file. */
const zip = (mark: string) =>
	`PK\x03\x04\n${zeros(21)}\x01${zeros(3)}x${mark}PK\x01\x02\n\0\n${zeros(21)}\x01${zeros(17)}x` +
	`PK\x05\x06${zeros(4)}\x01\0\x01\0\x2f\0\0\0${u32(31 + mark.length, 'LE')}\0\0`;

function glb(mark: string): string {
	const json = JSON.stringify({ asset: { version: '2.0', generator: mark } });
	const whole = json.padEnd(Math.ceil(json.length / 4) * 4);
	const [size, length] = [u32(whole.length + 20, 'LE'), u32(whole.length, 'LE')];
	return `glTF\x02\0\0\0${size}${length}JSON${whole}`;
}

/** Those that aren't drawn: media type, and the smallest file that readers know as such. */
const UNDRAWN = {
	mp4: ['video/mp4', (mark) => film('isom', mark)],
	mov: ['video/quicktime', (mark) => film('qt  ', mark)],
	m4a: ['audio/mp4', (mark) => film('M4A ', mark)],
	webm: ['video/webm', (mark) => `\x1aE\xdf\xa3\x8bB\x82\x84webmB\x87\x81\x02\x18Sg\x80${mark}`],
	mp3: ['audio/mpeg', (mark) => `\xff\xfb\x90\xc4${zeros(413)}TAG${mark}`],
	wav: [
		'audio/wav',
		(mark) =>
			`RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0@\x1f\0\0@\x1f\0\0\x01\0\x08\0data${mark}`,
	],
	ogg: ['audio/ogg', (mark) => `OggS\0\x06${zeros(20)}\x01\x13OpusHead\x01\x01${zeros(9)}${mark}`],
	flac: ['audio/flac', (mark) => `fLaC\x80\0\0\x22\x10\0\x10\0${zeros(6)}\x0a\xc4\x40\xf0${mark}`],
	pdf: ['application/pdf', (mark) => `%PDF-1.4\n% ${mark}\ntrailer << /Root 1 0 R >>\n%%EOF\n`],
	zip: ['application/zip', zip],
	glb: ['model/gltf-binary', glb],
	csv: ['text/csv', (mark) => `job,pieces\n${mark},1\n`],
	bin: ['application/octet-stream', (mark) => `\x01\x02\x03${mark}`],
} satisfies Record<string, [string, (mark: string) => string]>;

type Undrawn = keyof typeof UNDRAWN;

export type Format = ImageFormat | Undrawn;

export const isImage = (format: Format): format is ImageFormat => !(format in UNDRAWN);

export const isFormat = (text: unknown): text is Format =>
	['png', 'jpeg', 'webp', 'svg', ...Object.keys(UNDRAWN)].includes(String(text));

export function contentTypeOf(format: Format): string {
	if (!isImage(format)) return UNDRAWN[format][0];
	return format === 'svg' ? 'image/svg+xml' : `image/${format}`;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A file that is no image, unique by `mark`. */
export const mediaFile = (format: Undrawn, mark: string): Buffer =>
	latin1(UNDRAWN[format][1](mark));

const PNG_END_BYTES = 12;

/** Adds content where readers of the format skip it, in pieces, so that nothing is copied. */
function added(format: Format, file: Buffer, content: Buffer): Buffer[] {
	if (format === 'png') {
		const [start, end] = [file.subarray(0, -PNG_END_BYTES), file.subarray(-PNG_END_BYTES)];
		const sum = latin1(u32(crc32(content, crc32('saNd'))));
		return [start, latin1(`${u32(content.length)}saNd`), content, sum, end];
	}
	if (format === 'svg') return [file, latin1('<!--'), content, latin1('-->')];
	if (!/^(mp4|mov|m4a)$/.test(format)) return [file, content];
	return [file, latin1(`${u32(content.length + 8)}free`), content];
}

const images = new Map<ImageFormat, Promise<Buffer>>();

/** One real image a format, made once. */
async function image(format: ImageFormat): Promise<Buffer> {
	if (format === 'svg') {
		return latin1('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>');
	}
	const background = { r: 94, g: 92, b: 230 };
	const plain = sharp({ create: { width: 8, height: 8, channels: 3, background } });
	return await plain.toFormat(format).toBuffer();
}

/** A file of under a kilobyte that readers of the format know as such, unique by `mark`. */
export async function tinyFile(format: Format, mark: string): Promise<Buffer> {
	if (!isImage(format)) return mediaFile(format, mark);
	let made = images.get(format);
	if (!made) images.set(format, (made = image(format)));
	return Buffer.concat(added(format, await made, latin1(mark)));
}

/** Padding by its length: one buffer serves all outputs of a benchmark. */
const paddings = new Map<number, Buffer>();

/** Brings a file to `size` bytes and leaves it valid; larger files stay as they are. */
export function pad(file: Buffer, format: Format, size = 0): Buffer[] {
	const least = added(format, file, Buffer.alloc(0));
	const missing = size - least.reduce((sum, { length }) => sum + length, 0);
	if (missing <= 0) return [file];
	let padding = paddings.get(missing);
	if (!padding) paddings.set(missing, (padding = Buffer.alloc(missing, ' ')));
	return added(format, file, padding);
}

/** How the image types begin that the upload takes, at their offset. */
const SIGNATURES: ReadonlyArray<[mimeType: string, offset: number, text: string]> = [
	['image/png', 0, '\x89PNG\r\n\x1a\n'],
	['image/jpeg', 0, '\xff\xd8\xff'],
	['image/webp', 8, 'WEBP'],
	['image/gif', 0, 'GIF8'],
	['image/bmp', 0, 'BM'],
	['image/tiff', 0, 'II*\0'],
	['image/tiff', 0, 'MM\0*'],
	['image/avif', 4, 'ftypavif'],
	['image/heic', 4, 'ftypheic'],
	['image/heic', 4, 'ftypmif1'],
];

/** The image type that the bytes say, or undefined when they are no image. */
export function imageTypeOf(bytes: Buffer): string | undefined {
	const start = bytes.toString('latin1', 0, 512);
	const found = SIGNATURES.find(([, offset, text]) => start.startsWith(text, offset));
	if (found) return found[0];
	return /<svg[\s>]/i.test(start) ? 'image/svg+xml' : undefined;
}
