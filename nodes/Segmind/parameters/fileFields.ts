import type { IExecuteFunctions } from 'n8n-workflow';
import { formatValue } from '../core/format';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { ImageSource } from '../files/sources';
import { addField, fieldName, type Fields } from './fields';
import { filesNamed, urlsNamed } from './images';
import { withFieldLabel } from './singleImage';

/** How the API takes a file: its URL, a list of URLs, or its content as base64. */
export type SentAs = 'url' | 'list' | 'base64';

/** The same as the user chooses it; `auto` goes by the documentation. */
export type SendAs = SentAs | 'auto';

/** One field of the API that takes files. */
export interface FileField {
	readonly name: string;
	/** Exactly one unless it is sent as a list. */
	readonly sources: readonly ImageSource[];
	/**
	 * As chosen. The name under which a paid job is found again is made of this, since what `auto`
	 * becomes depends on documentation that may not be readable the next time.
	 */
	readonly sendAs: SendAs;
}

/** The same with what the body is built with. */
export interface ResolvedField extends FileField {
	readonly sentAs: SentAs;
}

/** One row of the Image Fields control. `source` is missing where the node is a tool. */
interface FileRow {
	name?: unknown;
	source?: unknown;
	binaryPropertyName?: unknown;
	url?: unknown;
	sendAs?: unknown;
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
		return { name, sendAs, sources: sourcesOf(ctx, itemIndex, row) };
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
		fields.set(row.name, { ...row, sources });
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
