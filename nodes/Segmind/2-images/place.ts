import { asIs } from '../errors/asIs';
import { INPUT_ROWS } from '../errors/inputRows';
import { Problem } from '../errors/problem';
import { collect, openBody, watch } from '../5-output/download';
import type { ParameterFacts } from '../models/facts';
import type { Run } from '../run/context';
import { Stopped, type Deadline } from '../run/pause';
import { ask, type Errand } from '../transport/ask';
import type { ByteStream, Call } from '../transport/send';
import { sniffImage, SNIFF_BYTES } from './sniff';
import type { ImageSource } from './source';
import { addressOf } from './upload';

const FETCH_TIMEOUT_MS = 60_000;

/** Base64 text stands in the request itself, so the whole file is in memory for as long as it is sent. */
export const LARGEST_INLINE_BYTES = 50_000_000;

/** What is asked of the place that a file has in a request. */
export type Placing = Pick<ParameterFacts, 'base64'> & {
	/** True where files are taken that are no images. */
	readonly anyFile?: boolean;
};

/** @throws Problem for a file that is too large to stand in the request, before it is read */
export function checkInlineSize(bytes: number, field: string): void {
	if (bytes <= LARGEST_INLINE_BYTES) return;
	throw new Problem(INPUT_ROWS.inlineTooLarge, { detail: `Field: '${field}'.` });
}

/** Nothing is left waiting: neither after a stop, nor for a server that stands still. */
async function fetched(run: Run, url: string, deadline: Deadline): Promise<Buffer | string> {
	const errand: Errand = { step: 'download', deadline };
	const stall = new AbortController();
	const signal = run.signal ? AbortSignal.any([run.signal, stall.signal]) : stall.signal;
	const call: Call = {
		method: 'GET',
		url,
		headers: { accept: 'image/*, */*' },
		// a person's own address: the key stays here
		withKey: false,
		answer: 'stream',
		timeoutMs: FETCH_TIMEOUT_MS,
		signal,
	};
	try {
		const { status, stream, refusal } = await ask(run, errand, () => call, openBody);
		if (refusal) return `It answered with ${status}.`;
		const guard = watch(run, stall);
		try {
			return await collect(stream as ByteStream, LARGEST_INLINE_BYTES, guard.moved);
		} finally {
			guard.end();
		}
	} catch (thrown) {
		if (run.signal?.aborted) throw asIs(new Stopped());
		if (thrown instanceof Stopped) throw asIs(thrown);
		// what is said of a finished image that can't be fetched would be wrong here
		return 'It could not be fetched.';
	}
}

/** A page in the place of a file, which many servers send with status 200. */
const PAGE = /^(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)\b/i;

const isFile = (bytes: Buffer): boolean =>
	bytes.length > 0 && !PAGE.test(bytes.toString('latin1', 0, SNIFF_BYTES));

/** What lies at an address. @throws Problem for what can't be had or is not what is taken */
async function contentAt(
	run: Run,
	url: string,
	deadline: Deadline,
	anyFile: boolean,
): Promise<Buffer> {
	const found = await fetched(run, url, deadline);
	const fits = Buffer.isBuffer(found) && (anyFile ? isFile(found) : sniffImage(found));
	if (fits) return found;
	const row = anyFile ? INPUT_ROWS.noFileAtUrl : INPUT_ROWS.notAnImageAtUrl;
	const detail = [`Address: ${url}.`, ...(Buffer.isBuffer(found) ? [] : [found])].join(' ');
	throw new Problem(row, { detail });
}

async function inline(
	run: Run,
	source: ImageSource,
	deadline: Deadline,
	anyFile: boolean,
): Promise<string> {
	const bytes =
		source.kind === 'url'
			? await contentAt(run, source.url, deadline, anyFile)
			: await run.ctx.helpers.getBinaryDataBuffer(source.itemIndex, source.field);
	if (bytes.length > LARGEST_INLINE_BYTES) {
		throw new Problem(anyFile ? INPUT_ROWS.inlineTooLarge : INPUT_ROWS.fileTooLarge);
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
	parameter: Placing | undefined,
	deadline: Deadline,
): Promise<string> =>
	parameter?.base64
		? await run.gates.upload(
				async () => await inline(run, source, deadline, parameter.anyFile === true),
			)
		: await addressOf(run, source, deadline);
