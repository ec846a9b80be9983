import { fileTypeFromMimeType } from 'n8n-workflow';
import { fileNameFor, type FileNaming } from '../files/fileName';
import type { StoredFile } from '../files/store';
import type { Ledger } from './ledger';
import type { DirectResult, JobEntry, StoredFileRef } from './ledgerEntry';
import { namingOf, type JobResult, type ResultSpec } from './jobSpec';

/**
 * Writes down what the answer to a synchronous call held, before its images are downloaded. URLs are
 * enough to download them again; of bytes, n8n's ID is kept once they are stored.
 */
function recordDirectResult(
	ledger: Ledger,
	entry: JobEntry,
	{ requestId, metrics, files, stored = [], output }: JobResult,
): void {
	const urls = files.flatMap((one) => (one.kind === 'url' ? [one.url] : []));
	ledger.recordDirectResult(entry, {
		requestId,
		metrics: [metrics.cost, metrics.remainingCredits, metrics.inferenceTime],
		count: files.length + stored.length,
		...(urls.length > 0 && urls.length === files.length && { urls }),
		...(output !== undefined && { output }),
	});
	for (const file of stored) recordStoredFile(ledger, entry, file);
}

/**
 * Hands a result out, and keeps the ledger in step: a retry downloads again what was not delivered.
 * @param work makes the output items
 */
export async function deliver<T>(
	ledger: Ledger,
	result: JobResult,
	work: () => Promise<T>,
): Promise<T> {
	const { entry } = result;
	if (!entry) return await work();
	try {
		if (!entry.directResult) recordDirectResult(ledger, entry, result);
		const delivered = await work();
		ledger.markDelivered(entry);
		return delivered;
	} finally {
		ledger.unclaim(entry);
	}
}

/** Adds a stored image. In n8n's in-memory mode there is no ID, and nothing that could be restored. */
export function recordStoredFile(
	ledger: Ledger,
	entry: JobEntry | undefined,
	{ binary, mimeType, extension, bytes }: StoredFile,
): void {
	if (entry && binary.id) ledger.recordStoredFile(entry, [binary.id, mimeType, extension, bytes]);
}

const UNITS = ['B', 'kB', 'MB', 'GB'];

/** As n8n writes the size of a file it has stored: three digits, in powers of 1000. */
function sizeInWords(bytes: number): string {
	const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
	return `${Number((bytes / 1000 ** power).toPrecision(3))} ${UNITS[power]}`;
}

function storedFile(
	[id, mimeType, extension, bytes]: StoredFileRef,
	naming: FileNaming,
): StoredFile {
	const fileName = fileNameFor(naming, { mimeType, extension });
	const binary: StoredFile['binary'] = {
		id,
		data: id.split(':')[0] ?? '',
		mimeType,
		fileType: fileTypeFromMimeType(mimeType),
		fileName,
		fileExtension: extension,
		bytes,
		fileSize: sizeInWords(bytes),
	};
	return { binary, fileName, mimeType, extension, bytes };
}

/** The result of an earlier synchronous call, as if it had just been answered. */
export function restoreDirectResult(
	entry: JobEntry,
	{ requestId, metrics, urls = [], storedFiles = [], output }: DirectResult,
	spec: ResultSpec,
): JobResult {
	const [cost, remainingCredits, inferenceTime] = metrics;
	return {
		entry,
		requestId,
		metrics: { cost, remainingCredits, inferenceTime, queueTime: null, totalTime: null },
		files: urls.map((url) => ({ kind: 'url', url })),
		stored: storedFiles.map((file, position) =>
			storedFile(file, namingOf(spec, requestId, position)),
		),
		...(output !== undefined && { output }),
	};
}
