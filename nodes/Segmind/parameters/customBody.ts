import type { CustomRequest, FileField } from './customModel';
import { shortHash } from '../core/hash';
import { identityOf, type ImageSource } from '../files/sources';
import { requestValueOf } from '../files/requestValue';
import type { FilesContext } from '../files/context';
import type { Deadline } from '../core/clock';

/** Body of a request to any model, by the API's names. */
export type CustomBody = Readonly<Record<string, unknown>>;

/** Fields and files, which is all that a body is made of. */
type Parts = Pick<CustomRequest, 'fields' | 'files'>;

type TextOf = (source: ImageSource, field: FileField) => Promise<string>;

type IsList = (field: FileField) => boolean;

async function bodyWith(
	{ fields, files }: Parts,
	isList: IsList,
	textOf: TextOf,
): Promise<CustomBody> {
	const filled = files.map(async (field): Promise<[string, unknown]> => {
		const texts = await Promise.all(
			field.sources.map(async (source) => await textOf(source, field)),
		);
		return [field.name, isList(field) ? texts : texts[0]];
	});
	return Object.fromEntries([...fields, ...(await Promise.all(filled))]);
}

/** Uploads the files of a request and puts all of it together. @throws Problem, Stopped */
export async function buildCustomBody(
	run: FilesContext,
	request: Parts,
	deadline: Deadline,
): Promise<CustomBody> {
	return await bodyWith(
		request,
		({ sentAs }) => sentAs === 'list',
		async (source, { sentAs }) =>
			await requestValueOf(run, source, { base64: sentAs === 'base64', anyFile: true }, deadline),
	);
}

/**
 * Short name for what an item asks for: model, body and the identity of its files. Known before
 * anything is uploaded, and the same when the node runs again.
 * @param what kind and name of what is run
 */
export async function fingerprintOfParts(
	run: FilesContext,
	request: Parts,
	what: readonly [kind: string, name: string],
): Promise<string> {
	const body = await bodyWith(
		request,
		({ sendAs, sources }) => sendAs === 'list' || sources.length > 1,
		async (source, { sendAs }) => `${sendAs}:${await identityOf(run.ctx, source)}`,
	);
	return await shortHash(JSON.stringify([...what, body]));
}

/** The same for any model. */
export const fingerprintOfCustom = async (
	run: FilesContext,
	request: CustomRequest,
): Promise<string> => await fingerprintOfParts(run, request, ['run', request.model.slug]);
