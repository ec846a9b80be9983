import { deadlineIn } from '../core/clock';
import { allDone } from '../core/semaphore';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { shownUrl } from '../errors/rewordings';
import { binaryOf, type FileSource, type ImageSource } from '../files/sources';
import { uploadOf } from '../files/upload';
import { checkFile } from '../parameters/fileFields';
import { sourcesIn } from '../parameters/fileSources';
import type { Operation } from './jobOperation';

/** How long one file may take, waits after a 429 included. */
const MAX_WAIT_MS = 10 * 60 * 1000;

/** @throws Problem for a URL */
function fileOnly(source: ImageSource): FileSource {
	if (source.kind === 'file') return source;
	throw new Problem(INPUT_ERRORS.urlNotUploaded, { detail: `Found: ${shownUrl(source.url)}.` });
}

/** Uploads files of an item to Segmind, of any kind; one item for each, with its public URL. */
export const uploadFile: Operation = {
	async prepare(session, itemIndex) {
		const { ctx } = session;
		const name = ctx.getNodeParameter('binaryPropertyName', itemIndex, '');
		const ifEmpty = INPUT_ERRORS.fileNameless;
		const sources = sourcesIn(ctx, itemIndex, name, ifEmpty, 'fieldNames').map(fileOnly);
		for (const source of sources) await checkFile(session, source, { inline: false });
		const upload = async () => ({
			items: await allDone(
				sources.map(async (source) => {
					const { url, mimeType, bytes } = await uploadOf(session, source, deadlineIn(MAX_WAIT_MS));
					const { fileName = null } = binaryOf(ctx, source);
					const field = typeof source.field === 'string' ? source.field : null;
					return { json: { url, fileName, mimeType, fileSize: bytes, field } };
				}),
			),
		});
		return { works: [upload] };
	},
};
