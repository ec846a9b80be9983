import { fileTypeFromMimeType } from 'n8n-workflow';
import { fileNameFor, type Naming } from '../5-output/naming';
import type { StoredFile } from '../5-output/store';
import type { Brought, Entry, KeptFile } from '../run/ledger';
import type { Finished } from './order';
import type { Delivered } from './result';

const addresses = (delivered: readonly Delivered[]): string[] =>
	delivered.flatMap((one) => (one.kind === 'url' ? [one.url] : []));

/**
 * Writes down what a direct order brought, before its images are fetched. Its addresses are enough
 * to fetch them again; bytes are added by `keep` once they are stored.
 */
export function writeDown({
	entry,
	requestId,
	figures,
	delivered,
	stored,
	output,
}: Finished): void {
	if (entry.m !== 'direct' || entry.g) return;
	const urls = addresses(delivered);
	entry.g = {
		r: requestId,
		c: [figures.cost, figures.remainingCredits, figures.inferenceTime],
		n: delivered.length + (stored?.length ?? 0),
		...(urls.length > 0 && urls.length === delivered.length && { u: urls }),
		...(output !== undefined && { o: output }),
	};
}

/** Adds a stored image. In n8n's in-memory mode there is no ID, and nothing that could be kept. */
export function keep({ g }: Entry, { binary, mimeType, extension, bytes }: StoredFile): void {
	if (!g || g.u || !binary.id) return;
	(g.b ??= []).push([binary.id, mimeType, extension, bytes]);
}

const UNITS = ['B', 'kB', 'MB', 'GB'];

/** As n8n writes the size of a file it has stored: three digits, in powers of 1000. */
function sizeInWords(bytes: number): string {
	const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
	return `${Number((bytes / 1000 ** power).toPrecision(3))} ${UNITS[power]}`;
}

function storedFile([id, mimeType, extension, bytes]: KeptFile, naming: Naming): StoredFile {
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
export function broughtBefore(
	entry: Entry,
	{ r: requestId, c: [cost, remainingCredits, inferenceTime], u = [], b = [], o: output }: Brought,
	naming: (requestId: string | null) => Naming,
): Finished {
	return {
		entry,
		requestId,
		figures: { cost, remainingCredits, inferenceTime, queueTime: null, totalTime: null },
		delivered: u.map((url) => ({ kind: 'url', url })),
		stored: b.map((file, position) => storedFile(file, { ...naming(requestId), position })),
		...(output !== undefined && { output }),
	};
}
