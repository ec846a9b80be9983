import type { IExecuteFunctions } from 'n8n-workflow';
import { HEADER_BYTES, imageHeader, type ImageHeader } from '../files/imageSize';
import { headOf, openFile, type ImageSource } from '../files/sources';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { toError } from '../errors/toError';

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

function described({ format = 'unknown format', size, transparency }: ImageHeader): string {
	const opaque = transparency === false ? ' without transparency' : '';
	return `${format}${opaque}${size ? `, ${size[0]} × ${size[1]} pixels` : ''}`;
}

/** What is not known is not held against a mask. */
function fits(image: ImageHeader, mask: ImageHeader, rule: MaskRule): boolean {
	const known = image.size && mask.size;
	if (known && image.size.join() !== mask.size.join()) return false;
	return rule === 'sameSize' || (mask.format === 'PNG' && mask.transparency !== false);
}

/**
 * A sentence that names both, where a mask doesn't fit the first image.
 * @returns undefined where it fits, as far as their headers tell
 */
export function maskMismatch(
	image: ImageHeader,
	mask: ImageHeader,
	rule: MaskRule,
): string | undefined {
	if (fits(image, mask, rule)) return undefined;
	const both = `The mask (${described(mask)}) does not match the first image (${described({ ...image, transparency: undefined })}).`;
	return `${both} ${ADVICE[rule]}`;
}

const headerOf = async (
	ctx: IExecuteFunctions,
	source: Extract<ImageSource, { kind: 'file' }>,
): Promise<ImageHeader> => imageHeader(await headOf(await openFile(ctx, source), HEADER_BYTES));

/** The same for the files of an item; undefined where one of the two is a URL or missing. */
async function compareFiles(
	ctx: IExecuteFunctions,
	image: ImageSource | undefined,
	mask: ImageSource | null,
	rule: MaskRule,
): Promise<string | undefined> {
	if (image?.kind !== 'file' || mask?.kind !== 'file') return undefined;
	return maskMismatch(await headerOf(ctx, image), await headerOf(ctx, mask), rule);
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
	// an expression may yield text
	const refuse = String(ctx.getNodeParameter('options.requireMatchingMask', itemIndex, false));
	const mismatch = await compareFiles(ctx, images[0], mask, rule).catch((thrown: unknown) => {
		// n8n has deleted a file that was uploaded before
		if (refuse === 'true') throw toError(thrown);
	});
	if (mismatch === undefined) return undefined;
	if (refuse === 'true') throw new Problem(INPUT_ERRORS.maskMismatch, { detail: mismatch });
	return `${mismatch} ${HOW_TO_REFUSE}`;
}
