import type { IExecuteFunctions } from 'n8n-workflow';
import { shortHash } from '../core/hash';
import { identityOf } from '../files/sources';
import { bodyWith, customBodyWith, type CustomParts } from './body';
import type { ImageRequest } from './imageRequest';

/*
 * Short name for what an item wants: model, body and the identity of its files. Known before
 * anything is opened or uploaded, and the same when the node runs again.
 */

export async function fingerprintOf(
	ctx: IExecuteFunctions,
	request: ImageRequest,
): Promise<string> {
	const body = await bodyWith(request, async (image) => await identityOf(ctx, image));
	return await shortHash(JSON.stringify([request.model.slug, body]));
}

/** @param what kind and name of what is run */
export async function customFingerprintOf(
	ctx: IExecuteFunctions,
	parts: CustomParts,
	what: readonly [kind: string, name: string],
): Promise<string> {
	const body = await customBodyWith(
		parts,
		({ sendAs, sources }) => sendAs === 'list' || sources.length > 1,
		async (source, { sendAs }) => `${sendAs}:${await identityOf(ctx, source)}`,
	);
	return await shortHash(JSON.stringify([...what, body]));
}
