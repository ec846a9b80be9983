import { dirname, join } from 'node:path';
import { loadSync, type Font } from 'opentype.js';
import sharp from 'sharp';

export interface Size {
	width: number;
	height: number;
}

const fonts = new Map<string, Font>();

function fontOf(name: string): Font {
	let font = fonts.get(name);
	if (!font) {
		const folder = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
		fonts.set(name, (font = loadSync(join(folder, 'ttf', `${name}.ttf`))));
	}
	return font;
}

/**
 * Widely spaced lettering as an SVG path, centred on `x`. Letters are drawn as outlines, so that
 * the fonts of the machine play no part.
 * @param spacing between letters, in pixels
 */
export function lettering(
	text: string,
	x: number,
	baseline: number,
	style: { font: string; size: number; spacing: number; fill: string },
): string {
	const { size, spacing, fill } = style;
	const font = fontOf(style.font);
	const widths = [...text].map((letter) => font.getAdvanceWidth(letter, size));
	const whole = widths.reduce((sum, width) => sum + width, 0) + spacing * (text.length - 1);
	let left = x - whole / 2;
	let outlines = '';
	for (const [index, letter] of [...text].entries()) {
		outlines += font.getPath(letter, left, baseline, size).toPathData(2);
		left += (widths[index] ?? 0) + spacing;
	}
	return `<path d="${outlines}" fill="${fill}"/>`;
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
	const raw = { ...size, channels: 3 as const };
	return await sharp(picture(size, content))
		.flatten({ background: '#fff' })
		.composite([{ input: grain(size, 9), raw, blend: 'soft-light' }])
		.jpeg({ quality, chromaSubsampling: '4:4:4', mozjpeg: true })
		.toBuffer();
}
