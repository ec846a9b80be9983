import sharp from 'sharp';
import type { Job } from '../jobs';
import { caption, settingsOf } from './caption';
import type { Format } from './formats';
import { encode, open, svg, toRaster, type Raster } from './raster';
import { enlargedSize, outputSize, type Size } from './size';

/** The picture as it is, in more pixels. */
const enlarge = async (bytes: Buffer, { width, height }: Size): Promise<Raster> =>
	await toRaster(sharp(bytes).rotate().resize(width, height, { fit: 'fill' }));

/** All of the picture within the new shape; what is missing around it is a blurred copy of it. */
async function reframe(bytes: Buffer, size: Size): Promise<Raster> {
	const { width, height } = size;
	const picture = sharp(bytes).rotate().resize(width, height, { fit: 'inside' });
	const ground = sharp(bytes).rotate().resize(width, height, { fit: 'cover' });
	const behind = await toRaster(ground.blur(Math.max(2, Math.min(width, height) / 30)));
	return await toRaster(open(behind).composite([{ input: await picture.png().toBuffer() }]));
}

/** The job's picture in another size or shape, and the caption; nothing else in it changes. */
export async function drawResized(job: Job, format: Format): Promise<Buffer> {
	const { model } = job.plan;
	const bytes = job.inputs?.pictures[0]?.bytes;
	if (!bytes) throw new Error(`${model.slug} was given no picture`);
	const larger = model.makes === 'upscale';
	const size = larger
		? await enlargedSize(model, job.body, bytes)
		: await outputSize(model, job.body, bytes);
	const base = larger ? await enlarge(bytes, size) : await reframe(bytes, size);
	const panel = caption(size, model.title, job.id, '', settingsOf(job, 1, size));
	const finished = await toRaster(open(base).composite([{ input: svg(size, panel.svg) }]));
	const quality = model.compressionParameter && job.body[model.compressionParameter];
	return await encode(finished, format, typeof quality === 'number' ? quality : undefined);
}
