import { asIs } from '../errors/asIs';
import { INPUT_ROWS } from '../errors/inputRows';
import { Problem } from '../errors/problem';
import { collect, openBody } from '../5-output/download';
import type { ParameterFacts } from '../models/facts';
import type { Run } from '../run/context';
import type { Deadline } from '../run/pause';
import { ask, type Errand } from '../transport/ask';
import type { ByteStream, Call } from '../transport/send';
import { sniffImage } from './sniff';
import type { ImageSource } from './source';
import { addressOf } from './upload';

const FETCH_TIMEOUT_MS = 60_000;

/** Base64 text stands in the request itself, so the whole file is in memory for as long as it is sent. */
export const LARGEST_INLINE_BYTES = 50_000_000;

async function fetched(run: Run, url: string, deadline: Deadline): Promise<Buffer> {
	const errand: Errand = { step: 'download', deadline };
	const call: Call = {
		method: 'GET',
		url,
		headers: { accept: 'image/*, */*' },
		// a person's own address: the key stays here
		withKey: false,
		answer: 'stream',
		timeoutMs: FETCH_TIMEOUT_MS,
	};
	const elsewhere = (detail: string) => new Problem(INPUT_ROWS.notAnImageAtUrl, { detail });
	try {
		const { status, stream, refusal } = await ask(run, errand, () => call, openBody);
		if (refusal) throw elsewhere(`Address: ${url}. It answered with ${status}.`);
		return await collect(stream as ByteStream, LARGEST_INLINE_BYTES);
	} catch (thrown) {
		// what is said of a finished image that can't be fetched would be wrong here
		if (!(thrown instanceof Problem) || thrown.row === INPUT_ROWS.notAnImageAtUrl) {
			throw asIs(thrown);
		}
		throw elsewhere(`Address: ${url}. It could not be fetched.`);
	}
}

async function inline(run: Run, source: ImageSource, deadline: Deadline): Promise<string> {
	const bytes =
		source.kind === 'url'
			? await fetched(run, source.url, deadline)
			: await run.ctx.helpers.getBinaryDataBuffer(source.itemIndex, source.field);
	if (bytes.length > LARGEST_INLINE_BYTES) throw new Problem(INPUT_ROWS.fileTooLarge);
	if (source.kind === 'url' && !sniffImage(bytes)) {
		throw new Problem(INPUT_ROWS.notAnImageAtUrl, { detail: `Address: ${source.url}.` });
	}
	return bytes.toString('base64');
}

/**
 * What stands for an image in the request: its address, or its content where the documentation asks
 * for base64 text.
 * @throws Problem, Stopped
 */
export const placeOf = async (
	run: Run,
	source: ImageSource,
	parameter: Pick<ParameterFacts, 'base64'> | undefined,
	deadline: Deadline,
): Promise<string> =>
	parameter?.base64
		? await run.gates.upload(async () => await inline(run, source, deadline))
		: await addressOf(run, source, deadline);
