import type { Job } from '../jobs';
import { drawCutout } from './cutoutModel';
import { drawEdit } from './edit';
import { drawMask } from './maskModel';
import type { ImageFormat } from './formats';
import { drawResized } from './resize';
import { drawVector } from './vector';

/** The file of one output, made from the job's own images and settings. */
export async function draw(job: Job, format: ImageFormat, index: number): Promise<Buffer> {
	switch (job.plan.model.makes) {
		case 'vector':
			return drawVector(job);
		case 'cutout':
			return await drawCutout(job, format);
		case 'upscale':
		case 'reframe':
			return await drawResized(job, format);
		case 'mask':
			return await drawMask(job);
		default:
			return await drawEdit(job, format, index);
	}
}
