import sharp from 'sharp';
import { open, type Raster } from './raster';

/** The search for the background happens on a copy of this width. */
const SEARCH_WIDTH = 512;

/** How far (sum over channels) a pixel may be from its background. */
const TOLERANCE = 66;

/** A border that varies more than this isn't a plain background. */
const PLAIN_DEVIATION = 40;

interface Border {
	mean: [number, number, number];
	deviation: number;
}

function borderPixels(width: number, height: number): number[] {
	const pixels: number[] = [];
	for (let x = 0; x < width; x++) pixels.push(x, (height - 1) * width + x);
	for (let y = 1; y < height - 1; y++) pixels.push(y * width, y * width + width - 1);
	return pixels;
}

const channel = (data: Buffer, pixel: number, index: number) => data[pixel * 4 + index] ?? 0;

function borderOf(data: Buffer, pixels: readonly number[]): Border {
	const meanOf = (index: number) =>
		pixels.reduce((sum, pixel) => sum + channel(data, pixel, index), 0) / pixels.length;
	const mean: Border['mean'] = [meanOf(0), meanOf(1), meanOf(2)];
	const squares = pixels.reduce(
		(sum, pixel) => sum + mean.reduce((all, m, i) => all + (channel(data, pixel, i) - m) ** 2, 0),
		0,
	);
	return { mean, deviation: Math.sqrt(squares / pixels.length) };
}

/** 0 for background pixels, reached from the border over similar ones; 255 for the rest. */
function flood(data: Buffer, width: number, height: number, border: readonly number[]): Buffer {
	const alpha = Buffer.alloc(width * height, 255);
	const stack = [...border];
	for (const pixel of border) alpha[pixel] = 0;
	const near = (a: number, b: number) =>
		[0, 1, 2].reduce((sum, i) => sum + Math.abs(channel(data, a, i) - channel(data, b, i)), 0) <
		TOLERANCE / 3;
	for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
		const x = pixel % width;
		const neighbours = [pixel - width, pixel + width];
		if (x > 0) neighbours.push(pixel - 1);
		if (x < width - 1) neighbours.push(pixel + 1);
		for (const next of neighbours) {
			if (alpha[next] !== 255 || !near(next, pixel)) continue;
			alpha[next] = 0;
			stack.push(next);
		}
	}
	return alpha;
}

/** Takes one pixel off the object all around: there, object and background are mixed. */
function erode(alpha: Buffer, width: number): Buffer {
	const eroded = Buffer.from(alpha);
	const around = [1, width - 1, width, width + 1];
	for (let pixel = 0; pixel < alpha.length; pixel++) {
		if (alpha[pixel] !== 0) continue;
		for (const step of around) {
			if (pixel + step < alpha.length) eroded[pixel + step] = 0;
			if (pixel >= step) eroded[pixel - step] = 0;
		}
	}
	return eroded;
}

/**
 * The alpha channel (one byte a pixel) that frees the object from a plain background, or
 * undefined when the picture has none. A picture that is transparent already keeps its own.
 */
export async function cutoutAlpha(raster: Raster): Promise<Buffer | undefined> {
	const small = await open(raster).resize(SEARCH_WIDTH).raw().toBuffer({ resolveWithObject: true });
	const { width, height } = small.info;
	const pixels = borderPixels(width, height);
	const clear = pixels.filter((pixel) => channel(small.data, pixel, 3) < 128).length;
	if (clear > pixels.length / 2) return Buffer.alloc(raster.width * raster.height, 255);
	if (borderOf(small.data, pixels).deviation > PLAIN_DEVIATION) return undefined;
	const alpha = flood(small.data, width, height, pixels);
	const kept = alpha.reduce((sum, value) => sum + value, 0) / 255 / alpha.length;
	if (kept < 0.02 || kept > 0.92) return undefined;
	return await sharp(erode(alpha, width), { raw: { width, height, channels: 1 } })
		.resize(raster.width, raster.height, { fit: 'fill', kernel: 'cubic' })
		.blur(Math.max(0.9, raster.width / SEARCH_WIDTH / 2))
		// Steepens the blurred edge again.
		.linear(1.35, -45)
		.extractChannel(0)
		.raw()
		.toBuffer();
}
