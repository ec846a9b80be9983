import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { SNIFF_BYTES, sniffMedia } from '../files/fileType';
import { binaryOf, headOf, type ImageSource, openFile } from '../files/sources';
import {
	AUTO,
	mediaAt,
	type MediaKind,
	type MediaParameter,
	takesFirstFile,
} from '../models/documentation/media';
import { fieldsOf, isField, missing, PRESET } from './fileSources';

/** Files for one parameter of the API. */
export interface NamedFiles {
	readonly name: string;
	readonly sources: readonly ImageSource[];
	/** Nobody named them: the row is as the node starts with it. */
	readonly preset?: true;
}

/**
 * What the row stands for with which *Files* starts, with the rules of *Images*: the file `data`, or
 * the only one. Of several all are held, to be refused where the model takes files.
 * @param taken fields of files that other rows hold
 */
export function presetFiles(
	ctx: IExecuteFunctions,
	itemIndex: number,
	taken: readonly unknown[],
): NamedFiles[] {
	const all = fieldsOf(ctx, itemIndex);
	const own = all.find((field) => isField(field, PRESET));
	const meant = own === undefined ? all : [own];
	if (meant.every((field) => taken.includes(field))) return [];
	const sources = meant.map((field) => ({ kind: 'file' as const, itemIndex, field }));
	return [{ name: AUTO, sources, preset: true }];
}

const MODEL_FILE = 'model';

/**
 * By the bytes; of bytes that tell nothing by what the file was taken for: a photo that came empty, or as
 * the page of a login, is refused where it is checked, and no film is paid without it.
 */
async function mediaOfFile(
	ctx: IExecuteFunctions,
	source: ImageSource,
): Promise<MediaKind | undefined | 'any'> {
	if (source.kind === 'url') return mediaAt(source.url) ?? 'any';
	const head = await headOf(await openFile(ctx, source), SNIFF_BYTES);
	const type = sniffMedia(head)?.mimeType ?? binaryOf(ctx, source).mimeType;
	if (type === 'text/html') return 'any';
	const [kind = ''] = type.split('/');
	return kind === MODEL_FILE ? '3D' : (kind as MediaKind);
}

/** Whether a parameter still takes a file: a list takes several. */
const isOpen =
	(filled: ReadonlySet<string>, files: readonly NamedFiles[]) =>
	({ name, list }: MediaParameter): boolean =>
		!filled.has(name) && (list || !files.some((file) => file.name === name));

async function parameterFor(
	ctx: IExecuteFunctions,
	{ sources, preset }: NamedFiles,
	candidates: readonly MediaParameter[],
	isFree: (candidate: MediaParameter) => boolean,
): Promise<string | undefined> {
	const [first, ...others] = sources;
	if (first?.kind === 'file' && preset && others.length > 0) {
		if (candidates.some(isFree)) throw missing(ctx, first.itemIndex, PRESET);
		return undefined;
	}
	if (!first || candidates.length === 0) return undefined;
	const kind = await mediaOfFile(ctx, first);
	const taking = candidates.find(({ media }) => kind === 'any' || media === kind);
	// a second one of its kind is another role, which nobody gave it
	return taking && isFree(taking) ? taking.name : undefined;
}

/**
 * Gives the file that no parameter was chosen for its place.
 * @param media parameters of the model that take files, as far as they are known
 * @param filled parameters that have a value
 * @returns the files with a parameter each; without one, it stays behind where it was only preset
 * @throws Problem
 */
export async function placeFirstFile<T extends NamedFiles>(
	ctx: IExecuteFunctions,
	files: readonly T[],
	filled: ReadonlySet<string>,
	media: readonly MediaParameter[],
): Promise<readonly T[]> {
	const first = files.find(({ name }) => name === AUTO);
	if (!first) return files;
	const candidates = media.filter(takesFirstFile);
	const inOrder = [
		...candidates.filter(({ required }) => required),
		...candidates.filter(({ required }) => !required),
	];
	const name = await parameterFor(ctx, first, inOrder, isOpen(filled, files));
	if (name === undefined && first.preset !== true) throw new Problem(INPUT_ERRORS.fileUnplaced);
	return files.flatMap((file) => (file !== first ? [file] : name ? [{ ...file, name }] : []));
}
