import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { ByteStream } from '../core/bytes';
import { clock } from '../core/clock';
import { HEADER_BYTES } from '../files/imageSize';
import { headOf } from '../files/sources';
import { shownSize, type StoredFile } from '../files/store';
import type { JobResult } from './jobSpec';
import type { Ledger } from './ledger';
import { type JobEntry, RECORD_LIFE_MS } from './ledgerEntry';

/** Segmind deletes files after seven days. */
const FILE_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * When the URLs of a job end, in ISO 8601: counted from its submit, or from the latest moment at
 * which one that is only fetched can have been submitted.
 */
export function urlExpiryOf({ submittedAtMs, mode }: JobEntry): string {
	const submittedMs = mode === 'get' ? submittedAtMs - RECORD_LIFE_MS : submittedAtMs;
	return new Date(submittedMs + FILE_LIFE_MS).toISOString();
}

/** How often a job was submitted in the run that made it: null where another run knows, or nobody. */
export const attemptsOf = (entry?: JobEntry): number | null =>
	!entry || entry.mode === 'get' || entry.runEnded !== undefined ? null : (entry.attempt ?? 1);

/** So many files at most are kept of a job that can be asked again: execution data is to stay small. */
const MAX_KEPT_FILES = 20;

/**
 * Keeps what was read of a result in the ledger: the URLs of its files, and of bytes that came in the
 * answer itself n8n's description, once they are stored. In n8n's memory mode that would be the file.
 */
export function keepResult(
	ledger: Ledger,
	entry: JobEntry,
	{ requestId, metrics, files, stored = [], lost, output, urls: furtherUrls }: JobResult,
): void {
	const urls = files.flatMap((one) => (one.kind === 'url' ? [one.url] : []));
	const described = stored.flatMap(({ binary }) => (binary.id ? [{ ...binary }] : []));
	const count = files.length + stored.length;
	const isSmall = count <= MAX_KEPT_FILES || entry.mode === 'sync';
	const isWhole = urls.length + described.length === count;
	ledger.recordResult(entry, requestId, {
		metrics,
		...(furtherUrls && { furtherUrls }),
		...(isWhole && isSmall && { urls, files: described, ...(lost && { lost }), output }),
	});
}

/** A file that n8n has stored. @throws when it is gone: n8n deletes it with its execution */
async function storedFile(
	{ helpers }: IExecuteFunctions,
	binary: IBinaryData,
): Promise<StoredFile> {
	const { mimeType, fileName = '', fileExtension: extension = '' } = binary;
	// n8n 1 describes the size in words only
	const { fileSize: bytes } = await helpers.getBinaryMetadata(binary.id ?? '');
	const stream = (await helpers.getBinaryStream(binary.id ?? '')) as ByteStream;
	const size = shownSize(await headOf({ bytes, stream }, HEADER_BYTES));
	return { binary: { ...binary }, fileName, mimeType, extension, bytes, ...size };
}

/**
 * The result that an entry keeps, as if it had just been read.
 * @returns undefined where it keeps none, or none whose files can still be there
 */
export async function keptResult(
	ctx: IExecuteFunctions,
	entry: JobEntry,
): Promise<JobResult | undefined> {
	const { requestId = null, submittedAtMs, result } = entry;
	if (!result?.urls) return undefined;
	const { metrics, urls, files = [], lost = 0, output, furtherUrls } = result;
	if (urls.length > 0 && clock.date() - submittedAtMs > FILE_LIFE_MS) return undefined;
	try {
		return {
			entry,
			requestId,
			metrics,
			files: urls.map((url) => ({ kind: 'url', url })),
			stored: await Promise.all(files.map(async (file) => await storedFile(ctx, file))),
			lost,
			...(output !== undefined && { output }),
			...(furtherUrls && { urls: furtherUrls }),
		};
	} catch {
		return undefined;
	}
}

/**
 * Hands a result out, and keeps the ledger in step: a retry downloads again what was not delivered.
 * @param work makes the output items
 */
export async function deliver<T>(
	ledger: Ledger,
	{ entry }: JobResult,
	work: () => Promise<T>,
): Promise<T> {
	if (!entry) return await work();
	try {
		const delivered = await work();
		ledger.markDelivered(entry);
		return delivered;
	} finally {
		ledger.unclaim(entry);
	}
}
