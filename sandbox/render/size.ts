import sharp from 'sharp';
import type { DocumentedModel } from '../documentation/types';
import type { JsonObject } from '../types';

export interface Size {
	width: number;
	height: number;
}

const SQUARE: Size = { width: 1024, height: 1024 };
const MAX_SIDE_PX = 1536;

/** What a viewer still opens, and the sandbox's processor still makes in a second. */
const MAX_ENLARGED_SIDE_PX = 4096;

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);

/** About a megapixel in the given ratio. */
function inRatio({ width, height }: Size): Size {
	const area = Math.sqrt((SQUARE.width * SQUARE.height) / (width * height));
	const scale = Math.min(area, MAX_SIDE_PX / Math.max(width, height));
	return { width: even(width * scale), height: even(height * scale) };
}

/** Dimensions as a viewer shows them, that is with the EXIF orientation applied. */
async function sizeOfImage(bytes: Buffer): Promise<Size> {
	const { width = 1, height = 1, orientation = 1 } = await sharp(bytes).metadata();
	return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/**
 * The dimensions that a body asks for: `1024x1536`, `RESOLUTION_512_1536`, a pair of pixels like
 * `1280:720`, a ratio like `16:9`, `square`, a width and a height with `custom`, how many times as
 * large as the first image, or a word that means "like the first image".
 */
export async function sizeOf(
	{ parameters, settings, makes }: DocumentedModel,
	body: JsonObject,
	first: Buffer | undefined,
): Promise<Size> {
	const setting = (name = '') => body[name] ?? parameters[name]?.default;
	const asked = setting(settings.size);
	const [, a, separator, b] = /^(?:RESOLUTION_)?(\d+)([x:_])(\d+)$/.exec(String(asked)) ?? [];
	if (a !== undefined && b !== undefined) {
		const size = { width: Number(a), height: Number(b) };
		return separator !== ':' || size.width > 99 ? size : inRatio(size);
	}
	const side = (name: string) => Number(setting(name) ?? SQUARE.width);
	if (asked === 'custom') return { width: side('width'), height: side('height') };
	if (asked === 'square' || !first) return SQUARE;
	const like = await sizeOfImage(first);
	const longer = Math.max(like.width, like.height);
	if (makes !== 'upscale') {
		return asked === 'original' && longer <= MAX_ENLARGED_SIDE_PX ? like : inRatio(like);
	}
	const wanted = Number(setting(settings.scale) ?? 2);
	const scale = Math.max(1, Math.min(wanted, MAX_ENLARGED_SIDE_PX / longer));
	return { width: Math.round(like.width * scale), height: Math.round(like.height * scale) };
}
