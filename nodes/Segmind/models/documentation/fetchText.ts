import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { ByteStream } from '../../core/streams';

/** Where both run: the editor asks for forms and lists, an execution for bounds and types. */
export type SourceContext = IExecuteFunctions | ILoadOptionsFunctions;

const TIMEOUT_MS = 10_000;
const LONGEST_BYTES = 1_048_576;
const MOST_REDIRECTS = 3;

/** @throws Error for a body that is longer than any of these texts */
async function readAll(stream: ByteStream): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		if (length > LONGEST_BYTES) throw new Error('too long');
		chunks.push(Buffer.from(chunk as Uint8Array));
	}
	return Buffer.concat(chunks).toString('utf8');
}

async function get(ctx: SourceContext, url: string, abortSignal: AbortSignal) {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		// no key: both texts are public
		headers: { accept: 'text/plain, text/markdown, */*' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// followed below, on the same host only
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		abortSignal,
	};
	const answer = (await ctx.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	return { ...answer, stream: answer.body as unknown as ByteStream };
}

/** The URL that a redirect leads to, if it is on the same host. @throws Error for any other */
function nextUrl(from: string, location: unknown): string {
	const next = new URL(String(location), from);
	if (next.origin !== new URL(from).origin) throw new Error('leads to another host');
	return next.toString();
}

/** A text, and where it was found in the end. */
export interface FetchedText {
	readonly text: string;
	readonly url: string;
}

/**
 * A public text, at most 1 MB, within 10 s, without the key and from this host only.
 * @param stop ends it early
 * @throws Error where there is none
 */
export async function fetchText(
	ctx: SourceContext,
	startUrl: string,
	stop?: AbortSignal,
): Promise<FetchedText> {
	const limit = AbortSignal.timeout(TIMEOUT_MS);
	const signal = stop ? AbortSignal.any([limit, stop]) : limit;
	let url = startUrl;
	for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
		const { statusCode, headers, stream } = await get(ctx, url, signal);
		if (statusCode === 200 && !(Number(headers['content-length']) > LONGEST_BYTES)) {
			return { text: await readAll(stream), url };
		}
		stream.destroy();
		if (statusCode < 300 || statusCode > 399) throw new Error(`HTTP ${statusCode}`);
		url = nextUrl(url, headers.location);
	}
	throw new Error('too many redirects');
}
