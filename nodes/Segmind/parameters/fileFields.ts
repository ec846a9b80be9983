import type { IExecuteFunctions } from 'n8n-workflow';
import { formatValue } from '../core/format';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { ImageSource } from '../files/sources';
import { mediaOf } from '../models/documentation/media';
import type { DocumentedParameter } from '../models/documentation/types';
import { addField, fieldName, type Fields } from './fields';
import { sourcesIn } from './fileSources';
import { withFieldLabel } from './images';

/** How the API takes a file: its URL, a list of URLs, or its content as base64. */
export type SentAs = 'url' | 'list' | 'base64';

/** The same as the user chooses it; `auto` goes by the documentation. */
type SendAs = SentAs | 'auto';

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

/** One entry of the Files control. `source` is missing where the node is a tool. */
interface FileEntry {
	name?: unknown;
	source?: unknown;
	binaryPropertyName?: unknown;
	url?: unknown;
	sendAs?: unknown;
}

const isSendAs = (value: unknown): value is SendAs =>
	value === 'auto' || value === 'url' || value === 'list' || value === 'base64';

function readFile(ctx: IExecuteFunctions, itemIndex: number, entry: FileEntry): FileField {
	const name = fieldName(entry.name);
	const sendAs = entry.sendAs ?? 'url';
	if (!isSendAs(sendAs)) {
		const detail = `'Send As' of '${name}' holds ${formatValue(sendAs)}.`;
		throw new Problem(INPUT_ERRORS.valueNotAllowed, { detail });
	}
	try {
		const ifEmpty = INPUT_ERRORS.fileFieldEmpty;
		const sources =
			entry.source === 'binary'
				? sourcesIn(ctx, itemIndex, entry.binaryPropertyName ?? 'data', ifEmpty, 'fieldNames')
				: sourcesIn(ctx, itemIndex, entry.url, ifEmpty, 'mistakes');
		return { name, sendAs, sources };
	} catch (thrown) {
		throw withFieldLabel(name, thrown);
	}
}

/** Entries of the same name join where they make a list; anything else takes one file. */
function joined(read: readonly FileField[]): FileField[] {
	const fields = new Map<string, FileField>();
	for (const one of read) {
		const known = fields.get(one.name);
		const sources = [...(known?.sources ?? []), ...one.sources];
		const manyFit = ({ sendAs }: FileField) => sendAs === 'list' || sendAs === 'auto';
		if (sources.length > 1 && !(manyFit(one) && manyFit(known ?? one))) {
			throw new Problem(INPUT_ERRORS.fileFieldSingle, { detail: `Field: '${one.name}'.` });
		}
		fields.set(one.name, { ...one, sources });
	}
	return [...fields.values()];
}

/**
 * The fields that take files, none of which is among the other fields of the request.
 * @param control name of the control that holds them
 * @param more fields whose files are named elsewhere
 * @throws Problem
 */
export function readFileFields(
	ctx: IExecuteFunctions,
	itemIndex: number,
	control: string,
	fields: Fields,
	more: readonly FileField[] = [],
): FileField[] {
	const entries = ctx.getNodeParameter(`${control}.values`, itemIndex, []) as FileEntry[];
	const files = joined([...more, ...entries.map((entry) => readFile(ctx, itemIndex, entry))]);
	const names = new Map(fields);
	for (const { name } of files) addField(names, name, null);
	return files;
}

/** What is known of a parameter: its documentation, or what the form keeps of it. */
type Known =
	DocumentedParameter | { readonly id: string; readonly kind: DocumentedParameter['kind'] };

const nameOf = (known: Known): string => ('name' in known ? known.name : known.id);

function documentedAs(known: Known | undefined, count: number): SentAs {
	if (known && 'name' in known && mediaOf(known)?.base64) return 'base64';
	if (known?.kind === 'list') return 'list';
	return count > 1 ? 'list' : 'url';
}

/**
 * Gives the files that go `As Documented` the shape that their parameter has; of one that is not
 * known, several files make a list.
 * @throws Problem where several files are named for a parameter that takes one
 */
export const resolveFiles = (
	files: readonly FileField[],
	parameters: readonly Known[] = [],
): ResolvedField[] =>
	files.map((file) => {
		if (file.sendAs !== 'auto') return { ...file, sentAs: file.sendAs };
		const known = parameters.find((one) => nameOf(one) === file.name);
		const sentAs = documentedAs(known, file.sources.length);
		const takesOne = sentAs === 'base64' || known?.kind === 'string';
		if (takesOne && file.sources.length > 1) {
			throw new Problem(INPUT_ERRORS.fileFieldSingle, { detail: `Field: '${file.name}'.` });
		}
		return { ...file, sentAs };
	});
