import sharp from 'sharp';
import type { Picture } from '../inputs';
import type { Job } from '../jobs';
import { randomOf, type Random } from '../random';
import { caption, settingsOf } from './caption';
import { cutoutAlpha } from './cutout';
import { insets } from './insets';
import { lookOf, type Look } from './looks';
import { editedArea, withMask } from './mask';
import type { Format } from './formats';
import { encode, open, read, svg, toRaster, withAlpha, type Raster } from './raster';
import { outputSize, type Size } from './size';

/** Hills under a sky, for models that were given no picture. */
async function invent(size: Size, look: Look, random: Random): Promise<Raster> {
	const { width, height } = size;
	let shapes = `<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${look.light[0]}"/><stop offset="1" stop-color="${look.light[1]}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>`;
	shapes += `<circle cx="${width * (0.2 + 0.6 * random())}" cy="${height * 0.3}" r="${height * 0.1}" fill="#fff" fill-opacity="0.75"/>`;
	for (let hill = 0; hill < 4; hill++) {
		const y = height * (0.45 + 0.12 * hill);
		const lift = () => y - height * (0.05 + 0.2 * random());
		shapes += `<path d="M0 ${y} C${width * 0.25} ${lift()} ${width * 0.4} ${lift()} ${width * 0.6} ${y} S${width * 0.9} ${lift()} ${width} ${y} V${height} H0Z" fill="#1b1440" fill-opacity="0.28"/>`;
	}
	return await toRaster(sharp(svg(size, shapes)));
}

/** Colour grade, soft light and a vignette; transparency stays as it is. */
async function grade(raster: Raster, { brightness, saturation, light, strength }: Look) {
	const overlay = `<defs><linearGradient id="l" x2="0.3" y2="1"><stop stop-color="${light[0]}"/><stop offset="1" stop-color="${light[1]}"/></linearGradient><radialGradient id="v" r="0.75"><stop offset="0.6" stop-opacity="0"/><stop offset="1" stop-opacity="0.28"/></radialGradient></defs>`;
	const lit = `${overlay}<rect width="100%" height="100%" fill="url(#l)" fill-opacity="${strength}"/>`;
	const dark = `${overlay}<rect width="100%" height="100%" fill="url(#v)"/>`;
	const alpha = await open(raster).extractChannel(3).raw().toBuffer();
	const graded = await toRaster(
		open(raster)
			.modulate({ brightness, saturation })
			.composite([{ input: svg(raster, lit), blend: 'soft-light' }, { input: svg(raster, dark) }]),
	);
	// The overlays would otherwise tint what is transparent.
	for (let pixel = 0; pixel < alpha.length; pixel++) graded.data[pixel * 4 + 3] = alpha[pixel] ?? 0;
	return graded;
}

/** A picture without a plain background becomes a rounded card, so that corners are clear. */
async function cardAlpha(size: Size): Promise<Buffer> {
	const inset = Math.round(Math.min(size.width, size.height) * 0.03);
	const rect = `<rect x="${inset}" y="${inset}" width="${size.width - 2 * inset}" height="${size.height - 2 * inset}" rx="${inset * 2}" fill="#fff"/>`;
	return await sharp(svg(size, rect)).ensureAlpha().extractChannel(3).raw().toBuffer();
}

/** The picture to be edited first: of a face swap that is the target, second in its table. */
function picturesOf(job: Job): Picture[] {
	const pictures = job.inputs?.pictures ?? [];
	return job.plan.model.makes === 'swap' ? [...pictures].reverse() : pictures;
}

async function baseOf(job: Job, size: Size, look: Look, random: Random): Promise<Raster> {
	const mask = job.inputs?.mask;
	const first = picturesOf(job)[0];
	if (!first) return await invent(size, look, random);
	const picture = await read(first.bytes, size);
	const graded = await grade(picture, look);
	if (!mask) return graded;
	const area = await editedArea(mask.bytes, size, job.plan.model.maskMeans ?? 'transparent');
	return await withMask(picture, graded, area, job.plan.model.makes === 'erase');
}

/**
 * The edited picture: the first image graded by the words of the prompt (only in the masked
 * area, if there is a mask), the other images placed in it in order, and the caption.
 */
export async function drawEdit(job: Job, format: Format, index: number): Promise<Buffer> {
	const { model } = job.plan;
	const prompt = job.inputs?.prompt ?? '';
	const files = picturesOf(job).map(({ bytes }) => bytes);
	const random = randomOf(job.plan.index, `look/${prompt}/${index}`);
	const size = await outputSize(model, job.body, files[0]);
	let base = await baseOf(job, size, lookOf(prompt, random), random);
	if (job.body.background === 'transparent' && format !== 'jpeg') {
		base = withAlpha(base, (await cutoutAlpha(base)) ?? (await cardAlpha(size)));
	}
	const labels = settingsOf(job, files.length, size);
	const panel = caption(size, model.title, job.id, prompt, labels);
	const layers = [
		...(await insets(files.slice(1), size, panel.top)),
		{ input: svg(size, panel.svg) },
	];
	const quality = model.compressionParameter && job.body[model.compressionParameter];
	const finished = await toRaster(open(base).composite(layers));
	return await encode(finished, format, typeof quality === 'number' ? quality : undefined);
}
