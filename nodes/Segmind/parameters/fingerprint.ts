import type { ImageRequest } from './imageRequest';
import { shortHash } from '../core/hash';
import { identityOf } from '../files/sources';
import type { FilesContext } from '../files/context';
import { buildBody } from './body';

/**
 * Short name for what an item asks for: model, body and the identity of its images. Known before
 * anything is uploaded, and the same when the node runs again.
 */
export async function fingerprintOf(run: FilesContext, request: ImageRequest): Promise<string> {
	const identities = await Promise.all(
		request.images.map(async (image) => await identityOf(run.ctx, image)),
	);
	const mask = request.mask ? await identityOf(run.ctx, request.mask) : null;
	const named: Record<string, string> = {};
	for (const [name, image] of Object.entries(request.named)) {
		named[name] = await identityOf(run.ctx, image);
	}
	const body = buildBody(request, identities, mask, named);
	return await shortHash(JSON.stringify([request.model.slug, body]));
}
