import sharp from 'sharp';
import type { Job } from '../jobs';
import { randomOf } from '../random';
import { caption } from './caption';
import { objectAlpha, cutoutAlpha } from './cutout';
import { edited, landscape } from './edit';
import type { ImageFormat } from '../files';
import {
	encode,
	open,
	over,
	svg,
	toRaster,
	withAlpha,
	type Raster,
	imageElement,
	read,
} from './raster';
import { sizeOf, type Size } from './size';

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
async function insets(pictures: readonly Buffer[], size: Size, captionTop: number) {
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

/** The job's pictures, the one to be edited first: of a face swap, the target is second in its table. */
function picturesOf({ inputs, model }: Job): Buffer[] {
	const pictures = (inputs?.pictures ?? []).map(({ bytes }) => bytes);
	return model.makes === 'swap' ? pictures.reverse() : pictures;
}

/** What the caption and the other pictures are drawn on; without a picture it is an SVG. */
async function baseOf(job: Job, size: Size, index: number): Promise<Raster | string> {
	const { makes } = job.model;
	const [first] = picturesOf(job);
	if (!first) {
		const prompt = job.inputs?.prompt ?? '';
		return landscape(size, prompt, randomOf(job.index, `${prompt}/${index}`));
	}
	if (makes !== 'upscale' && makes !== 'reframe') return await edited(first, size, job);
	// all of the picture within the new shape
	const [r, g, b] = (await toRaster(sharp(first).resize(1, 1))).data;
	const shape = { ...size, fit: 'contain', background: { r, g, b } } as const;
	return await toRaster(sharp(first).rotate().resize(shape));
}

const CUTOUT_LIMIT_PX = 2048;

/** The object of the first picture without its background, or a mask of it. */
async function drawCutout(job: Job, format: ImageFormat): Promise<Buffer> {
	const { body, model } = job;
	const limits = { fit: 'inside', withoutEnlargement: true } as const;
	const upright = sharp(picturesOf(job)[0]).rotate();
	const picture = await toRaster(upright.resize(CUTOUT_LIMIT_PX, CUTOUT_LIMIT_PX, limits));
	const alpha = await objectAlpha(picture);
	const kind = typeof body.type === 'string' ? body.type : 'transparent';
	if (model.makes === 'mask' ? body.return_alpha !== true : /mask$/.test(kind)) {
		const { width, height } = picture;
		const mask = sharp(alpha, { raw: { width, height, channels: 1 } }).toColourspace('srgb');
		const inverted = body.invert_mask === true || kind === 'inverted mask';
		return await encode(await toRaster(mask.negate(inverted)), format);
	}
	const object = withAlpha(picture, alpha);
	if (kind === 'transparent') return await encode(object, format);
	if (kind === 'blur') {
		const behind = await toRaster(open(picture).blur(picture.width / 60));
		return await encode(await over(behind, object), format);
	}
	const background = typeof body.custom_color === 'string' ? body.custom_color : kind;
	return await encode(await toRaster(open(object).flatten({ background })), format);
}

/**
 * The picture of one output: a cut-out, or the job's first picture changed in the way of its model
 * (without one, a landscape), the others placed in it in order, and a caption of all that arrived.
 */
export async function draw(job: Job, format: ImageFormat, index: number): Promise<Buffer> {
	const { body, inputs } = job;
	const { model } = job;
	if (model.makes === 'cutout' || model.makes === 'mask') return await drawCutout(job, format);
	const [first, ...others] = picturesOf(job);
	const size = await sizeOf(model, body, first);
	const drawn = await baseOf(job, size, index);
	const panel = await caption(size, job, first ? others.length + 1 : 0, inputs?.prompt ?? '');
	const overlay = (await insets(others, size, panel.top)) + panel.svg;
	if (format === 'svg') return svg(size, drawn + overlay);
	let base = typeof drawn === 'string' ? await toRaster(sharp(svg(size, drawn))) : drawn;
	if (body.background === 'transparent' && format !== 'jpeg') {
		base = withAlpha(base, await objectAlpha(base));
	}
	const picture = await toRaster(open(base).composite([{ input: svg(size, overlay) }]));
	const quality = body[model.settings.compression ?? ''];
	return await encode(picture, format, typeof quality === 'number' ? quality : undefined);
}
