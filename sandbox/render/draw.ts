import sharp from 'sharp';
import type { Job } from '../jobs';
import { randomOf } from '../random';
import { caption } from './caption';
import { objectAlpha } from './cutout';
import { edited, landscape } from './edit';
import type { ImageFormat } from '../files';
import { insets } from './insets';
import { encode, open, over, svg, toRaster, withAlpha, type Raster } from './raster';
import { sizeOf, type Size } from './size';

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
