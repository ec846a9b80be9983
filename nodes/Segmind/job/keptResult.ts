import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../core/clock';
import type { StoredFile } from '../files/store';
import type { JobContext } from './context';
import type { JobResult } from './jobSpec';
import type { Ledger } from './ledger';
import type { JobEntry } from './ledgerEntry';

/** Segmind deletes files after seven days. */
const FILE_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** So many files at most are kept of a job that can be asked again: execution data is to stay small. */
const MAX_KEPT_FILES = 20;

/**
 * Keeps what was read of a result in the ledger: the URLs of its files, and of bytes that came in the
 * answer itself n8n's description, once they are stored. In n8n's memory mode that would be the file.
 */
export function keepResult(
	ledger: Ledger,
	entry: JobEntry,
	{ requestId, metrics, files, stored = [], lost, output }: JobResult,
): void {
	const urls = files.flatMap((one) => (one.kind === 'url' ? [one.url] : []));
	const described = stored.flatMap(({ binary }) => (binary.id ? [{ ...binary }] : []));
	const count = files.length + stored.length;
	const isSmall = count <= MAX_KEPT_FILES || entry.mode === 'sync';
	const isWhole = urls.length + described.length === count;
	ledger.recordResult(entry, requestId, {
		metrics,
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
	return { binary: { ...binary }, fileName, mimeType, extension, bytes };
}

/**
 * The result that an entry keeps, as if it had just been read.
 * @returns undefined where it keeps none, or none whose files can still be there
 */
export async function keptResult(
	{ ctx }: Pick<JobContext, 'ctx'>,
	entry: JobEntry,
): Promise<JobResult | undefined> {
	const { requestId = null, submittedAtMs, result } = entry;
	if (!result?.urls) return undefined;
	const { metrics, urls, files = [], lost = 0, output } = result;
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
