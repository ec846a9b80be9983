import type { Deadline } from '../core/clock';
import type { FilesContext } from '../files/context';
import { requestValueOf } from '../files/requestValue';
import type { ImageSource } from '../files/sources';
import type { Fields } from './fields';
import type { ResolvedField } from './fileFields';

/** Fields and files, which is all that the body of any model or workflow is made of. */
export interface CustomParts {
	readonly fields: Fields;
	readonly files: readonly ResolvedField[];
}

/** The body of a request by the API's names, with a text for each of its files. */
export async function customBodyWith(
	{ fields, files }: CustomParts,
	isList: (field: ResolvedField) => boolean,
	textOf: (source: ImageSource, field: ResolvedField) => Promise<string>,
): Promise<Readonly<Record<string, unknown>>> {
	const filled = files.map(async (field): Promise<[string, unknown]> => {
		const texts = await Promise.all(
			field.sources.map(async (source) => await textOf(source, field)),
		);
		return [field.name, isList(field) ? texts : texts[0]];
	});
	return Object.fromEntries([...fields, ...(await Promise.all(filled))]);
}

/** Uploads the files of a request and builds its body. @throws Problem, Stopped */
export const makeCustomBody = async (
	session: FilesContext,
	parts: CustomParts,
	deadline: Deadline,
): Promise<Readonly<Record<string, unknown>>> =>
	await customBodyWith(
		parts,
		({ sentAs }) => sentAs === 'list',
		async (source, { sentAs }) => {
			const place = { base64: sentAs === 'base64', anyFile: true };
			return await requestValueOf(session, source, place, deadline);
		},
	);

/** The body with the URLs that the user gave, and without the files that become a URL or text. */
export const customBodyInUrls = async (
	parts: CustomParts,
): Promise<Readonly<Record<string, unknown>>> =>
	await customBodyWith(
		parts,
		() => true,
		async (source, { sentAs }) =>
			await Promise.resolve(source.kind === 'url' && sentAs !== 'base64' ? source.url : ''),
	);
