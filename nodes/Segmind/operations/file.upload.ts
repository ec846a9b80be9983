import type { INodeExecutionData } from 'n8n-workflow';
import { filesNamed } from '../1-read/images';
import { lookAtFile, type FoundFile } from '../2-images/found';
import { addressOf } from '../2-images/upload';
import { INPUT_ROWS } from '../errors/inputRows';
import type { Run } from '../run/context';
import { deadlineIn } from '../run/pause';
import type { Operation } from './operation';

/** A 429 is waited out for so long at most. */
const PATIENCE_MS = 10 * 60 * 1000;

async function upload(run: Run, found: FoundFile): Promise<INodeExecutionData> {
	const { source, fileName, mimeType, bytes, field } = found;
	const url = await addressOf(run, source, deadlineIn(PATIENCE_MS));
	return { json: { url, fileName, mimeType, fileSize: bytes, field } };
}

/** Hands files of an item to Segmind, whatever they are; one item for each, with its public address. */
export const uploadFile: Operation<FoundFile[]> = {
	async prepare(run, itemIndex) {
		const name = run.ctx.getNodeParameter('binaryPropertyName', itemIndex, '');
		const sources = filesNamed(run.ctx, itemIndex, name, INPUT_ROWS.fileNameless);
		return await Promise.all(sources.map(async (source) => await lookAtFile(run, source)));
	},
	async perform(run, files) {
		return await Promise.all(files.map(async (file) => await upload(run, file)));
	},
};
