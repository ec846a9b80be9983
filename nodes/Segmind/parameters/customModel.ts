import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { checkInlineSize } from '../files/requestValue';
import { sniffMedia } from '../files/mediaType';
import { SNIFF_BYTES } from '../files/imageType';
import { headOf, openFile, type ImageSource } from '../files/sources';
import { findModel } from '../models/catalog';
import { type ModelFacts } from '../models/facts';
import { documentationInRun } from '../models/documentation/inRun';
import { locatorValue, slugIn } from '../models/slug';
import { checkForm, checkRequired } from './checkForm';
import { addField, fieldName, readBodyFields, type Fields } from './fields';
import { readForm, storedFields } from './modelForm';
import { resolveFiles } from './sendAs';
import { filesNamed, urlsNamed } from './images';
import { withFieldLabel } from './singleImage';
import { readOptions, type Options } from './options';
import { formatValue } from '../core/format';

/** How the API takes a file: its address, a list of addresses, or its content as base64. */
export type SentAs = 'url' | 'list' | 'base64';

/** The same as a person chooses it; `auto` goes by the documentation. */
export type SendAs = SentAs | 'auto';

/** One field of the API that takes files. */
export interface FileField {
	readonly name: string;
	/**
	 * As chosen. The name under which a paid job is found again is made of this, since what `auto`
	 * comes to depends on documentation that may not be readable the next time.
	 */
	readonly sendAs: SendAs;
	/** What the body is built with. */
	readonly sentAs: SentAs;
	/** Exactly one unless it is sent as a list. */
	readonly sources: readonly ImageSource[];
}

/** All that one item asks of any model, checked as far as it can be without Segmind. */
export interface CustomRequest {
	readonly model: ModelFacts;
	readonly fields: Fields;
	readonly files: readonly FileField[];
	readonly options: Options;
}

/** One row of the Files control. `source` is missing where the node is a tool. */
interface FileRow {
	name?: unknown;
	source?: unknown;
	binaryPropertyName?: unknown;
	url?: unknown;
	sendAs?: unknown;
}

/** A model without a file of its own: nothing is known of it but its name. */
const unknownModel = (slug: string): ModelFacts => ({
	slug,
	displayName: slug,
	operation: 'run',
	endpoint: `/v1/${slug}`,
	typicalSeconds: null,
	typicalUsd: null,
	parameters: [],
});

/** What an expression that finds nothing leaves behind, as text. */
const NOTHING = ['', 'undefined', 'null'];

/** @throws Problem when no model is named, or what is named can't be a slug */
function readSlug(ctx: IExecuteFunctions, itemIndex: number): string {
	const given: unknown = ctx.getNodeParameter('modelSlug', itemIndex, '', { extractValue: true });
	const text = locatorValue(given);
	if (NOTHING.includes(text)) throw new Problem(INPUT_ERRORS.slugMissing);
	const slug = slugIn(text);
	if (slug !== undefined) return slug;
	throw new Problem(INPUT_ERRORS.slugInvalid, { detail: `Given: '${text.slice(0, 200)}'.` });
}

function sourcesOf(ctx: IExecuteFunctions, itemIndex: number, row: FileRow): ImageSource[] {
	const ifEmpty = INPUT_ERRORS.fileFieldEmpty;
	return row.source === 'binary'
		? filesNamed(ctx, itemIndex, row.binaryPropertyName ?? 'data', ifEmpty)
		: urlsNamed(row.url, ifEmpty);
}

const isSendAs = (value: unknown): value is SendAs =>
	value === 'auto' || value === 'url' || value === 'list' || value === 'base64';

function readFile(ctx: IExecuteFunctions, itemIndex: number, row: FileRow): FileField {
	const name = fieldName(row.name);
	const sendAs = row.sendAs ?? 'url';
	if (!isSendAs(sendAs)) {
		const detail = `'Send As' of '${name}' holds ${formatValue(sendAs)}.`;
		throw new Problem(INPUT_ERRORS.valueNotAllowed, { detail });
	}
	try {
		const sources = sourcesOf(ctx, itemIndex, row);
		return { name, sendAs, sentAs: sendAs === 'auto' ? 'url' : sendAs, sources };
	} catch (thrown) {
		throw withFieldLabel(name, thrown);
	}
}

/** Rows of the same name join where they make a list; anything else takes one file. */
function joined(rows: readonly FileField[]): FileField[] {
	const fields = new Map<string, FileField>();
	for (const row of rows) {
		const known = fields.get(row.name);
		const sources = [...(known?.sources ?? []), ...row.sources];
		const manyFit = ({ sendAs }: FileField) => sendAs === 'list' || sendAs === 'auto';
		if (sources.length > 1 && !(manyFit(row) && manyFit(known ?? row))) {
			throw new Problem(INPUT_ERRORS.fileFieldSingle, { detail: `Field: '${row.name}'.` });
		}
		const sentAs = row.sendAs === 'auto' && sources.length > 1 ? 'list' : row.sentAs;
		fields.set(row.name, { ...row, sentAs, sources });
	}
	return [...fields.values()];
}

/**
 * The fields that take files, none of which is among the other fields of the request.
 * @param control name of the control that holds their rows
 * @throws Problem
 */
export function readFileFields(
	ctx: IExecuteFunctions,
	itemIndex: number,
	control: string,
	fields: Fields,
): FileField[] {
	const rows = ctx.getNodeParameter(`${control}.values`, itemIndex, []) as FileRow[];
	const files = joined(rows.map((row) => readFile(ctx, itemIndex, row)));
	const names = new Map(fields);
	for (const { name } of files) addField(names, name, null);
	return files;
}

/** A file must be one that a model could take before it goes anywhere. @throws Problem */
async function checkFile(
	ctx: IExecuteFunctions,
	source: ImageSource,
	{ name, sentAs }: FileField,
): Promise<void> {
	if (source.kind !== 'file') return;
	const file = await openFile(ctx, source);
	const head = await headOf(file, SNIFF_BYTES);
	if (sentAs === 'base64') checkInlineSize(file.bytes, name);
	const from = typeof source.field === 'string' ? `'${source.field}'` : 'an expression';
	const detail = `Field: '${name}', from ${from}.`;
	if (head.length === 0) throw new Problem(INPUT_ERRORS.emptyFile, { detail });
	if (!/^(image|video|audio)\//.test(sniffMedia(head)?.mimeType ?? ''))
		throw new Problem(INPUT_ERRORS.notAMediaFile, { detail });
}

/** The fields of the form and the files, held against the documentation where it can be read. */
async function readFormRequest(ctx: IExecuteFunctions, itemIndex: number, slug: string) {
	const fields = readForm(ctx, itemIndex);
	const stored = storedFields(ctx);
	const read = readFileFields(ctx, itemIndex, 'imageFields', fields);
	const documentation = await documentationInRun(ctx, slug);
	const names = read.map(({ name }) => name);
	checkRequired(stored, fields, names);
	if (documentation) checkForm(documentation, fields, names);
	return { fields, files: resolveFiles(read, documentation?.parameters ?? stored) };
}

async function readTypedRequest(ctx: IExecuteFunctions, itemIndex: number, slug: string) {
	const fields = readBodyFields(ctx, itemIndex);
	const read = readFileFields(ctx, itemIndex, 'imageFields', fields);
	if (!read.some(({ sendAs }) => sendAs === 'auto')) return { fields, files: read };
	const documentation = await documentationInRun(ctx, slug);
	return { fields, files: resolveFiles(read, documentation?.parameters ?? []) };
}

/**
 * Reads and checks what one item asks of any model. Nothing is uploaded or ordered yet.
 * @throws Problem
 */
export async function readCustomRequest(
	ctx: IExecuteFunctions,
	itemIndex: number,
): Promise<CustomRequest> {
	const slug = readSlug(ctx, itemIndex);
	const isForm = ctx.getNodeParameter('bodyMode', itemIndex, 'form') === 'form';
	const read = isForm ? readFormRequest : readTypedRequest;
	const { fields, files } = await read(ctx, itemIndex, slug);
	for (const file of files) {
		for (const source of file.sources) await checkFile(ctx, source, file);
	}
	const model = findModel(slug) ?? unknownModel(slug);
	return { model, fields, files, options: readOptions(ctx, itemIndex) };
}
