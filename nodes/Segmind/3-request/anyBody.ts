import type { AnyRequest, FileField } from '../1-read/anyModel';
import { shortHash } from '../2-images/hash';
import { identityOf, type ImageSource } from '../2-images/source';
import { placeOf } from '../2-images/place';
import type { Run } from '../run/context';
import type { Deadline } from '../run/pause';

/** Body of a request to any model, by the API's names. */
export type AnyBody = Readonly<Record<string, unknown>>;

/** Fields and files, which is all that a body is made of. */
type Parts = Pick<AnyRequest, 'fields' | 'files'>;

type TextOf = (source: ImageSource, field: FileField) => Promise<string>;

type IsList = (field: FileField) => boolean;

async function bodyWith(
	{ fields, files }: Parts,
	isList: IsList,
	textOf: TextOf,
): Promise<AnyBody> {
	const filled = files.map(async (field): Promise<[string, unknown]> => {
		const texts = await Promise.all(
			field.sources.map(async (source) => await textOf(source, field)),
		);
		return [field.name, isList(field) ? texts : texts[0]];
	});
	return Object.fromEntries([...fields, ...(await Promise.all(filled))]);
}

/** Uploads the files of a request and puts all of it together. @throws Problem, Stopped */
export async function buildAnyBody(run: Run, request: Parts, deadline: Deadline): Promise<AnyBody> {
	return await bodyWith(
		request,
		({ sentAs }) => sentAs === 'list',
		async (source, { sentAs }) =>
			await placeOf(run, source, { base64: sentAs === 'base64', anyFile: true }, deadline),
	);
}

/**
 * Short name for what an item asks for: model, body and the identity of its files. Known before
 * anything is uploaded, and the same when the node runs again.
 * @param what kind and name of what is run
 */
export async function fingerprintOfParts(
	run: Run,
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
export const anyFingerprintOf = async (run: Run, request: AnyRequest): Promise<string> =>
	await fingerprintOfParts(run, request, ['run', request.model.slug]);
