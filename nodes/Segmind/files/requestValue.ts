import type { IExecuteFunctions } from 'n8n-workflow';
import { type FilesContext, isToolType } from '../http/context';
import { FILE_ERRORS } from '../errors/fileAndWorkflowErrors';
import { mayBeAboutFile, shownUrl } from '../errors/rewordings';
import { Problem, toError, withDetail } from '../errors/problem';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { guardAgainstStall, receive } from '../http/response';
import type { ParameterFacts } from '../models/facts';
import { mayFetch } from '../http/allowedHosts';
import { clock, nextTryInMs, pause, Stopped, type Deadline } from '../core/clock';
import { backoffMs, retryReasonOf } from '../http/retryPolicy';
import { Blocked, NetworkError } from '../http/networkError';
import { send, type HttpRequest } from '../http/send';
import { isPage, latin1Of, SNIFF_BYTES, sniffImage, sniffMedia } from './fileType';
import { holdsBase64, sentenceOnType } from './fileRules';
import {
	type FileSource,
	fieldText,
	headOf,
	type ImageSource,
	MAX_INLINE_BYTES,
	openFile,
} from './sources';
import { urlOf } from './upload';

const FETCH_TIMEOUT_MS = 30_000;
const READ_TIMEOUT_MS = 120_000;

/** How long a URL that the user entered is tried. */
const PATIENCE_MS = 60_000;

/** How the request takes a file. */
export type ValueOptions = Pick<ParameterFacts, 'base64'> & {
	/** True where files are taken that are no images. */
	readonly anyFile?: boolean;
	/** Where n8n hands files out itself: takes the fields of those that got a link. */
	readonly links?: Set<string>;
};

/** Bytes, or why there are none; `again` where another try may bring them. */
type FetchedBytes = Buffer | { readonly why: string; readonly again?: 'soon' | 'later' };

/** What a call without an answer comes to. @throws Problem, Stopped */
function thrownOnTheWay(session: FilesContext, url: string, thrown: unknown): FetchedBytes {
	if (session.signal?.aborted || thrown instanceof Stopped) throw toError(new Stopped());
	if (thrown instanceof Blocked) {
		throw new Problem(FILE_ERRORS.blockedByN8n, { detail: `URL: ${shownUrl(url)}.` });
	}
	const unreachable = thrown instanceof NetworkError && thrown.kind === 'unreachable';
	if (unreachable) return { why: 'Its host could not be reached.', again: 'soon' };
	// the message about a finished image that can't be fetched would be wrong here
	const again = thrown instanceof NetworkError ? { again: 'later' as const } : {};
	return { why: 'It could not be fetched.', ...again };
}

/** One try. Nothing is left waiting: neither after a stop, nor for a server that stalls. */
async function tryOnce(session: FilesContext, url: string): Promise<FetchedBytes> {
	const stall = new AbortController();
	const signal = session.signal ? AbortSignal.any([session.signal, stall.signal]) : stall.signal;
	const call: HttpRequest = {
		method: 'GET',
		url,
		headers: { accept: 'image/*, */*' },
		// the user's own URL: the key is not sent
		withKey: false,
		staysHere: isTool(session),
		answer: 'stream',
		timeoutMs: FETCH_TIMEOUT_MS,
		signal,
	};
	let guard: ReturnType<typeof guardAgainstStall> | undefined;
	try {
		const { status, body } = await send(session.ctx, session.credential, call);
		if (Buffer.isBuffer(body)) {
			const again = retryReasonOf('download', status) && { again: 'later' as const };
			return { why: `${ANSWERED} ${status}.`, ...again };
		}
		guard = guardAgainstStall(session, stall, 0, clock.now() + READ_TIMEOUT_MS);
		// one byte more shows that it is too large
		const { bytes, end, cause } = await receive(body, MAX_INLINE_BYTES + 1, guard.moved);
		if (end === 'brokeOff') throw toError(cause);
		return bytes;
	} catch (thrown) {
		return thrownOnTheWay(session, url, thrown);
	} finally {
		guard?.end();
	}
}

/** No upload slot is held by a wait between two tries. @throws Problem, Stopped */
async function fetched(
	session: FilesContext,
	url: string,
	deadline: Deadline,
): Promise<Buffer | string> {
	const untilMs = Math.min(deadline.atMs, clock.now() + PATIENCE_MS);
	let unreachable = 0;
	for (let tries = 0; ; tries += 1) {
		const triedAtMs = clock.now();
		const tried = await session.semaphores.upload(async () => await tryOnce(session, url));
		if (Buffer.isBuffer(tried)) return tried;
		if (tried.again === 'soon') unreachable += 1;
		const waitMs = nextTryInMs(backoffMs(tries, Math.random()), triedAtMs, untilMs);
		if (!tried.again || unreachable > 1 || waitMs === undefined) return tried.why;
		await pause(waitMs, session.signal);
	}
}

/** How the reason begins where a server was reached. */
const ANSWERED = 'It answered with';

const isFile = (bytes: Buffer): boolean =>
	bytes.length > 0 && !isPage(latin1Of(bytes)) && !holdsBase64(bytes);

const isTool = ({ ctx }: FilesContext): boolean => isToolType(ctx.getNode().type);

/** The file at a URL. @throws Problem if it isn't available or of another kind */
async function contentAt(
	session: FilesContext,
	url: string,
	deadline: Deadline,
	anyFile: boolean,
): Promise<Buffer> {
	// a URL written by a language model must not open n8n's own network
	const closed = isTool(session) && !mayFetch(url, session.credential.base);
	const found = closed ? 'A tool opens public URLs only.' : await fetched(session, url, deadline);
	const fits = Buffer.isBuffer(found) && (anyFile ? isFile(found) : sniffImage(found));
	if (fits) return found;
	const noFile = anyFile ? INPUT_ERRORS.noFileAtUrl : INPUT_ERRORS.notAnImageAtUrl;
	const answered = Buffer.isBuffer(found) || found.startsWith(ANSWERED);
	const definition = answered ? noFile : INPUT_ERRORS.urlUnreachable;
	const why = Buffer.isBuffer(found) ? sentenceOnType(found) : found;
	throw new Problem(definition, { detail: `URL: ${shownUrl(url)}. ${why}`.trim() });
}

const bufferOf = async (session: FilesContext, { itemIndex, field }: FileSource): Promise<Buffer> =>
	await session.ctx.helpers.getBinaryDataBuffer(itemIndex, field);

async function inline(
	session: FilesContext,
	source: ImageSource,
	deadline: Deadline,
	anyFile: boolean,
): Promise<string> {
	const bytes =
		source.kind === 'url'
			? await contentAt(session, source.url, deadline, anyFile)
			: await session.semaphores.upload(async () => await bufferOf(session, source));
	if (bytes.length > MAX_INLINE_BYTES) {
		throw new Problem(anyFile ? INPUT_ERRORS.inlineTooLarge : INPUT_ERRORS.fileTooLarge);
	}
	return bytes.toString('base64');
}

/**
 * The value of an image in the request: its URL, or its content where the documentation asks
 * for base64 text.
 * @throws Problem, Stopped
 */
export const requestValueOf = async (
	session: FilesContext,
	source: ImageSource,
	parameter: ValueOptions | undefined,
	deadline: Deadline,
): Promise<string> =>
	parameter?.base64
		? await inline(session, source, deadline, parameter.anyFile === true)
		: await urlOf(session, source, deadline, parameter?.links);

/** Types that phones and scanners write and that few models read; which do, no page says. */
const RARE: Readonly<Record<string, string>> = { heic: 'HEIC', heif: 'HEIF', tif: 'TIFF' };

const AT_URL = /\.(heic|heif|tif)f?$/i;

/** What an image of such a type is called in a message; undefined for one of any other. */
async function rareName(ctx: IExecuteFunctions, source: ImageSource): Promise<string | undefined> {
	if (source.kind === 'url') {
		const [, ending = ''] = AT_URL.exec(new URL(source.url).pathname) ?? [];
		const type = RARE[ending.toLowerCase()];
		return type && `one that was given as URL (${type})`;
	}
	const head = await headOf(await openFile(ctx, source), SNIFF_BYTES);
	const type = RARE[sniffMedia(head)?.extension ?? ''];
	return type && `the file in ${fieldText(source)} (${type})`;
}

/** Names an image of a type that few models read, where a job failed for what may be that. */
export async function withRareTypes(
	ctx: IExecuteFunctions,
	sources: readonly ImageSource[],
	thrown: unknown,
): Promise<Error> {
	if (!(thrown instanceof Problem) || !mayBeAboutFile(thrown)) return toError(thrown);
	// n8n may have deleted a file meanwhile
	const found = sources.map(async (source) => await rareName(ctx, source).catch(() => undefined));
	const names = [...new Set((await Promise.all(found)).filter((name) => name !== undefined))];
	if (names.length === 0) return thrown;
	const cause = `A likely cause is the type of ${names.join(', ')}: many models can't read it. Convert it to JPEG or PNG first.`;
	return withDetail(cause, thrown);
}
