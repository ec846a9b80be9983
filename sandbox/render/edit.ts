import type { Job } from '../jobs';
import type { Random } from '../random';
import { open, read, over, svg, toRaster, withAlpha, type Raster } from './raster';
import type { Size } from './size';

/** A colour grade: two colours of a soft light from the top to the bottom, and its strength. */
type Look = readonly [
	...[brightness: number, saturation: number],
	...[from: string, to: string, strength: number],
];

/** What the words of a prompt make of the picture; the last is for all others. */
const LOOKS: ReadonlyArray<[RegExp, Look]> = [
	[/black.and.white|monochrome|gr[ae]yscale/i, [1.02, 0, '#ffffff', '#000000', 0.25]],
	[/night|dark|moon|neon/i, [0.72, 1.1, '#1d2b6b', '#5b1a6e', 0.6]],
	[/sunset|golden|warm|autumn|evening/i, [1.04, 1.2, '#ffb347', '#c2366b', 0.5]],
	[/snow|winter|ice|cold/i, [1.1, 0.8, '#dff1ff', '#7fb4e6', 0.45]],
	[/beach|ocean|sea|water|blue/i, [1.05, 1.2, '#7fd8ff', '#1f6fd6', 0.4]],
	[/forest|garden|green|jungle/i, [1.02, 1.2, '#c9f27a', '#1f7a4d', 0.4]],
	[/pink|rose|pastel|spring/i, [1.08, 1.05, '#ffd1e8', '#ff8fb8', 0.4]],
	[/(?:)/, [1.04, 1.2, '#ffe3b0', '#7a4fd0', 0.3]],
];

const lookOf = (prompt: string): Look =>
	LOOKS.find(([words]) => words.test(prompt))?.[1] ?? [1, 1, '#fff', '#fff', 0];

const lightOf = ([, , from, to]: Look) =>
	`<linearGradient id="l" x2="0.3" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

/** Hills under a sky, for models that are given no picture: an SVG's content. */
export function landscape({ width, height }: Size, prompt: string, random: Random): string {
	let shapes = `<defs>${lightOf(lookOf(prompt))}</defs><rect width="100%" height="100%" fill="url(#l)"/>`;
	shapes += `<circle cx="${width * (0.2 + 0.6 * random())}" cy="${height * 0.3}" r="${height * 0.1}" fill="#fff" fill-opacity="0.75"/>`;
	for (let hill = 0; hill < 4; hill++) {
		const y = height * (0.45 + 0.12 * hill);
		const lift = () => y - height * (0.05 + 0.2 * random());
		shapes += `<path d="M0 ${y} C${width * 0.25} ${lift()} ${width * 0.4} ${lift()} ${width * 0.6} ${y} S${width * 0.9} ${lift()} ${width} ${y} V${height} H0Z" fill="#1b1440" fill-opacity="0.28"/>`;
	}
	return shapes;
}

/** Colour grade, soft light and a vignette; transparency stays as it is. */
async function grade(raster: Raster, look: Look): Promise<Raster> {
	const [brightness, saturation, , , strength] = look;
	const light = `<rect width="100%" height="100%" fill="url(#l)" fill-opacity="${strength}"/>`;
	const edges =
		'<radialGradient id="v" r="0.75"><stop offset="0.6" stop-opacity="0"/><stop offset="1" stop-opacity="0.28"/></radialGradient><rect width="100%" height="100%" fill="url(#v)"/>';
	const lit = { input: svg(raster, lightOf(look) + light), blend: 'soft-light' as const };
	const alpha = await open(raster).extractChannel(3).raw().toBuffer();
	const opaque = open(raster).removeAlpha().modulate({ brightness, saturation });
	return withAlpha(await toRaster(opaque.composite([lit, { input: svg(raster, edges) }])), alpha);
}

/** A tint and stripes show the area, as that of a real model would not be seen. */
const STRIPES =
	'<defs><pattern id="p" width="28" height="28" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="12" height="28" fill="#fff" fill-opacity="0.16"/></pattern></defs><rect width="100%" height="100%" fill="#7c3aed" fill-opacity="0.5"/><rect width="100%" height="100%" fill="url(#p)"/>';

/** The picture graded by the words of the prompt; with a mask only its area, or that erased. */
export async function edited(bytes: Buffer, size: Size, job: Job): Promise<Raster> {
	const { makes, maskMeans = 'transparent' } = job.model;
	const picture = await toRaster(read(bytes, size));
	const { mask, prompt = '' } = job.inputs ?? {};
	const look = lookOf(prompt);
	if (!mask) return await grade(picture, look);
	// which pixels to change, as one byte each
	const area =
		maskMeans === 'white'
			? read(mask.bytes, size).flatten({ background: '#000' }).greyscale().extractChannel(0)
			: read(mask.bytes, size).ensureAlpha().extractChannel(3).negate();
	const changed =
		makes === 'erase'
			? await toRaster(open(picture).blur(Math.max(2, picture.width / 20)))
			: await toRaster(open(await grade(picture, look)).composite([{ input: svg(size, STRIPES) }]));
	return await over(picture, withAlpha(changed, await area.raw().toBuffer()));
}
