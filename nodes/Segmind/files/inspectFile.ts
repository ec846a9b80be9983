import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { FilesContext } from './context';
import { SNIFF_BYTES, mimeTypeOf } from './fileType';
import { binaryOf, fieldDetail, headOf, openFile, type FileSource } from './sources';

/** A file of an item, inspected and not sent yet. */
export interface InspectedFile {
	readonly source: FileSource;
	/** Name of its field, or null where an expression gave the file itself. */
	readonly field: string | null;
	readonly fileName: string | null;
	readonly mimeType: string;
	readonly bytes: number;
}

/** Reads the beginning of a file. @throws Problem when there is nothing in it */
export async function inspectFile(
	{ ctx }: FilesContext,
	source: FileSource,
): Promise<InspectedFile> {
	const file = await openFile(ctx, source);
	const head = await headOf(file, SNIFF_BYTES);
	const field = typeof source.field === 'string' ? source.field : null;
	if (head.length === 0) {
		throw new Problem(INPUT_ERRORS.emptyFile, { detail: fieldDetail(source) });
	}
	const { fileName, mimeType: declared } = binaryOf(ctx, source);
	const mimeType = mimeTypeOf(head, declared);
	return { source, field, fileName: fileName ?? null, mimeType, bytes: file.bytes };
}
