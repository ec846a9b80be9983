import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import type { SourceFile } from '../../scripts/engine/nodeTypes';
import { closeBenches, openBench, type Bench } from './support/bench';
import { expectError, told } from './support/expected';
import { CONTINUING, RETRYING, upload } from './support/jobs';
import { picture, sha256, textFile } from './support/pictures';

afterEach(closeBenches);

const padding = Buffer.alloc(1000, 7);
const MP4: SourceFile = {
	content: Buffer.concat([Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0isomiso2mp41'), padding]),
	fileName: 'clip.mp4',
	mimeType: 'video/mp4',
};
const PDF: SourceFile = {
	content: Buffer.concat([Buffer.from('%PDF-1.7\n'), padding]),
	fileName: 'sheet.pdf',
	mimeType: 'application/pdf',
};

/** What the sandbox recorded of each uploaded file. */
const arrived = (bench: Bench) =>
	bench.calls('upload').flatMap(({ body }) => (body as { data_urls: unknown[] }).data_urls);

const recorded = ({ content }: SourceFile, mimeType: string) => ({
	bytes: content.length,
	mimeType,
	sha256: sha256(content),
});

describe('File: Upload', () => {
	it.each([
		['filesystem', 'a picture', async () => await picture(1), 'image/png'],
		['filesystem', 'a film', async () => MP4, 'video/mp4'],
		['filesystem', 'a document', async () => PDF, 'application/pdf'],
		['filesystem', 'a text', async () => textFile('hello'), 'text/plain'],
		['default', 'a film', async () => MP4, 'video/mp4'],
		['default', 'a document', async () => PDF, 'application/pdf'],
	] as const)('in mode %s: %s arrives as it is', async (binaryMode, _name, make, mimeType) => {
		const bench = await openBench({ uploadAnyKind: true });
		const file = await make();
		const items = [{ files: { data: file } }];
		const { output } = await bench.done({ items, binaryMode, parameters: upload() });
		expect(arrived(bench)).toEqual([recorded(file, mimeType)]);
		const url = expect.stringMatching(/^http.*\/assets\//) as string;
		const { length: fileSize } = file.content;
		const json = { url, fileName: file.fileName, mimeType, fileSize, field: 'data' };
		expect(output).toEqual([{ json, pairedItem: { item: 0 } }]);
		const answer = await fetch(String(output[0]?.json.url));
		expect(Buffer.from(await answer.arrayBuffer()).equals(file.content)).toBe(true);
		const [call] = bench.calls('upload');
		expect(Number(call?.headers['content-length'])).toBeGreaterThan(file.content.length);
		expect(call?.headers['transfer-encoding']).toBeUndefined();
	});

	it('believes the bytes more than what n8n calls the file', async () => {
		const bench = await openBench();
		const wrong = { ...MP4, fileName: 'clip.bin', mimeType: 'application/octet-stream' };
		const named = { ...(await picture(1, 'jpeg')), mimeType: 'image/png' };
		const items = [{ files: { data: wrong } }, { files: { data: named } }];
		const { output } = await bench.run({ items, parameters: upload() });
		expect(output.map(({ json }) => json.mimeType)).toEqual(['video/mp4', 'image/jpeg']);
	});

	it('takes several fields of several items, one item for each file', async () => {
		const bench = await openBench();
		const items = [1, 3, 5].map(async (n) => ({
			files: { front: await picture(n), back: await picture(n + 1) },
		}));
		const { output } = await bench.run({
			items: await Promise.all(items),
			parameters: upload('front, back'),
		});
		expect(output.map(({ json, pairedItem }) => [json.fileName, json.field, pairedItem])).toEqual(
			[1, 3, 5].flatMap((n, item) => [
				[`picture-${n}.png`, 'front', { item }],
				[`picture-${n + 1}.png`, 'back', { item }],
			]),
		);
		expect(new Set(output.map(({ json }) => json.url)).size).toBe(6);
		expect(output.some(({ binary }) => binary)).toBe(false);
	});

	it('uploads the same file once, and again nothing after Retry On Fail', async () => {
		const bench = await openBench({
			faults: [{ step: 'upload', kind: '400', nth: 2, times: 1 }],
		});
		const { output } = await bench.run({
			items: [{ files: { data: await picture(1) } }, { files: { data: await picture(2) } }],
			...{ parameters: upload('data, data'), node: RETRYING },
		});
		expect(output).toHaveLength(4);
		expect(output[0]?.json.url).toBe(output[1]?.json.url);
		expect(bench.calls('upload')).toHaveLength(3);
	});

	it("works with n8n's combined binaries", async () => {
		const bench = await openBench();
		const settings = { binaryMode: 'combined' as const };
		const items = [{ files: { data: await picture(1) } }];
		const { output } = await bench.done({ items, settings, parameters: upload('_files.data') });
		expect(output[0]?.json).toMatchObject({ field: '_files.data', mimeType: 'image/png' });
	});

	it("tries what Segmind does not name, shows Segmind's words, and goes on where it may", async () => {
		const bench = await openBench();
		const items = [{ files: { data: PDF } }, { files: { data: await picture(1) } }];
		const { output } = await bench.run({ items, parameters: upload(), node: CONTINUING });
		const [refused, sent] = output.map(({ json }) => json);
		expect(refused?.error).toBe(told(API_ERRORS.fileRefused));
		expect(refused?.message).toContain('files of type application/pdf are not supported');
		expect(refused?.message).toContain('Nothing was billed.');
		expect(sent?.fileName).toBe('picture-1.png');
		expect(bench.calls('upload')).toHaveLength(2);
	});

	it('repeats after setbacks and sends the key to the host of uploads only', async () => {
		const faults = (['502', 'reset-after', 'rate-limit'] as const).map((kind, at) => ({
			step: 'upload' as const,
			kind,
			nth: at + 1,
			times: 1,
		}));
		const bench = await openBench({ faults });
		const items = [{ files: { data: MP4 } }];
		const { output, run } = await bench.run({ items, parameters: upload() });
		expect(output).toHaveLength(1);
		const withKey = bench.sandbox.requests.filter(({ headers }) => 'x-api-key' in headers);
		expect(new Set(withKey.map(({ server }) => server))).toEqual(new Set(['upload']));
		expect(JSON.stringify(run)).not.toContain(bench.sandbox.apiKey);
	});

	it('follows no redirect', async () => {
		const bench = await openBench({ faults: [{ step: 'upload', kind: 'redirect-foreign' }] });
		const items = [{ files: { data: MP4 } }];
		expectError(await bench.run({ items, parameters: upload() }), API_ERRORS.redirected);
		expect(bench.sandbox.requests).toHaveLength(1);
	});
});
