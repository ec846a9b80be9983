import sharp from 'sharp';
import { cutoutAlpha } from './cutout';
import { encode, imageElement, read, toRaster, withAlpha } from './raster';
import type { Size } from './size';

/** Drawn as a gradient: a blurred shape takes three times as long as all the rest. */
const SHADE =
	'<radialGradient id="shade"><stop stop-opacity="0.7"/><stop offset="1" stop-opacity="0"/></radialGradient>';

/** A white card with the picture. */
async function card(bytes: Buffer, x: number, y: number, side: number): Promise<string> {
	const pad = Math.max(2, Math.round(side * 0.03));
	const size = { width: side - 2 * pad, height: side - 2 * pad };
	const picture = await encode(await toRaster(read(bytes, size)), 'jpeg');
	const paper = `<rect x="${x}" y="${y}" width="${side}" height="${side}" rx="${pad}" fill="#fff"/>`;
	return paper + imageElement(picture, x + pad, y + pad, size);
}

/** An object on a plain ground is cut out and stands in the picture with a shadow. */
async function object(bytes: Buffer, x: number, y: number, side: number) {
	const raster = await toRaster(sharp(bytes).rotate().resize(side, side, { fit: 'inside' }));
	const alpha = await cutoutAlpha(raster);
	if (!alpha) return undefined;
	const { data, info } = await sharp(await encode(withAlpha(raster, alpha), 'png'))
		.trim()
		.resize(side, side, { fit: 'inside' })
		.toBuffer({ resolveWithObject: true });
	const shadow = `<ellipse cx="${x + side / 2}" cy="${y + side * 0.965}" rx="${info.width * 0.6}" ry="${side * 0.05}" fill="url(#shade)"/>`;
	const left = x + (side - info.width) / 2;
	return shadow + imageElement(data, left, y + side * 0.98 - info.height, info);
}

/** Every picture after the first, right-aligned above the caption, as an SVG's content. */
export async function insets(pictures: readonly Buffer[], size: Size, captionTop: number) {
	const margin = Math.round(Math.min(size.width, size.height) / 40);
	const share = pictures.length === 1 ? 0.5 : 0.32;
	const largest = Math.min(share * Math.min(size.width, size.height), captionTop - 2 * margin);
	const room = (size.width - 2 * margin) / Math.max(1, pictures.length);
	const cell = Math.round(Math.max(16, Math.min(largest, room)));
	const side = Math.round(cell * 0.95);
	const y = Math.max(0, Math.round(captionTop) - margin - side);
	let drawn = SHADE;
	for (const [index, bytes] of pictures.entries()) {
		const x = size.width - margin - cell * (pictures.length - index) + (cell - side);
		drawn += (side > 64 && (await object(bytes, x, y, side))) || (await card(bytes, x, y, side));
	}
	return drawn;
}
