import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { isReachableBySegmind } from '../http/allowedHosts';
import type { FilesContext } from '../http/context';
import { httpUrl } from '../http/endpoints';
import { binaryOf, fieldDetail, type FileSource } from './sources';

/** How long a link can be opened, as n8n's helper takes it. */
const LINK_LIFE = '1 hour';

/**
 * A URL under which n8n itself hands a file out, without a login. Whoever has it can read the file, so
 * that it goes into the request and nowhere else: `withoutKey` strikes it out of what comes back.
 */
export const signedLink = ({ ctx }: FilesContext, source: FileSource): string =>
	ctx.helpers.createBinarySignedUrl(binaryOf(ctx, source), LINK_LIFE);

/**
 * @param waits whether the execution waits for the result
 * @throws Problem for a file to which n8n can't give a link that Segmind can open
 */
export function checkLink(run: FilesContext, source: FileSource, waits: boolean): void {
	const detail = fieldDetail(source);
	if (!waits) throw new Problem(INPUT_ERRORS.linkWithoutWait, { detail });
	// n8n's helper throws for it
	if (!binaryOf(run.ctx, source).id) throw new Problem(INPUT_ERRORS.linkIntoMemory, { detail });
	const url = httpUrl(signedLink(run, source));
	if (url !== undefined && isReachableBySegmind(url, run.credential.base)) return;
	const where = url === undefined ? 'none that starts with https://' : new URL(url).origin;
	throw new Problem(INPUT_ERRORS.linkNotPublic, { detail: `${detail} n8n's URL: ${where}.` });
}
