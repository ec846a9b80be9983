import { sniffImage } from './fileType';

/** What the header of an image states, as far as it could be read. */
export interface ImageHeader {
	/** For instance `PNG`; undefined for a file that is no image. */
	readonly format: string | undefined;
	/** In pixels, as stored. */
	readonly size?: readonly [width: number, height: number];
	/** The size in which it is to be shown, where its metadata turn it on its side. */
	readonly turnedSize?: readonly [width: number, height: number];
	/** False for a PNG that can't have transparent parts; not known of other formats. */
	readonly transparency?: boolean;
}

/** Metadata and a colour profile stand before the size in a JPEG, so much of them at most. */
export const HEADER_BYTES = 256 * 1024;

const PNG_WITH_ALPHA = [4, 6];

function pngHeader(bytes: Buffer): Omit<ImageHeader, 'format'> {
	if (bytes.length < 26) return {};
	const palette = bytes.indexOf('tRNS');
	const pixels = bytes.indexOf('IDAT');
	const inPalette = palette > 0 && (pixels < 0 || palette < pixels);
	return {
		size: [bytes.readUInt32BE(16), bytes.readUInt32BE(20)],
		transparency: PNG_WITH_ALPHA.includes(bytes.readUInt8(25)) || inPalette,
	};
}

/** Start of a frame: C0 to CF but for the tables that have a number among them. */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(bytes: Buffer): ImageHeader['size'] {
	let at = 2;
	while (at + 9 <= bytes.length && bytes[at] === 0xff) {
		const marker = bytes.readUInt8(at + 1);
		if (isFrame(marker)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
		// FF may be repeated before a marker
		at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
	}
	return undefined;
}

const gifSize = (bytes: Buffer): ImageHeader['size'] =>
	bytes.length < 10 ? undefined : [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];

function webpSize(bytes: Buffer): ImageHeader['size'] {
	if (bytes.length < 30) return undefined;
	switch (bytes.toString('latin1', 12, 16)) {
		case 'VP8 ':
			return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
		case 'VP8L': {
			const bits = bytes.readUInt32LE(21);
			return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
		}
		case 'VP8X':
			return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
		default:
			return undefined;
	}
}

/** How JPEG, PNG and WebP introduce their EXIF data, which are a small TIFF. */
const EXIF = /(?:Exif\0\0|eXIf|EXIF.{4})(?=(II\*\0|MM\0\*).{4})/s;
const ORIENTATION_TAG = 0x0112;

/** Whether EXIF says that width and height are to be swapped: orientations 5 to 8 do. */
function isOnItsSide(bytes: Buffer): boolean {
	const found = EXIF.exec(bytes.toString('latin1'));
	if (!found) return false;
	const exif = bytes.subarray(found.index + found[0].length);
	const order = found[1] === 'II*\0' ? 'LE' : 'BE';
	const start = exif[`readUInt32${order}`](4);
	if (start + 2 > exif.length) return false;
	const end = Math.min(exif.length, start + 2 + 12 * exif[`readUInt16${order}`](start));
	for (let at = start + 2; at + 12 <= end; at += 12) {
		const isOrientation = exif[`readUInt16${order}`](at) === ORIENTATION_TAG;
		if (isOrientation) return exif[`readUInt16${order}`](at + 8) >= 5;
	}
	return false;
}

const SIZES: Readonly<Record<string, (bytes: Buffer) => ImageHeader['size']>> = {
	jpg: jpegSize,
	gif: gifSize,
	webp: webpSize,
};

const NAMES: Readonly<Record<string, string>> = { jpg: 'JPEG', webp: 'WebP', tif: 'TIFF' };

/**
 * Format, size and transparency of an image.
 * @param bytes its beginning, `HEADER_BYTES` of it where there are as many
 */
export function imageHeader(bytes: Buffer): ImageHeader {
	const extension = sniffImage(bytes)?.extension;
	const format = extension && (NAMES[extension] ?? extension.toUpperCase());
	const sized = { format, ...(extension === 'png' && pngHeader(bytes)) };
	const size = sized.size ?? SIZES[extension ?? '']?.(bytes);
	if (!size) return sized;
	return { ...sized, size, ...(isOnItsSide(bytes) && { turnedSize: [size[1], size[0]] }) };
}
