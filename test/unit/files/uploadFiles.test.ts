import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { urlOf } from '../../../nodes/Segmind/files/upload';
import { clock, deadlineIn } from '../../../nodes/Segmind/core/clock';
import type { JobContext } from '../../../nodes/Segmind/job/context';
import { semaphore } from '../../../nodes/Segmind/core/semaphore';

const FILE_BYTES = 300_000;
const ADDRESS = 'https://images.segmind.com/assets/someone/images/1.png';
const { sleep } = clock;

beforeEach(() => void (clock.sleep = async () => await Promise.resolve()));
afterEach(() => void (clock.sleep = sleep));

type Exchange = (options: IHttpRequestOptions) => Promise<unknown>;

/** A run whose files are streams that are open from the beginning, as those of n8n 2 are. */
function runWith(exchange: Exchange) {
	const opened: Readable[] = [];
	const stop = new AbortController();
	const helpers = {
		assertBinaryData: () => ({ id: 'filesystem-v2:1', mimeType: 'image/png' }),
		getBinaryMetadata: async () => await Promise.resolve({ fileSize: FILE_BYTES }),
		getBinaryStream: async () => {
			const pieces = Array.from({ length: 6 }, () => Buffer.alloc(FILE_BYTES / 6));
			const stream = Readable.from(pieces, { objectMode: false });
			opened.push(stream);
			return await Promise.resolve(stream);
		},
		httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
			await exchange(options),
	};
	const run = {
		ctx: { helpers, getExecutionCancelSignal: () => stop.signal },
		credential: { uploadBase: 'https://workflows-api.segmind.com', decrypted: {} },
		signal: stop.signal,
		ledger: { uploaded: () => undefined, rememberUpload: () => {} },
		uploads: new Map(),
		semaphores: { upload: semaphore(1) },
	} as unknown as JobContext;
	const source = { kind: 'file' as const, itemIndex: 0, field: 'data' };
	const upload = async () => await urlOf(run, source, deadlineIn(600_000));
	return { opened, stop, upload };
}

const answer = (statusCode: number, body: object) => ({
	statusCode,
	headers: {},
	body: Buffer.from(JSON.stringify(body)),
});

async function sent({ body }: IHttpRequestOptions): Promise<number> {
	let length = 0;
	for await (const piece of body as unknown as Readable) length += (piece as Buffer).length;
	return length;
}

async function expectClosed(opened: Readable[]): Promise<void> {
	for (const stream of opened) if (!stream.closed) await once(stream, 'close');
	expect(opened.every(({ destroyed }) => destroyed)).toBe(true);
}

it('opens the file once for an upload, sends all of it and closes it', async () => {
	let length = 0;
	const { opened, upload } = runWith(async (options) => {
		length = await sent(options);
		expect(Number(options.headers?.['content-length'])).toBe(length);
		return answer(200, { file_urls: [ADDRESS] });
	});
	expect(await upload()).toBe(ADDRESS);
	expect(length).toBeGreaterThan((FILE_BYTES * 4) / 3);
	expect(opened).toHaveLength(1);
	await expectClosed(opened);
});

it('closes the file of a try whose request never began', async () => {
	let tries = 0;
	const { opened, upload } = runWith(async (options) => {
		tries += 1;
		if (tries < 3) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		await sent(options);
		return answer(200, { file_urls: [ADDRESS] });
	});
	expect(await upload()).toBe(ADDRESS);
	expect(opened).toHaveLength(3);
	await expectClosed(opened);
});

it.each([
	['before anything was read', 0],
	['in the midst of the file', 2],
])('closes the file when the answer comes %s', async (_name, pieces) => {
	const { opened, upload } = runWith(async ({ body }) => {
		const reader = (body as unknown as Readable)[Symbol.asyncIterator]();
		for (let read = 0; read < pieces; read += 1) await reader.next();
		return answer(400, { error: 'Unsupported type' });
	});
	await expect(upload()).rejects.toThrow();
	expect(opened).toHaveLength(1);
	await expectClosed(opened);
});

it('closes the file after a stop', async () => {
	const { opened, stop, upload } = runWith(async () => {
		stop.abort();
		return await Promise.reject(new Error('canceled'));
	});
	await expect(upload()).rejects.toThrow();
	await expectClosed(opened);
});
