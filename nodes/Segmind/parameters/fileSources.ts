import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { describeValue, formatValue } from '../core/json';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { type ErrorDefinition, Problem, withDetail } from '../errors/problem';
import type { FileSource, ImageSource } from '../files/sources';
import {
	type FileDescription,
	heldFile,
	looksLikeContent,
	type Named,
	namedIn,
	urlOfAttachment,
} from './namedFiles';
import { checkText, wrongType } from './values';

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
export const PRESET = 'data';

export const isField = (field: string, name: string): boolean =>
	field === name || field === `_files.${name}`;

/** Names of files that the other controls of an item hold. */
function namedElsewhere(ctx: IExecuteFunctions, itemIndex: number): string[] {
	const rows = ['images', 'imageFields', 'fileFields'].flatMap(
		(control) =>
			ctx.getNodeParameter(`${control}.values`, itemIndex, []) as Array<Record<string, unknown>>,
	);
	const usesMask = ctx.getNodeParameter('maskSource', itemIndex, 'none') === 'binary';
	const mask = usesMask ? ctx.getNodeParameter('maskBinaryPropertyName', itemIndex, '') : '';
	return namedIn([...rows.map(({ binaryPropertyName }) => binaryPropertyName), mask]).flatMap(
		(named) => (named.kind === 'text' ? [named.text] : []),
	);
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

/** Markup is taken out of what is shown, and would be missing here. */
const asWritten = (text: string): string =>
	text.slice(0, 200).replace(/[<>]/g, (sign) => (sign === '<' ? '‹' : '›'));

export function missing(ctx: IExecuteFunctions, itemIndex: number, name: string): Problem {
	const names = fieldsOf(ctx, itemIndex);
	const found = names.length > 0 ? names.map((n) => `'${n}'`).join(', ') : 'none';
	return new Problem(INPUT_ERRORS.fieldMissing, {
		detail: `Named: '${asWritten(name)}'. File fields of this item: ${found}.`,
	});
}

function fileIn(ctx: IExecuteFunctions, itemIndex: number, field: string): IBinaryData | undefined {
	try {
		return ctx.helpers.assertBinaryData(itemIndex, field);
	} catch {
		return undefined;
	}
}

/** @throws Problem for a file of n8n's storage that this execution does not hold, see `heldFile` */
function refuseUnlessHeld(ctx: IExecuteFunctions, file: IBinaryData): void {
	if (!file.id || heldFile(ctx, file.id)) return;
	throw new Problem(INPUT_ERRORS.fileNotHeld, { detail: `Found: ${formatValue(file)}.` });
}

/** @param only whether it is the only one that its control names */
function fileOfField(
	ctx: IExecuteFunctions,
	itemIndex: number,
	name: string,
	only: boolean,
): FileSource {
	if (looksLikeContent(name)) throw new Problem(INPUT_ERRORS.base64InsteadOfName);
	const field = only ? fieldInstead(ctx, itemIndex, name) : name;
	const file = fileIn(ctx, itemIndex, field);
	if (!file) throw missing(ctx, itemIndex, field);
	// a path into the JSON, which n8n's combined mode takes for a file wherever it leads
	if (!fieldsOf(ctx, itemIndex).includes(field)) refuseUnlessHeld(ctx, file);
	return { kind: 'file', itemIndex, field };
}

/** By its ID; in n8n's memory mode, where `$binary` has none, by all that is said of it. */
function isSame(file: FileDescription, held: IBinaryData | undefined): boolean {
	if (!held) return false;
	if (file.id !== undefined) return file.id === held.id;
	const said = Object.entries(file);
	return said.every(([key, value]) => held[key as keyof IBinaryData] === value);
}

/**
 * The field of the item that holds a file; undefined where none does.
 * @throws Problem where several look alike
 */
function fieldHolding(
	ctx: IExecuteFunctions,
	itemIndex: number,
	{ file, name = '' }: Extract<Named, { kind: 'file' }>,
): string | undefined {
	const same = fieldsOf(ctx, itemIndex).filter((field) =>
		isSame(file, fileIn(ctx, itemIndex, field)),
	);
	const own = same.find((field) => isField(field, name));
	if (own === undefined && same.length > 1 && file.id === undefined && file.data === undefined) {
		const detail = `These look the same: ${same.map((field) => `'${field}'`).join(', ')}.`;
		throw new Problem(INPUT_ERRORS.fileUnclear, { detail });
	}
	return own ?? same[0];
}

/** A stored file is only ever one that this execution holds, see `heldFile`. */
function fileGiven(
	ctx: IExecuteFunctions,
	itemIndex: number,
	named: Extract<Named, { kind: 'file' }>,
): ImageSource {
	const { file } = named;
	const own = fieldHolding(ctx, itemIndex, named);
	const field = own ?? (typeof file.id === 'string' ? heldFile(ctx, file.id) : undefined);
	if (field !== undefined) return { kind: 'file', itemIndex, field };
	if (!file.id && typeof file.data === 'string' && file.data !== '') {
		return { kind: 'file', itemIndex, field: file as unknown as IBinaryData };
	}
	const url = urlOfAttachment(file);
	if (url !== undefined) return { kind: 'url', url };
	throw new Problem(INPUT_ERRORS.fileNotHeld, { detail: `Found: ${formatValue(file)}.` });
}

/** What a text is that is no URL: the name of a field of the item, or a mistake. */
export type TextsAre = 'fieldNames' | 'mistakes';

function sourceOf(
	ctx: IExecuteFunctions,
	itemIndex: number,
	named: Named,
	only: boolean,
	texts: TextsAre,
): ImageSource {
	if (named.kind === 'url') return named;
	if (named.kind === 'file') return fileGiven(ctx, itemIndex, named);
	if (named.kind !== 'text') {
		const error = named.kind === 'hole' ? INPUT_ERRORS.entryEmpty : INPUT_ERRORS.noFileNamed;
		throw new Problem(error, { detail: `Found: ${describeValue(named.value)}.` });
	}
	const { text } = named;
	checkText('The value', text);
	if (texts === 'fieldNames') return fileOfField(ctx, itemIndex, text, only);
	throw new Problem(INPUT_ERRORS.urlInvalid, { detail: `Given: '${asWritten(text)}'.` });
}

/**
 * The files that a value of a control stands for, in their order.
 * @param ifEmpty what is said where it names none
 * @throws Problem, also for a list with an empty entry: what is left would be another request
 */
export function sourcesIn(
	ctx: IExecuteFunctions,
	itemIndex: number,
	value: unknown,
	ifEmpty: ErrorDefinition,
	texts: TextsAre,
): ImageSource[] {
	const named = namedIn(value);
	if (named.length === 0) throw new Problem(ifEmpty, { detail: `Found: ${describeValue(value)}.` });
	const only = named.length === 1;
	return named.map((one, at) => {
		try {
			return sourceOf(ctx, itemIndex, one, only, texts);
		} catch (thrown) {
			throw only ? thrown : withDetail(`Entry ${at + 1} of ${named.length}.`, thrown);
		}
	});
}

/** A row that names files by a field or by a URL. Values may be of any type when they come from expressions. */
export interface SourceRow {
	source?: unknown;
	binaryPropertyName?: unknown;
	url?: unknown;
}

/**
 * The same for a row. What n8n leaves out of it is as it was preset; an expression that yields nothing
 * is no choice of what is preset, since another file than the wanted one costs as much.
 * @throws Problem
 */
export function sourcesOfRow(
	ctx: IExecuteFunctions,
	itemIndex: number,
	row: SourceRow,
	presetSource: 'binary' | 'url',
	ifEmpty: ErrorDefinition,
): ImageSource[] {
	const preset = { source: presetSource, binaryPropertyName: PRESET, url: '' };
	const { source, binaryPropertyName, url }: SourceRow = { ...preset, ...row };
	if (source === 'url') return sourcesIn(ctx, itemIndex, url, ifEmpty, 'mistakes');
	if (source !== 'binary') throw wrongType('Source', "'binary' or 'url'", source);
	return sourcesIn(ctx, itemIndex, binaryPropertyName, ifEmpty, 'fieldNames');
}

const UPLOAD_FIRST = "Upload the file first, with 'File' and 'Upload', and give its URL here.";

/**
 * The same for a setting that takes URLs alone; it may name none.
 * @throws Problem, also for a file
 */
export function urlsIn(
	ctx: IExecuteFunctions,
	itemIndex: number,
	value: unknown,
	setting: string,
): string[] {
	if (namedIn(value).length === 0) return [];
	try {
		return sourcesIn(ctx, itemIndex, value, INPUT_ERRORS.imagesMissing, 'mistakes').map(
			(source) => {
				if (source.kind === 'url') return source.url;
				throw new Problem(INPUT_ERRORS.urlInvalid, {
					detail: 'Given: a file.',
					next: UPLOAD_FIRST,
				});
			},
		);
	} catch (thrown) {
		throw withDetail(`This is about '${setting}'.`, thrown);
	}
}
