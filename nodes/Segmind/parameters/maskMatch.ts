import type { IExecuteFunctions } from 'n8n-workflow';
import { HEADER_BYTES, imageHeader, type ImageHeader } from '../files/imageSize';
import { headOf, openFile, type ImageSource } from '../files/sources';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { isSwitchedOn } from './options';
import { Problem, toError } from '../errors/problem';

/** What a mask is held against. Segmind's documentation says nothing of it, so it is advice. */
export type MaskRule = 'transparentPng' | 'sameSize';

const ADVICE: Readonly<Record<MaskRule, string>> = {
	transparentPng:
		"OpenAI's rule for these models is a PNG with transparency, of the same size as the first image.",
	sameSize: 'A mask should have the same size as the image.',
};

/** Said after a run that was billed all the same. */
const HOW_TO_REFUSE =
	"To refuse such an item before it is submitted, turn on 'Require Matching Mask' under 'Options'.";

const pixels = (size: ImageHeader['size']): string => (size ? `${size.join(' × ')} pixels` : '');

function described(header: ImageHeader): string {
	const { format = 'unknown format', size, turnedSize, transparency } = header;
	const opaque = transparency === false ? ' without transparency' : '';
	const turned = turnedSize ? `shown turned as ${pixels(turnedSize)}` : '';
	return [format + opaque, pixels(size), turned].filter((part) => part !== '').join(', ');
}

const isSame = (a: ImageHeader['size'], b: ImageHeader['size']): boolean => pixels(a) === pixels(b);

/** In the size that is stored, or in the one that is shown. What is not known is not held against a mask. */
function isMatch(image: ImageHeader, mask: ImageHeader, rule: MaskRule): boolean {
	const sizes = [mask.size, mask.turnedSize ?? mask.size];
	const own = [image.size, image.turnedSize ?? image.size];
	const isKnown = image.size && mask.size;
	if (isKnown && !own.some((size) => sizes.some((other) => isSame(size, other)))) return false;
	return rule === 'sameSize' || (mask.format === 'PNG' && mask.transparency !== false);
}

const bothNamed = (image: ImageHeader, mask: ImageHeader, says: string): string =>
	`The mask (${described(mask)}) ${says} the first image (${described({ ...image, transparency: undefined })}).`;

/**
 * A sentence that names both, where a mask doesn't fit the first image.
 * @returns undefined where it fits, as far as their headers tell
 */
export function maskMismatch(
	image: ImageHeader,
	mask: ImageHeader,
	rule: MaskRule,
): string | undefined {
	if (isMatch(image, mask, rule)) return undefined;
	return `${bothNamed(image, mask, 'does not match')} ${ADVICE[rule]}`;
}

/**
 * A sentence on a mask that fits as long as nobody turns the image as its metadata say: phones store
 * photos on their side.
 */
export function turnedNote(image: ImageHeader, mask: ImageHeader): string | undefined {
	const shown = [image.turnedSize ?? image.size, mask.turnedSize ?? mask.size] as const;
	if (!shown[0] || !shown[1] || isSame(...shown)) return undefined;
	const both = bothNamed(image, mask, 'matches only the stored size of');
	return `${both} If the model turns the image as it is shown, the mask no longer fits.`;
}

const headerOf = async (
	ctx: IExecuteFunctions,
	source: Extract<ImageSource, { kind: 'file' }>,
): Promise<ImageHeader> => imageHeader(await headOf(await openFile(ctx, source), HEADER_BYTES));

/** Image and mask where both are files of the item; undefined where one of the two is a URL or missing. */
async function headersOf(
	ctx: IExecuteFunctions,
	image: ImageSource | undefined,
	mask: ImageSource | null,
): Promise<readonly [ImageHeader, ImageHeader] | undefined> {
	if (image?.kind !== 'file' || mask?.kind !== 'file') return undefined;
	return [await headerOf(ctx, image), await headerOf(ctx, mask)];
}

/**
 * Compares the mask of an item with its first image, before anything is uploaded or submitted.
 * @returns what is to be told after the run
 * @throws Problem where they differ and the item is to be refused then
 */
export async function checkMask(
	ctx: IExecuteFunctions,
	itemIndex: number,
	{ images, mask }: { readonly images: readonly ImageSource[]; readonly mask: ImageSource | null },
	rule: MaskRule,
): Promise<string | undefined> {
	const refuse = isSwitchedOn(ctx, itemIndex, 'requireMatchingMask');
	const headers = await headersOf(ctx, images[0], mask).catch((thrown: unknown) => {
		// n8n has deleted a file that was uploaded before
		if (refuse) throw toError(thrown);
	});
	if (!headers) return undefined;
	const mismatch = maskMismatch(...headers, rule);
	if (mismatch === undefined) return turnedNote(...headers);
	if (refuse) throw new Problem(INPUT_ERRORS.maskMismatch, { detail: mismatch });
	return `${mismatch} ${HOW_TO_REFUSE}`;
}
