import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem, type ErrorDefinition } from '../errors/problem';
import type { FileSource, ImageSource } from '../files/sources';
import { httpUrl } from '../http/endpoints';

/** One row of the Images control. Values may be of any type when they come from expressions. */
interface ImageRow {
	source?: unknown;
	binaryPropertyName?: unknown;
	url?: unknown;
	tag?: unknown;
}

/** Text longer than any name of a field, or with the mark of a data URL, is file content. */
const looksLikeContent = (name: string): boolean => name.startsWith('data:') || name.length > 256;

const isFile = (value: unknown): value is IBinaryData =>
	typeof value === 'object' && value !== null && 'mimeType' in value && 'data' in value;

/** Names of the files of an item, as its Binary tab shows them (combined mode keeps them in `_files`). */
export function fieldsOf(ctx: IExecuteFunctions, itemIndex: number): string[] {
	const item = ctx.getInputData()[itemIndex];
	const files = item?.json._files;
	const combined =
		typeof files === 'object' && files !== null
			? Object.keys(files).map((name) => `_files.${name}`)
			: [];
	return [...Object.keys(item?.binary ?? {}), ...combined];
}

/** The name with which every control for a file starts, except those of a mask and of two faces. */
const PRESET = 'data';

const isField = (field: string, name: string): boolean =>
	field === name || field === `_files.${name}`;

/** Names of files that the other controls of an item hold. */
function namedElsewhere(ctx: IExecuteFunctions, itemIndex: number): string[] {
	const rows = ['images', 'imageFields', 'fileFields'].flatMap(
		(control) => ctx.getNodeParameter(`${control}.values`, itemIndex, []) as ImageRow[],
	);
	const usesMask = ctx.getNodeParameter('maskSource', itemIndex, 'none') === 'binary';
	const mask = usesMask ? ctx.getNodeParameter('maskBinaryPropertyName', itemIndex, '') : '';
	return [...rows.map(({ binaryPropertyName }) => binaryPropertyName), mask]
		.flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
		.map((name) => name.trim());
}

/**
 * The field to read where the name was left as it is and no field has it: the item's only file,
 * since Form Trigger, Gmail and others name theirs differently. Of several files, or of one that is
 * named elsewhere, it would be a guess, and the wrong image costs as much as the right one.
 */
function fieldInstead(ctx: IExecuteFunctions, itemIndex: number, name: string): string {
	const fields = name === PRESET ? fieldsOf(ctx, itemIndex) : [];
	const own = fields.find((field) => isField(field, PRESET));
	const [only, ...others] = fields;
	if (own !== undefined || only === undefined || others.length > 0) return own ?? name;
	const taken = namedElsewhere(ctx, itemIndex).some((other) => isField(only, other));
	return taken ? name : only;
}

function missing(ctx: IExecuteFunctions, itemIndex: number, name: string): Problem {
	const names = fieldsOf(ctx, itemIndex);
	const found = names.length > 0 ? names.map((n) => `'${n}'`).join(', ') : 'none';
	return new Problem(INPUT_ERRORS.fieldMissing, {
		detail: `Named: '${name}'. File fields of this item: ${found}.`,
	});
}

/** Files by the names of their fields, several separated by commas. */
export function filesNamed(
	ctx: IExecuteFunctions,
	itemIndex: number,
	value: unknown,
	rowIfEmpty: ErrorDefinition = INPUT_ERRORS.imagesMissing,
): FileSource[] {
	if (isFile(value)) return [{ kind: 'file', itemIndex, field: value }];
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') throw new Problem(rowIfEmpty);
	if (looksLikeContent(text)) throw new Problem(INPUT_ERRORS.base64InsteadOfName);
	const names = text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	if (names.length === 0) throw new Problem(rowIfEmpty);
	return names.map((name) => {
		const field = names.length === 1 ? fieldInstead(ctx, itemIndex, name) : name;
		try {
			ctx.helpers.assertBinaryData(itemIndex, field);
		} catch {
			throw missing(ctx, itemIndex, field);
		}
		return { kind: 'file' as const, itemIndex, field };
	});
}

/** URLs out of a text, a list, or a text that holds a list (agents write all three). */
export function urlsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(urlsIn);
	const text = typeof value === 'string' ? value.trim() : '';
	if (text.startsWith('[')) {
		try {
			return urlsIn(JSON.parse(text) as unknown);
		} catch {
			return [text];
		}
	}
	return text === ''
		? []
		: text.split(/[\s,]+(?=https?:\/\/)/i).map((part) => part.replace(/[\s,]+$/, ''));
}

/** Images by their URLs. */
export function urlsNamed(
	value: unknown,
	rowIfEmpty: ErrorDefinition = INPUT_ERRORS.imagesMissing,
): ImageSource[] {
	const named = urlsIn(value);
	if (named.length === 0) throw new Problem(rowIfEmpty);
	return named.map((text) => {
		const url = httpUrl(text);
		if (url === undefined) {
			throw new Problem(INPUT_ERRORS.urlInvalid, { detail: `Given: '${text.slice(0, 200)}'.` });
		}
		return { kind: 'url' as const, url };
	});
}

/**
 * The images of one item in the order in which they were named. As a tool of an agent the node has
 * the flat field Image URLs instead of rows.
 * @param rowIfEmpty what is said where none is named
 * @throws Problem
 */
export function readImages(
	ctx: IExecuteFunctions,
	itemIndex: number,
	rowIfEmpty: ErrorDefinition = INPUT_ERRORS.imagesMissing,
): ImageSource[] {
	const flat = urlsIn(ctx.getNodeParameter('imageUrls', itemIndex, ''));
	if (flat.length > 0) return urlsNamed(flat);
	const rows = ctx.getNodeParameter('images.values', itemIndex, []) as ImageRow[];
	const images = rows.flatMap((row) => {
		const named =
			row.source === 'url'
				? urlsNamed(row.url, rowIfEmpty)
				: filesNamed(ctx, itemIndex, row.binaryPropertyName ?? 'data', rowIfEmpty);
		const tag = typeof row.tag === 'string' ? row.tag.trim() : '';
		return tag === '' ? named : named.map((image) => ({ ...image, tag }));
	});
	if (images.length === 0) throw new Problem(rowIfEmpty);
	return images;
}
