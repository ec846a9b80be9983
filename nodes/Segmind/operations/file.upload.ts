import type { INodeExecutionData } from 'n8n-workflow';
import { filesNamed } from '../1-read/images';
import { SNIFF_BYTES } from '../2-images/sniff';
import { mimeTypeOf } from '../2-images/sniffFile';
import { binaryOf, headOf, openFile, type FileSource } from '../2-images/source';
import { addressOf } from '../2-images/upload';
import { aboutFile } from '../errors/aboutFile';
import { INPUT_ROWS } from '../errors/inputRows';
import { Problem } from '../errors/problem';
import type { Run } from '../run/context';
import { deadlineIn } from '../run/pause';
import type { Operation } from './operation';

/** A file of an item, looked at and not sent yet. */
interface Found {
	readonly source: FileSource;
	readonly fileName: string | null;
	readonly mimeType: string;
	readonly bytes: number;
}

/** A 429 is waited out for so long at most. */
const PATIENCE_MS = 10 * 60 * 1000;

/** Name of the field, or null where an expression gave the file itself. */
const nameOf = ({ field }: FileSource): string | null => (typeof field === 'string' ? field : null);

async function lookAt({ ctx }: Run, source: FileSource): Promise<Found> {
	const file = await openFile(ctx, source);
	const head = await headOf(file, SNIFF_BYTES);
	if (head.length === 0) {
		const detail = `Field: ${nameOf(source) ?? 'from an expression'}.`;
		throw new Problem(INPUT_ROWS.emptyFile, { detail });
	}
	const { fileName, mimeType } = binaryOf(ctx, source);
	return {
		source,
		fileName: fileName ?? null,
		mimeType: mimeTypeOf(head, mimeType),
		bytes: file.bytes,
	};
}

async function upload(run: Run, found: Found): Promise<INodeExecutionData> {
	const { source, fileName, mimeType, bytes } = found;
	try {
		const url = await addressOf(run, source, deadlineIn(PATIENCE_MS));
		return { json: { url, fileName, mimeType, fileSize: bytes, field: nameOf(source) } };
	} catch (thrown) {
		throw aboutFile(thrown);
	}
}

/** Hands files of an item to Segmind, whatever they are; one item for each, with its public address. */
export const uploadFile: Operation<Found[]> = {
	async prepare(run, itemIndex) {
		const name = run.ctx.getNodeParameter('binaryPropertyName', itemIndex, '');
		const sources = filesNamed(run.ctx, itemIndex, name, INPUT_ROWS.fileNameless);
		return await Promise.all(sources.map(async (source) => await lookAt(run, source)));
	},
	async perform(run, files) {
		return await Promise.all(files.map(async (file) => await upload(run, file)));
	},
};
