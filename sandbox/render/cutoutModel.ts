import sharp from 'sharp';
import type { Job } from '../jobs';
import { cutoutAlpha } from './cutout';
import type { Format } from './formats';
import { encode, open, toRaster, withAlpha, type Raster } from './raster';

const LONGEST = 2048;

/** The first picture as a raster and the alpha of its object. */
export async function objectOf(job: Job): Promise<{ picture: Raster; alpha: Buffer }> {
	const bytes = job.inputs?.pictures[0]?.bytes ?? Buffer.alloc(0);
	const upright = sharp(bytes).rotate();
	const picture = await toRaster(
		upright.resize(LONGEST, LONGEST, { fit: 'inside', withoutEnlargement: true }),
	);
	const found = await cutoutAlpha(picture);
	return { picture, alpha: found ?? oval(picture) };
}

/** Without a plain background the middle of the picture counts as the object. */
function oval({ width, height }: Raster): Buffer {
	const alpha = Buffer.alloc(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const distance = Math.hypot((2 * x) / width - 1, (2 * y) / height - 1);
			alpha[y * width + x] = Math.max(0, Math.min(255, (0.92 - distance) * 2550));
		}
	}
	return alpha;
}

/** A grey channel as a picture of its own. */
export function greyRaster(alpha: Buffer, { width, height }: Raster, invert: boolean): Raster {
	const data = Buffer.alloc(width * height * 4, 255);
	for (let pixel = 0; pixel < alpha.length; pixel++) {
		const value = invert ? 255 - (alpha[pixel] ?? 0) : (alpha[pixel] ?? 0);
		data.fill(value, pixel * 4, pixel * 4 + 3);
	}
	return { data, width, height };
}

/** The object without its background: `type` says what stands in its place. */
export async function drawCutout(job: Job, format: Format): Promise<Buffer> {
	const { picture, alpha } = await objectOf(job);
	const type = typeof job.body.type === 'string' ? job.body.type : 'transparent';
	if (type === 'mask' || type === 'inverted mask') {
		return await encode(greyRaster(alpha, picture, type !== 'mask'), format);
	}
	const object = withAlpha(picture, alpha);
	if (type === 'transparent') return await encode(object, format);
	if (type === 'blur') {
		const { width, height } = object;
		const input = { input: object.data, raw: { width, height, channels: 4 as const } };
		return await encode(
			await toRaster(
				open(picture)
					.blur(width / 60)
					.composite([input]),
			),
			format,
		);
	}
	const custom = job.body.custom_color;
	const background = typeof custom === 'string' ? custom : type;
	return await encode(await toRaster(open(object).flatten({ background })), format);
}
