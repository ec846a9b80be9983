import type { Job } from '../jobs';
import { greyRaster, objectOf } from './cutoutModel';
import { encode, withAlpha } from './raster';

/** A black and white mask of the object, or the object itself with `return_alpha`. */
export async function drawMask(job: Job): Promise<Buffer> {
	const { picture, alpha } = await objectOf(job);
	if (job.body.return_alpha === true) return await encode(withAlpha(picture, alpha), 'png');
	return await encode(greyRaster(alpha, picture, job.body.invert_mask === true), 'png');
}
