import sharp, { type Sharp } from 'sharp';
import type { ImageFormat } from '../files';
import type { Size } from './size';

/** Four channels a pixel, not encoded: what the steps of a picture hand on. */
export interface Raster extends Size {
	data: Buffer;
}

export const open = ({ data, width, height }: Raster): Sharp =>
	sharp(data, { raw: { width, height, channels: 4 } });

export async function toRaster(image: Sharp): Promise<Raster> {
	const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** An image file, turned upright and cropped to the size. */
export const read = (bytes: Buffer, { width, height }: Size): Sharp =>
	sharp(bytes).rotate().resize(width, height, { fit: 'cover' });

export const svg = ({ width, height }: Size, content: string): Buffer =>
	Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
	);

/** A PNG or JPEG within an SVG. */
export const imageElement = (bytes: Buffer, x: number, y: number, { width, height }: Size) =>
	`<image x="${x}" y="${y}" width="${width}" height="${height}" href="data:image/${bytes[0] === 0x89 ? 'png' : 'jpeg'};base64,${bytes.toString('base64')}"/>`;

/** Draws one raster over another of the same size. */
export const over = async (below: Raster, { data, width, height }: Raster): Promise<Raster> =>
	await toRaster(open(below).composite([{ input: data, raw: { width, height, channels: 4 } }]));

/** Puts a new alpha channel (one byte a pixel) on a raster, multiplied with its own. */
export function withAlpha({ data, width, height }: Raster, alpha: Buffer): Raster {
	const copy = Buffer.from(data);
	for (let at = 3; at < copy.length; at += 4) {
		copy[at] = ((copy[at] ?? 0) * (alpha[at >> 2] ?? 0)) / 255;
	}
	return { data: copy, width, height };
}

/** Encodes; JPEG has no transparency, so it gets a white ground. `quality` is 1-100. */
export async function encode(raster: Raster, format: ImageFormat, quality = 90): Promise<Buffer> {
	const clamped = Math.min(100, Math.max(1, Math.round(quality)));
	let opaque = true;
	for (let at = 3; opaque && at < raster.data.length; at += 4) opaque = raster.data[at] === 255;
	const image = opaque ? open(raster).removeAlpha() : open(raster);
	if (format === 'jpeg') {
		return await image.flatten({ background: '#fff' }).jpeg({ quality: clamped }).toBuffer();
	}
	if (format === 'webp') return await image.webp({ quality: clamped, effort: 2 }).toBuffer();
	return await image.png({ compressionLevel: 6 }).toBuffer();
}
