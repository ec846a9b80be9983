import sharp from 'sharp';
import { open, svg, toRaster, type Raster } from './raster';

/** The search for the background happens on a copy of this width. */
const SEARCH_WIDTH_PX = 512;

/** How far (sum over channels) neighbours may differ within a background. */
const STEP_TOLERANCE = 22;

/** Corners that differ more (sum over channels) aren't those of a plain background. */
const CORNER_TOLERANCE = 160;

/** How far two pixels differ, summed over the four channels. */
function difference(data: Buffer, a: number, b: number): number {
	let sum = 0;
	for (let i = 0; i < 4; i++) sum += Math.abs((data[a * 4 + i] ?? 0) - (data[b * 4 + i] ?? 0));
	return sum;
}

/** 0 for background pixels, reached from the border over similar ones; 255 for the rest. */
function flood(data: Buffer, width: number): Buffer {
	const alpha = Buffer.alloc(data.length / 4, 255);
	const stack = [...alpha.keys()].filter(
		(at) => at < width || at >= alpha.length - width || at % width === 0 || (at + 1) % width === 0,
	);
	for (const pixel of stack) alpha[pixel] = 0;
	for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
		// the border is done, so that no step leads around it
		for (const next of [pixel - width, pixel + width, pixel - 1, pixel + 1]) {
			if (alpha[next] !== 255 || difference(data, next, pixel) >= STEP_TOLERANCE) continue;
			alpha[next] = 0;
			stack.push(next);
		}
	}
	return alpha;
}

/**
 * The alpha channel (one byte a pixel) that frees the object from a plain or clear background, or
 * undefined when the picture has none.
 */
export async function cutoutAlpha(raster: Raster): Promise<Buffer | undefined> {
	const { data, width, height } = await toRaster(open(raster).resize(SEARCH_WIDTH_PX));
	const last = width * height - 1;
	const corners = [width - 1, last - width + 1, last];
	if (corners.some((at) => difference(data, 0, at) > CORNER_TOLERANCE)) return undefined;
	const alpha = flood(data, width);
	const kept = alpha.reduce((sum, value) => sum + value, 0) / 255 / alpha.length;
	if (kept < 0.02 || kept > 0.92) return undefined;
	return await sharp(alpha, { raw: { width, height, channels: 1 } })
		.resize(raster.width, raster.height, { fit: 'fill', kernel: 'cubic' })
		.blur(Math.max(0.9, raster.width / SEARCH_WIDTH_PX))
		// Steepens the blurred edge again, a little within the object: at the edge the two are mixed.
		.linear(2, -210)
		.extractChannel(0)
		.raw()
		.toBuffer();
}

/** The same; without a plain background the middle of the picture counts as the object. */
export async function objectAlpha(raster: Raster): Promise<Buffer> {
	const oval = svg(raster, '<ellipse cx="50%" cy="50%" rx="46%" ry="46%"/>');
	const middle = sharp(oval).ensureAlpha().extractChannel(3).raw();
	return (await cutoutAlpha(raster)) ?? (await middle.toBuffer());
}
