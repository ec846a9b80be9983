import { Readable } from 'node:stream';
import { FILE_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { ANY_FILES } from '../../../nodes/Segmind/files/fileRules';
import type { FilesContext } from '../../../nodes/Segmind/http/context';
import { download } from '../../../nodes/Segmind/files/download';
import { FileMissing } from '../../../nodes/Segmind/files/downloadProblems';
import { deadlineIn } from '../../../nodes/Segmind/core/clock';
import { useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

/** A server whose file has no end, and a storage that takes it. */
function endless() {
	const chunk = Buffer.alloc(64_000_000, 7);
	const helpers = {
		httpRequest: async () =>
			await Promise.resolve({
				statusCode: 200,
				headers: { 'content-type': 'application/octet-stream' },
				body: Readable.from(
					(function* () {
						for (;;) yield chunk;
					})(),
				),
			}),
		prepareBinaryData: async (content: AsyncIterable<Buffer>) => {
			for await (const _ of content);
		},
	};
	const run = {
		ctx: { helpers, getExecutionCancelSignal: () => undefined },
		credential: { base: 'https://api.segmind.com', key: 'SG_0123456789abcdef' },
		semaphores: { download: async <T>(task: () => Promise<T>) => await task() },
	};
	return run as unknown as FilesContext;
}

it('a file that is too large is missing, and not tried again', async () => {
	const naming = { wanted: '', slug: 'model', requestId: 'id-1', itemIndex: 0, position: 0 };
	const url = 'https://images.segmind.com/generations/a.bin';
	const work = download(endless(), url, naming, deadlineIn(600_000), ANY_FILES);
	const thrown: unknown = await work.catch((reason: unknown) => reason);
	expect(thrown).toBeInstanceOf(FileMissing);
	const { definition, details } = thrown as FileMissing;
	expect(definition).toBe(FILE_ERRORS.answerTooLarge);
	expect(details).toMatchObject({ requestId: 'id-1', billed: 'yes' });
	expect(details.detail).toBe(`URL: ${url}. The limit is 2000 MB.`);
	expect(virtual.time.elapsedMs).toBe(0);
});
