import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { type ErrorDefinition, Problem, toError, withDetail } from '../errors/problem';
import type { ImageSource } from '../files/sources';
import type { ParameterFacts } from '../models/facts';
import { fieldsOf, sourcesIn, sourcesOfRow, type SourceRow } from './fileSources';
import { textIn, wrongType } from './values';

/** One row of the Images control. */
interface ImageRow extends SourceRow {
	tag?: unknown;
}

function imagesOfRow(
	ctx: IExecuteFunctions,
	itemIndex: number,
	row: ImageRow,
	ifEmpty: ErrorDefinition,
): ImageSource[] {
	const named = sourcesOfRow(ctx, itemIndex, row, 'binary', ifEmpty);
	const tag = textIn('Tag', row.tag ?? '').trim();
	return tag === '' ? named : named.map((image) => ({ ...image, tag }));
}

/**
 * The images of one item in the order in which they were named. As a tool of an agent the node has
 * the flat field Image URLs instead of rows.
 * @param ifEmpty what is said where none is named
 * @throws Problem
 */
export function readImages(
	ctx: IExecuteFunctions,
	itemIndex: number,
	ifEmpty: ErrorDefinition = INPUT_ERRORS.imagesMissing,
): ImageSource[] {
	const flat: unknown = ctx.getNodeParameter('imageUrls', itemIndex, '');
	if (flat !== '') return sourcesIn(ctx, itemIndex, flat, ifEmpty, 'mistakes');
	const rows = ctx.getNodeParameter('images.values', itemIndex, []) as ImageRow[];
	const images = rows.flatMap((row, at) => {
		try {
			return imagesOfRow(ctx, itemIndex, row, ifEmpty);
		} catch (thrown) {
			throw rows.length > 1 ? withDetail(`Image ${at + 1} of ${rows.length}.`, thrown) : thrown;
		}
	});
	if (images.length === 0) throw new Problem(ifEmpty);
	return images;
}

/** An image with a role of its own: how its controls' names begin, its label, and the error where it is missing or named twice. */
interface Slot {
	readonly stem: string;
	readonly label: string;
	/** Name with which the control for its field starts; undefined where such a name is no guess. */
	readonly preset?: string;
	readonly missing: ErrorDefinition;
	readonly several: ErrorDefinition;
}

/** What the interface calls the mask. */
export const MASK_LABEL = 'Mask';

const MASK: Slot = {
	stem: 'mask',
	label: MASK_LABEL,
	missing: INPUT_ERRORS.maskMissing,
	several: INPUT_ERRORS.maskAmbiguous,
};

const slotOf = ({ control = '', name, label = name, field }: ParameterFacts): Slot => ({
	stem: control,
	label,
	...(field !== undefined && { preset: field }),
	missing: INPUT_ERRORS.namedImageMissing,
	several: INPUT_ERRORS.namedImageAmbiguous,
});

/** The messages speak of the fields of images; the headline says first which image is meant. */
export const aboutImage = (label: string, thrown: unknown): Error =>
	thrown instanceof Problem ? thrown.with({ about: label }) : toError(thrown);

/** The same where the label is a name that the user entered: in the description. */
export function withFieldLabel(label: string, thrown: unknown): Error {
	return withDetail(`This is about '${label}'.`, thrown);
}

const sourceOf = (ctx: IExecuteFunctions, itemIndex: number, { stem }: Slot): unknown =>
	ctx.getNodeParameter(`${stem}Source`, itemIndex, 'none');

const fieldOf = (ctx: IExecuteFunctions, itemIndex: number, { stem }: Slot): unknown =>
	ctx.getNodeParameter(`${stem}BinaryPropertyName`, itemIndex, '');

/** Names of fields to take instead of the entered ones, by stem. */
type Instead = ReadonlyMap<string, string>;

/**
 * Files for the images whose field was left as it is and does not exist. Where as many files are
 * left over as images are without one, each takes the next of them: the only file of an item, or two
 * in their order. Anything else would be a guess, and a swapped pair costs as much as the right one.
 */
function filesInstead(ctx: IExecuteFunctions, itemIndex: number, slots: readonly Slot[]): Instead {
	const files = fieldsOf(ctx, itemIndex);
	const instead = new Map<string, string>();
	const taken: unknown[] = [];
	const without: Slot[] = [];
	for (const slot of slots.filter((one) => sourceOf(ctx, itemIndex, one) === 'binary')) {
		const name = fieldOf(ctx, itemIndex, slot);
		// combined mode keeps a file named `source` under `_files.source`
		const own = files.find((file) => file === name || file.endsWith(`.${String(name)}`));
		if (name !== slot.preset) taken.push(name);
		else if (own === undefined) without.push(slot);
		else instead.set(slot.stem, own);
	}
	taken.push(...instead.values());
	const left = files.filter((file) => !taken.includes(file));
	if (left.length === without.length) {
		left.forEach((file, at) => instead.set(without[at]?.stem ?? '', file));
	}
	return instead;
}

/** A form with a field 'Mask' yields a file of that name: the preset name finds it. */
function maskField(ctx: IExecuteFunctions, itemIndex: number, name: unknown): unknown {
	const files = fieldsOf(ctx, itemIndex);
	if (name !== 'mask' || files.includes(name)) return name;
	return files.find((file) => file.toLowerCase() === name) ?? name;
}

function namedBy(
	ctx: IExecuteFunctions,
	itemIndex: number,
	slot: Slot,
	instead: Instead,
): ImageSource[] {
	const { stem, missing } = slot;
	const source = sourceOf(ctx, itemIndex, slot);
	if (source === 'binary') {
		const name = instead.get(stem) ?? fieldOf(ctx, itemIndex, slot);
		const field = slot === MASK ? maskField(ctx, itemIndex, name) : name;
		return sourcesIn(ctx, itemIndex, field, missing, 'fieldNames');
	}
	if (source === 'none') return [];
	if (source !== 'url') throw wrongType('Source', "'binary', 'url' or 'none'", source);
	const url: unknown = ctx.getNodeParameter(`${stem}Url`, itemIndex, '');
	return sourcesIn(ctx, itemIndex, url, missing, 'mistakes');
}

function read(
	ctx: IExecuteFunctions,
	itemIndex: number,
	slot: Slot,
	required: boolean,
	instead: Instead = new Map(),
): ImageSource | null {
	try {
		const named = namedBy(ctx, itemIndex, slot, instead);
		if (named.length > 1) throw new Problem(slot.several);
		if (required && named.length === 0) throw new Problem(slot.missing);
		return named[0] ?? null;
	} catch (thrown) {
		throw aboutImage(slot.label, thrown);
	}
}

/** The mask of one item, or null when none is used. @throws Problem */
export const readMask = (
	ctx: IExecuteFunctions,
	itemIndex: number,
	required = false,
): ImageSource | null => read(ctx, itemIndex, MASK, required);

/**
 * The images of one item that have a role each, by the names that Segmind documents.
 * @throws Problem
 */
export function readNamedImages(
	ctx: IExecuteFunctions,
	itemIndex: number,
	parameters: readonly ParameterFacts[],
): Record<string, ImageSource> {
	const named: Record<string, ImageSource> = {};
	const own = parameters.filter(({ role }) => role === 'image');
	const instead = filesInstead(ctx, itemIndex, own.map(slotOf));
	for (const parameter of own) {
		const image = read(ctx, itemIndex, slotOf(parameter), parameter.required, instead);
		if (image) named[parameter.name] = image;
	}
	return named;
}
