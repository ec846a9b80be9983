import type { Job } from '../jobs';
import { randomOf } from '../random';
import { caption, settingsOf } from './caption';
import { lookOf } from './looks';
import { svg, type Raster } from './raster';
import type { Size } from './size';

function sizeOf(job: Job): Size {
	const asked = job.body.size ?? job.plan.model.parameters.size?.default;
	const [, width = '1024', height = '1024'] = /^(\d+)x(\d+)$/.exec(String(asked)) ?? [];
	return { width: Number(width), height: Number(height) } satisfies Omit<Raster, 'data'>;
}

/** An SVG file: a flower in the colours of the prompt, and the caption as paths. */
export function drawVector(job: Job): Buffer {
	const size = sizeOf(job);
	const prompt = job.inputs?.prompt ?? '';
	const random = randomOf(job.plan.index, `vector/${prompt}`);
	const { light } = lookOf(prompt, random);
	const petals = 6 + Math.floor(random() * 6);
	const [x, y, r] = [size.width / 2, size.height * 0.4, Math.min(size.width, size.height) * 0.26];
	let shapes = `<title>sandbox ${job.id}</title><rect width="100%" height="100%" fill="#f7f5ff"/>`;
	for (let petal = 0; petal < petals; petal++) {
		const fill = petal % 2 ? light[0] : light[1];
		shapes += `<ellipse cx="${x}" cy="${y - r * 0.7}" rx="${r * 0.32}" ry="${r * 0.7}" fill="${fill}" fill-opacity="0.75" transform="rotate(${(360 / petals) * petal} ${x} ${y})"/>`;
	}
	shapes += `<circle cx="${x}" cy="${y}" r="${r * 0.24}" fill="#2b2350"/>`;
	const panel = caption(size, job.plan.model.title, job.id, prompt, settingsOf(job, 0, size));
	return svg(size, shapes + panel.svg);
}
