import sharp, { type Sharp } from 'sharp';
import type { Format } from './formats';
import type { Size } from './size';

/** Four channels a pixel, not encoded: what the steps of a picture hand on. */
export interface Raster extends Size {
	data: Buffer;
}

export function open({ data, width, height }: Raster): Sharp {
	return sharp(data, { raw: { width, height, channels: 4 } });
}

export async function toRaster(image: Sharp): Promise<Raster> {
	const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** An image file, turned upright and cropped to the size. */
export async function read(bytes: Buffer, { width, height }: Size): Promise<Raster> {
	return await toRaster(sharp(bytes).rotate().resize(width, height, { fit: 'cover' }));
}

export function svg({ width, height }: Size, content: string): Buffer {
	return Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
	);
}

/** Puts a new alpha channel (one byte a pixel) on a raster, multiplied with its own. */
export function withAlpha({ data, width, height }: Raster, alpha: Buffer): Raster {
	const copy = Buffer.from(data);
	for (let pixel = 0; pixel < alpha.length; pixel++) {
		const at = pixel * 4 + 3;
		copy[at] = ((copy[at] ?? 0) * (alpha[pixel] ?? 0)) / 255;
	}
	return { data: copy, width, height };
}

/** Encodes; JPEG has no transparency, so it gets a white ground. `quality` is 1-100. */
export async function encode(raster: Raster, format: Format, quality = 90): Promise<Buffer> {
	const image = open(raster);
	const clamped = Math.min(100, Math.max(1, Math.round(quality)));
	if (format === 'jpeg') {
		return await image.flatten({ background: '#ffffff' }).jpeg({ quality: clamped }).toBuffer();
	}
	if (format === 'webp') return await image.webp({ quality: clamped, effort: 2 }).toBuffer();
	const opaque = raster.data.every((byte, index) => index % 4 !== 3 || byte === 255);
	return await (opaque ? image.removeAlpha() : image).png({ compressionLevel: 6 }).toBuffer();
}
