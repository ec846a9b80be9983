import { dirname, join } from 'node:path';
import sharp from 'sharp';

export interface Size {
	width: number;
	height: number;
}

const FONTS = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** Makes fonts known to sharp, and so to the text of its SVGs: the machine's own play no part. */
async function loadFonts(): Promise<void> {
	for (const name of ['DejaVuSerifCondensed', 'DejaVuSans-ExtraLight']) {
		const fontfile = join(FONTS, `${name}.ttf`);
		await sharp({ text: { text: '.', fontfile } }).toBuffer();
	}
}

/**
 * Widely spaced lettering, centred on `x`.
 * @param spacing between letters, in pixels
 */
export function lettering(
	text: string,
	x: number,
	baseline: number,
	style: { font: string; size: number; spacing: number; fill: string },
): string {
	const { size, spacing, fill, font } = style;
	return `<text x="${x}" y="${baseline}" text-anchor="middle" font-size="${size}" letter-spacing="${spacing}" fill="${fill}" ${font}>${text}</text>`;
}

/** A gradient of the given stops, each `offset colour opacity?`. */
export function gradient(id: string, direction: string, stops: string[]): string {
	const inner = stops.map((stop) => {
		const [offset, colour, opacity = '1'] = stop.split(' ');
		return `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
	});
	const kind = direction.includes('r=') ? 'radialGradient' : 'linearGradient';
	return `<${kind} id="${id}" ${direction}>${inner.join('')}</${kind}>`;
}

export function blur(id: string, deviation: number): string {
	return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;
}

export const picture = ({ width, height }: Size, content: string): Buffer =>
	Buffer.from(
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`,
	);

/** Grain like that of a camera, the same in every run. */
function grain({ width, height }: Size, strength: number): Buffer {
	let state = 20_261_121;
	const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
	const bytes = Buffer.alloc(width * height * 3);
	for (let pixel = 0; pixel < width * height; pixel++) {
		const shade = 128 + (random() + random() + random() - 1.5) * strength;
		bytes.fill(Math.round(shade), pixel * 3, pixel * 3 + 3);
	}
	return bytes;
}

/** Renders an SVG as a photograph: with grain, as a JPEG. */
export async function photograph(size: Size, content: string, quality = 86): Promise<Buffer> {
	await loadFonts();
	const raw = { ...size, channels: 3 as const };
	return await sharp(picture(size, content))
		.flatten({ background: '#fff' })
		.composite([{ input: grain(size, 9), raw, blend: 'soft-light' }])
		.jpeg({ quality, chromaSubsampling: '4:4:4', mozjpeg: true })
		.toBuffer();
}
