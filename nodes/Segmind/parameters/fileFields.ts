import type { IExecuteFunctions } from 'n8n-workflow';
import { formatValue } from '../core/json';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { type ErrorDefinition, Problem } from '../errors/problem';
import { SNIFF_BYTES } from '../files/fileType';
import { holdsBase64, sentenceOnType } from '../files/fileRules';
import {
	fieldDetail,
	headOf,
	identityOf,
	type ImageSource,
	MAX_INLINE_BYTES,
	openFile,
} from '../files/sources';
import { checkUrl } from '../http/allowedHosts';
import { checkLink } from '../files/upload';
import type { FilesContext } from '../http/context';
import type { JobOptions } from '../job/jobSpec';
import { AUTO, type ImagePart, mediaOf, type MediaParameter } from '../models/documentation/media';
import type { ParameterKind } from '../models/documentation/types';
import { addField, fieldName, type Fields } from './fields';
import { PRESET, sourcesOfRow, type SourceRow } from './fileSources';
import { type NamedFiles, presetFiles } from './firstFile';
import { withFieldLabel } from './images';

/** How the API takes a file: its URL, a list of URLs, or its content as base64. */
type SentAs = 'url' | 'list' | 'base64';

/** The same as the user chooses it; `auto` goes by the documentation. */
type SendAs = SentAs | 'auto';

/** One field of the API that takes files: exactly one unless it is sent as a list. */
export interface FileField extends NamedFiles {
	/**
	 * As chosen. The name under which a paid job is found again is made of this, since what `auto`
	 * becomes depends on documentation that may not be readable the next time.
	 */
	readonly sendAs: SendAs;
}

/** The same with what the body is built with. */
export interface ResolvedField extends FileField {
	readonly sentAs: SentAs;
	/** It stands within the message that its parameter holds. */
	readonly part?: ImagePart;
}

/** One entry of the Files control. `source` is missing where the node is a tool. */
interface FileEntry extends SourceRow {
	name?: unknown;
	sendAs?: unknown;
}

const isSendAs = (value: unknown): value is SendAs =>
	value === 'auto' || value === 'url' || value === 'list' || value === 'base64';

const isPreset = ({ name, source = 'binary', binaryPropertyName = PRESET }: FileEntry): boolean =>
	name === AUTO && source === 'binary' && binaryPropertyName === PRESET;

function readFile(ctx: IExecuteFunctions, itemIndex: number, entry: FileEntry): FileField {
	const name = fieldName(entry.name);
	const sendAs = entry.sendAs ?? 'url';
	if (!isSendAs(sendAs)) {
		const detail = `'Send As' of '${name}' holds ${formatValue(sendAs)}.`;
		throw new Problem(INPUT_ERRORS.valueNotAllowed, { detail });
	}
	try {
		const sources = sourcesOfRow(ctx, itemIndex, entry, 'url', INPUT_ERRORS.fileFieldEmpty);
		return { name, sendAs, sources };
	} catch (thrown) {
		throw withFieldLabel(name, thrown);
	}
}

/** Entries of the same name join where they make a list; anything else takes one file. @throws Problem */
export function joined(read: readonly FileField[]): FileField[] {
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
	const rows = ctx.getNodeParameter(`${control}.values`, itemIndex, []) as FileEntry[];
	const entries = rows.filter(({ source }) => source !== 'none');
	const read = entries.map((entry) =>
		isPreset(entry) ? undefined : readFile(ctx, itemIndex, entry),
	);
	const taken = [...more, ...read].flatMap((file) =>
		(file?.sources ?? []).map((source) => source.kind === 'file' && source.field),
	);
	const preset = presetFiles(ctx, itemIndex, taken).map((files) => ({
		...files,
		sendAs: 'auto' as const,
	}));
	const named = read.flatMap((file) => file ?? preset);
	const files = joined([...more, ...named]);
	const names = new Map(fields);
	for (const { name } of files) addField(names, name, null);
	return files;
}

/** What is known of a parameter: its documentation, or what the form keeps of it. */
export interface KnownParameter {
	readonly name: string;
	readonly kind: ParameterKind;
	readonly media?: MediaParameter | undefined;
}

function documentedAs(known: KnownParameter | undefined, count: number): SentAs {
	if (known?.media?.base64) return 'base64';
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
	parameters: readonly KnownParameter[] = [],
): ResolvedField[] =>
	files.map((file) => {
		if (file.sendAs !== 'auto') return { ...file, sentAs: file.sendAs };
		const known = parameters.find(({ name }) => name === file.name);
		const sentAs = documentedAs(known, file.sources.length);
		const takesOne = sentAs === 'base64' || known?.kind === 'string';
		if (takesOne && file.sources.length > 1) {
			throw new Problem(INPUT_ERRORS.fileFieldSingle, { detail: `Field: '${file.name}'.` });
		}
		const part = known?.media?.part;
		return { ...file, sentAs, ...(part && { part }) };
	});

/** URLs of files among fields of which no documentation is read: by the field's name, or by their ending. */
export const fileUrlsIn = (fields: Fields): string[] =>
	[...fields].flatMap(([name, value]) => {
		const examples = [value].flat().filter((one) => typeof one === 'string');
		const kind = Array.isArray(value) ? 'list' : 'string';
		const found = mediaOf({ name, kind, type: kind, required: false, description: '', examples });
		return found && !found.base64 ? examples : [];
	});

/** What a file has to be before it goes anywhere. */
interface FileCheck {
	/** Name of the field of the API, where the user names it. */
	readonly name?: string;
	/** True where its content stands in the request, as base64. */
	readonly inline: boolean;
	/** How it is sent elsewhere; it is uploaded where nothing is said. */
	readonly options?: Pick<JobOptions, 'sendByLink' | 'wait'>;
	readonly tooLarge?: ErrorDefinition;
	/** Whether its beginning is that of a file that is taken; any file where nothing is said. */
	readonly fits?: (head: Buffer) => boolean;
	readonly invalid?: ErrorDefinition;
}

/**
 * Checks whether Segmind can open a URL, or the beginning and the size of a file of the item. One that was uploaded was checked before,
 * and n8n may have deleted it since.
 * @throws Problem
 */
export async function checkFile(
	session: FilesContext,
	source: ImageSource,
	{
		name,
		inline,
		options,
		tooLarge = INPUT_ERRORS.inlineTooLarge,
		fits,
		invalid = INPUT_ERRORS.notAMediaFile,
	}: FileCheck,
): Promise<void> {
	const { ctx, credential } = session;
	if (source.kind === 'url') {
		// n8n itself opens what stands in the request as base64
		if (!inline) checkUrl(source.url, credential.base);
		return;
	}
	if (!inline && options?.sendByLink) checkLink(session, source, options.wait);
	else if (!inline && session.ledger.uploaded(await identityOf(ctx, source))) return;
	const file = await openFile(ctx, source);
	const head = await headOf(file, SNIFF_BYTES);
	if (inline && file.bytes > MAX_INLINE_BYTES) {
		throw new Problem(tooLarge, name === undefined ? {} : { detail: `Field: '${name}'.` });
	}
	const origin = typeof source.field === 'string' ? `'${source.field}'` : 'an expression';
	const detail = name === undefined ? fieldDetail(source) : `Field: '${name}', from ${origin}.`;
	if (head.length === 0) throw new Problem(INPUT_ERRORS.emptyFile, { detail });
	if (holdsBase64(head)) throw new Problem(INPUT_ERRORS.base64InFile, { detail });
	if (!fits || fits(head)) return;
	throw new Problem(invalid, { detail: `${detail} ${sentenceOnType(head)}`.trim() });
}

/**
 * Checks the files of fields that the user names.
 * @param fits any file is taken where it is missing
 * @throws Problem
 */
export async function checkFileFields(
	session: FilesContext,
	files: readonly ResolvedField[],
	options: FileCheck['options'],
	fits?: FileCheck['fits'],
): Promise<void> {
	for (const { name, sentAs, sources } of files) {
		const inline = sentAs === 'base64';
		const check = { name, inline, ...(options && { options }), ...(fits && { fits }) };
		for (const source of sources) await checkFile(session, source, check);
	}
}
