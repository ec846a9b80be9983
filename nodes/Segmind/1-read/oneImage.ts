import type { IExecuteFunctions } from 'n8n-workflow';
import { asIs } from '../errors/asIs';
import { INPUT_ROWS } from '../errors/inputRows';
import { Problem, type Row } from '../errors/problem';
import type { ImageSource } from '../2-images/source';
import type { ParameterFacts } from '../models/facts';
import { labelOf } from './label';
import { filesNamed, urlsNamed } from './images';

/** A picture with a role of its own: how its controls' names begin, how it is called, and what is said where it is missing or named twice. */
interface Slot {
	readonly stem: string;
	readonly label: string;
	readonly missing: Row;
	readonly several: Row;
}

const MASK: Slot = {
	stem: 'mask',
	label: 'Mask',
	missing: INPUT_ROWS.maskMissing,
	several: INPUT_ROWS.maskAmbiguous,
};

const slotOf = ({ control = '', name }: ParameterFacts): Slot => ({
	stem: control,
	label: labelOf(name),
	missing: INPUT_ROWS.namedImageMissing,
	several: INPUT_ROWS.namedImageAmbiguous,
});

/** The messages speak of the fields of images; the description says which picture is meant. */
export function about(label: string, thrown: unknown): Error {
	if (!(thrown instanceof Problem)) return asIs(thrown);
	const { row, details } = thrown;
	const detail = `This is about '${label}'. ${details.detail ?? ''}`.trim();
	return new Problem(row, { ...details, detail });
}

function namedBy(ctx: IExecuteFunctions, itemIndex: number, slot: Slot): ImageSource[] {
	const { stem, missing } = slot;
	const source = ctx.getNodeParameter(`${stem}Source`, itemIndex, 'none');
	if (source === 'binary') {
		const name = ctx.getNodeParameter(`${stem}BinaryPropertyName`, itemIndex, '');
		return filesNamed(ctx, itemIndex, name, missing);
	}
	if (source !== 'url') return [];
	return urlsNamed(ctx.getNodeParameter(`${stem}Url`, itemIndex, ''), missing);
}

function read(
	ctx: IExecuteFunctions,
	itemIndex: number,
	slot: Slot,
	required: boolean,
): ImageSource | null {
	try {
		const named = namedBy(ctx, itemIndex, slot);
		if (named.length > 1) throw new Problem(slot.several);
		if (required && named.length === 0) throw new Problem(slot.missing);
		return named[0] ?? null;
	} catch (thrown) {
		throw about(slot.label, thrown);
	}
}

/** The mask of one item, or null when none is used. @throws Problem */
export const readMask = (
	ctx: IExecuteFunctions,
	itemIndex: number,
	required = false,
): ImageSource | null => read(ctx, itemIndex, MASK, required);

/**
 * The pictures of one item that have a role each, by the names that Segmind documents.
 * @throws Problem
 */
export function readNamedImages(
	ctx: IExecuteFunctions,
	itemIndex: number,
	parameters: readonly ParameterFacts[],
): Record<string, ImageSource> {
	const named: Record<string, ImageSource> = {};
	for (const parameter of parameters.filter(({ role }) => role === 'image')) {
		const image = read(ctx, itemIndex, slotOf(parameter), parameter.required);
		if (image) named[parameter.name] = image;
	}
	return named;
}
