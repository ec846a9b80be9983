import type { INodeExecutionData } from 'n8n-workflow';
import { filesNamed } from '../parameters/images';
import { inspectFile, type InspectedFile } from '../files/inspectFile';
import { urlOf } from '../files/upload';
import { INPUT_ERRORS } from '../errors/inputErrors';
import type { Session } from './session';
import { deadlineIn } from '../core/clock';
import type { Operation } from './operation';

/** A 429 is waited out for so long at most. */
const PATIENCE_MS = 10 * 60 * 1000;

async function upload(run: Session, found: InspectedFile): Promise<INodeExecutionData> {
	const { source, fileName, mimeType, bytes, field } = found;
	const url = await urlOf(run, source, deadlineIn(PATIENCE_MS));
	return { json: { url, fileName, mimeType, fileSize: bytes, field } };
}

/** Hands files of an item to Segmind, whatever they are; one item for each, with its public address. */
export const uploadFile: Operation<InspectedFile[]> = {
	async prepare(run, itemIndex) {
		const name = run.ctx.getNodeParameter('binaryPropertyName', itemIndex, '');
		const sources = filesNamed(run.ctx, itemIndex, name, INPUT_ERRORS.fileNameless);
		return await Promise.all(sources.map(async (source) => await inspectFile(run, source)));
	},
	async perform(run, files) {
		return await Promise.all(files.map(async (file) => await upload(run, file)));
	},
};
