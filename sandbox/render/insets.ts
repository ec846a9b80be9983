import sharp, { type OverlayOptions } from 'sharp';
import { cutoutAlpha } from './cutout';
import { encode, read, svg, toRaster, withAlpha } from './raster';
import type { Size } from './size';
import { textPath, widthOf } from './text';

const round = Math.round;

/** White card with a soft shadow and, in its corner, the picture's number. */
function card(side: number, pad: number, number: number): { below: Buffer; above: Buffer } {
	const whole = { width: side + 4 * pad, height: side + 4 * pad };
	const edge = side + 2 * pad;
	const shadow = `<filter id="s" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="${pad * 0.8}"/></filter>`;
	const below = `${shadow}<rect x="${pad}" y="${pad * 1.5}" width="${edge}" height="${edge}" rx="${pad * 1.4}" fill="#000" fill-opacity="0.45" filter="url(#s)"/><rect x="${pad}" y="${pad}" width="${edge}" height="${edge}" rx="${pad * 1.4}" fill="#fff"/>`;
	return { below: svg(whole, below), above: badge(pad * 1.5, number) };
}

/** A numbered dot: input images count from 1, the first is the picture itself. */
function badge(radius: number, number: number): Buffer {
	const text = String(number);
	const at = radius - widthOf(text, radius, 'bold') / 2;
	const dot = `<circle cx="${radius}" cy="${radius}" r="${radius}" fill="#5b4ae0"/>`;
	const side = Math.ceil(radius * 2);
	return svg(
		{ width: side, height: side },
		dot + textPath(text, at, radius * 1.36, radius, '#fff', 'bold'),
	);
}

async function cardLayers(bytes: Buffer, x: number, y: number, side: number, number: number) {
	const pad = Math.max(3, round(side * 0.035));
	const inner = side - 4 * pad;
	const corners = svg(
		{ width: inner, height: inner },
		`<rect width="${inner}" height="${inner}" rx="${pad * 0.8}"/>`,
	);
	const picture = await read(bytes, { width: inner, height: inner });
	const rounded = await sharp(await encode(picture, 'png'))
		.ensureAlpha()
		.composite([{ input: corners, blend: 'dest-in' }])
		.png()
		.toBuffer();
	const { below, above } = card(inner, pad, number);
	return [
		{ input: below, left: x, top: y },
		{ input: rounded, left: x + 2 * pad, top: y + 2 * pad },
		{ input: above, left: x + pad, top: y + pad },
	];
}

/** An object on a plain ground is cut out and stands in the picture with a shadow. */
async function objectLayers(bytes: Buffer, x: number, y: number, side: number) {
	const raster = await toRaster(
		sharp(bytes).rotate().resize(side, side, { fit: 'inside', withoutEnlargement: false }),
	);
	const alpha = await cutoutAlpha(raster);
	if (!alpha) return undefined;
	const object = await sharp(await encode(withAlpha(raster, alpha), 'png'))
		.trim()
		.resize(side, side, { fit: 'inside' })
		.toBuffer({ resolveWithObject: true });
	const { width, height } = object.info;
	const left = x + ((side - width) >> 1);
	const shadow = svg(
		{ width: side, height: side },
		`<filter id="s" x="-40%" y="-90%" width="180%" height="280%"><feGaussianBlur stdDeviation="${side * 0.025}"/></filter><ellipse cx="${side / 2}" cy="${side * 0.965}" rx="${width * 0.42}" ry="${side * 0.025}" fill="#000" fill-opacity="0.6" filter="url(#s)"/>`,
	);
	return [
		{ input: shadow, left: x, top: y },
		{ input: object.data, left, top: y + side - height - round(side * 0.02) },
	];
}

/** Every picture after the first, from left to right, above the caption, right-aligned. */
export async function insets(
	pictures: readonly Buffer[],
	size: Size,
	captionTop: number,
): Promise<OverlayOptions[]> {
	const margin = round(Math.min(size.width, size.height) / 40);
	const room = size.width - 2 * margin;
	const share = pictures.length === 1 ? 0.5 : 0.32;
	const largest = Math.min(share * Math.min(size.width, size.height), captionTop - 2 * margin);
	const side = round(Math.max(8, Math.min(largest, room / Math.max(1, pictures.length))));
	const top = Math.max(0, round(captionTop) - margin - side);
	const layers: OverlayOptions[] = [];
	for (const [index, bytes] of pictures.entries()) {
		const x = size.width - margin - side * (pictures.length - index);
		const object = side > 64 ? await objectLayers(bytes, x, top, side) : undefined;
		layers.push(...(object ?? (await cardLayers(bytes, x, top, side, index + 2))));
	}
	return layers;
}
