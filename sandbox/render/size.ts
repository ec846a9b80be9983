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

/** `custom`: the ratio's own parameters say what it is. */
function custom({ parameters }: DocumentedModel, body: JsonObject): Size {
	const side = (name: string) => Number(body[name] ?? parameters[name]?.default ?? SQUARE.width);
	return { width: side('width'), height: side('height') };
}

/** What a viewer still opens, and the sandbox's processor still makes in a second. */
const LARGEST_SIDE = 4096;

/** The dimensions of a picture that is made larger. */
export async function enlargedSize(
	model: DocumentedModel,
	body: JsonObject,
	bytes: Buffer,
): Promise<Size> {
	const name = model.scaleParameter ?? '';
	const asked = Number(body[name] ?? model.parameters[name]?.default ?? 2);
	const { width, height } = await sizeOfImage(bytes);
	const scale = Math.max(1, Math.min(asked, LARGEST_SIDE / Math.max(width, height)));
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * The dimensions that a body asks for: `1024x1536`, `RESOLUTION_512_1536`, a pair of pixels like `1280:720`, a ratio like
 * `16:9`, `square`, or a word that means "like the first image".
 */
export async function outputSize(
	model: DocumentedModel,
	body: JsonObject,
	first: Buffer | undefined,
): Promise<Size> {
	const name = model.sizeParameter;
	const asked = name === undefined ? 'auto' : (body[name] ?? model.parameters[name]?.default);
	const [, a, separator, b] = /^(?:RESOLUTION_)?(\d+)([x:_])(\d+)$/.exec(String(asked)) ?? [];
	if (a !== undefined && b !== undefined) {
		const size = { width: Number(a), height: Number(b) };
		return separator !== ':' || size.width > 99 ? size : inRatio(size.width, size.height);
	}
	if (asked === 'custom') return custom(model, body);
	if (asked === 'square' || !first) return SQUARE;
	const like = await sizeOfImage(first);
	if (asked === 'original' && Math.max(like.width, like.height) <= 4096) return like;
	return inRatio(like.width, like.height);
}
