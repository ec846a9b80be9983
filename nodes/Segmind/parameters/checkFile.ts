import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem, type ErrorDefinition } from '../errors/problem';
import type { FilesContext } from '../http/context';
import { SNIFF_BYTES } from '../files/fileType';
import { holdsBase64, sentenceOnType } from '../files/foreignType';
import { LARGEST_INLINE_BYTES } from '../files/requestValue';
import { fieldDetail, headOf, identityOf, openFile, type ImageSource } from '../files/sources';
import type { ResolvedField } from './fileFields';

/** What a file has to be before it goes anywhere. */
interface FileCheck {
	/** Name of the field of the API, where the user names it. */
	readonly name?: string;
	/** True where its content stands in the request, as base64. */
	readonly inline: boolean;
	readonly tooLarge?: ErrorDefinition;
	/** Whether its beginning is that of a file that is taken; any file where nothing is said. */
	readonly fits?: (head: Buffer) => boolean;
	readonly invalid?: ErrorDefinition;
}

/**
 * Checks the beginning and the size of a file of the item. One that was uploaded was checked before,
 * and n8n may have deleted it since.
 * @throws Problem
 */
export async function checkFile(
	{ ctx, ledger }: FilesContext,
	source: ImageSource,
	{
		name,
		inline,
		tooLarge = INPUT_ERRORS.inlineTooLarge,
		fits,
		invalid = INPUT_ERRORS.notAMediaFile,
	}: FileCheck,
): Promise<void> {
	if (source.kind !== 'file') return;
	if (!inline && ledger.uploaded(await identityOf(ctx, source))) return;
	const file = await openFile(ctx, source);
	const head = await headOf(file, SNIFF_BYTES);
	if (inline && file.bytes > LARGEST_INLINE_BYTES) {
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
	fits?: FileCheck['fits'],
): Promise<void> {
	for (const { name, sentAs, sources } of files) {
		const inline = sentAs === 'base64';
		const check = { name, inline, ...(fits && { fits }) };
		for (const source of sources) await checkFile(session, source, check);
	}
}
