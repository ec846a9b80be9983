import { deadlineIn } from '../core/clock';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { inspectFile } from '../files/inspectFile';
import { urlOf } from '../files/upload';
import { filesNamed } from '../parameters/images';
import type { Operation } from './operation';

/** How long one file may take, waits after a 429 included. */
const MAX_WAIT_MS = 10 * 60 * 1000;

/** Uploads files of an item to Segmind, of any kind; one item for each, with its public URL. */
export const uploadFile: Operation = {
	async prepare(session, itemIndex) {
		const name = session.ctx.getNodeParameter('binaryPropertyName', itemIndex, '');
		const sources = filesNamed(session.ctx, itemIndex, name, INPUT_ERRORS.fileNameless);
		const files = await Promise.all(
			sources.map(async (source) => await inspectFile(session, source)),
		);
		const upload = async () =>
			await Promise.all(
				files.map(async ({ source, fileName, mimeType, bytes: fileSize, field }) => {
					const url = await urlOf(session, source, deadlineIn(MAX_WAIT_MS));
					return { json: { url, fileName, mimeType, fileSize, field } };
				}),
			);
		return { works: [upload] };
	},
};
