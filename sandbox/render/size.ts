import sharp from 'sharp';
import type { DocumentedModel } from '../documentation/types';
import type { JsonObject } from '../types';

export interface Size {
	width: number;
	height: number;
}

const SQUARE: Size = { width: 1024, height: 1024 };
const LONGEST = 1536;
const AREA = 1024 * 1024;

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);

/** About a megapixel in the given ratio, the longer side at most 1536. */
function inRatio(width: number, height: number): Size {
	const scale = Math.min(Math.sqrt(AREA / (width * height)), LONGEST / Math.max(width, height));
	return { width: even(width * scale), height: even(height * scale) };
}

/** Dimensions as a viewer shows them, that is with the EXIF orientation applied. */
async function sizeOfImage(bytes: Buffer): Promise<Size> {
	const { width = 1, height = 1, orientation = 1 } = await sharp(bytes).metadata();
	return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/**
 * The dimensions that a body asks for: `1024x1536`, a pair of pixels like `1280:720`, a ratio like
 * `16:9`, `square`, or a word that means "like the first image".
 */
export async function outputSize(
	model: DocumentedModel,
	body: JsonObject,
	first: Buffer | undefined,
): Promise<Size> {
	const name = model.sizeParameter;
	const asked = name === undefined ? 'auto' : (body[name] ?? model.parameters[name]?.default);
	const [, a, separator, b] = /^(\d+)([x:])(\d+)$/.exec(String(asked)) ?? [];
	if (a !== undefined && b !== undefined) {
		const size = { width: Number(a), height: Number(b) };
		return separator === 'x' || size.width > 99 ? size : inRatio(size.width, size.height);
	}
	if (asked === 'square' || !first) return SQUARE;
	const like = await sizeOfImage(first);
	if (asked === 'original' && Math.max(like.width, like.height) <= 4096) return like;
	return inRatio(like.width, like.height);
}
