import sharp from 'sharp';
import { open, svg, toRaster, withAlpha, type Raster } from './raster';
import type { Size } from './size';

/** Which pixels a mask asks to change, as one byte each (255 = change). */
export async function editedArea(
	mask: Buffer,
	{ width, height }: Size,
	means: 'transparent' | 'white',
): Promise<Buffer> {
	const image = sharp(mask).rotate().resize(width, height, { fit: 'cover' });
	if (means === 'white') {
		return await image
			.flatten({ background: '#000' })
			.greyscale()
			.extractChannel(0)
			.raw()
			.toBuffer();
	}
	return await image.ensureAlpha().extractChannel(3).negate().raw().toBuffer();
}

const TINT = '#7c3aed';

/**
 * The original with the edited version in the area. A tint and stripes show where, as the area of
 * a real model would not be seen; an erased area is filled with its surroundings, blurred.
 */
export async function withMask(
	original: Raster,
	edited: Raster,
	area: Buffer,
	erase: boolean,
): Promise<Raster> {
	const stripes = `<defs><pattern id="p" width="28" height="28" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="28" fill="#fff" fill-opacity="0.16"/></pattern></defs><rect width="100%" height="100%" fill="${TINT}" fill-opacity="0.5"/><rect width="100%" height="100%" fill="url(#p)"/>`;
	const filled = erase
		? await toRaster(open(original).blur(Math.max(2, original.width / 20)))
		: await toRaster(open(edited).composite([{ input: svg(edited, stripes) }]));
	const layer = withAlpha(filled, area);
	const { width, height } = layer;
	const input = { input: layer.data, raw: { width, height, channels: 4 as const } };
	return await toRaster(open(original).composite([input]));
}
