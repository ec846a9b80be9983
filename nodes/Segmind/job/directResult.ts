import { fileTypeFromMimeType } from 'n8n-workflow';
import { fileNameFor, type FileNaming } from '../files/fileName';
import type { StoredFile } from '../files/store';
import type { Ledger } from './ledger';
import type { DirectResult, JobEntry, StoredFileRef } from './ledgerEntry';
import type { JobResult } from './runJob';
import type { FileRef } from '../results/image';

const addresses = (files: readonly FileRef[]): string[] =>
	files.flatMap((one) => (one.kind === 'url' ? [one.url] : []));

/**
 * Writes down what a direct order brought, before its images are fetched. Its addresses are enough
 * to fetch them again; bytes are added by `recordStoredFile` once they are stored.
 */
export function recordDirectResult(
	ledger: Ledger,
	{ entry, requestId, metrics, files, stored, output }: JobResult,
): void {
	const urls = addresses(files);
	ledger.recordDirectResult(entry, {
		requestId,
		metrics: [metrics.cost, metrics.remainingCredits, metrics.inferenceTime],
		count: files.length + (stored?.length ?? 0),
		...(urls.length > 0 && urls.length === files.length && { urls }),
		...(output !== undefined && { output }),
	});
}

/** Adds a stored image. In n8n's in-memory mode there is no ID, and nothing that could be restored. */
export function recordStoredFile(
	ledger: Ledger,
	entry: JobEntry,
	{ binary, mimeType, extension, bytes }: StoredFile,
): void {
	if (binary.id) ledger.recordStoredFile(entry, [binary.id, mimeType, extension, bytes]);
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

/** The images of an earlier direct order, as if it had just been answered. */
export function restoreDirectResult(
	entry: JobEntry,
	{ requestId, metrics, urls = [], storedFiles = [], output }: DirectResult,
	naming: (requestId: string | null) => FileNaming,
): JobResult {
	const [cost, remainingCredits, inferenceTime] = metrics;
	return {
		entry,
		requestId,
		metrics: { cost, remainingCredits, inferenceTime, queueTime: null, totalTime: null },
		files: urls.map((url) => ({ kind: 'url', url })),
		stored: storedFiles.map((file, position) =>
			storedFile(file, { ...naming(requestId), position }),
		),
		...(output !== undefined && { output }),
	};
}
