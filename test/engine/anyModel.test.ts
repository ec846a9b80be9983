import { closeBenches, contentOf, openBench } from './support/bench';
import { model, textRows } from './support/jobs';
import { picture, sha256 } from './support/pictures';

afterEach(closeBenches);

const EDIT = 'gpt-image-1-edit';
const asset = expect.stringMatching(/\/assets\//) as string;

describe('what is submitted', () => {
	it('is made of typed fields and of files, in the order of their rows', async () => {
		const bench = await openBench();
		const files = { a: await picture(1), b: await picture(2) };
		const row = { name: 'image_urls', sendAs: 'list' };
		const { output } = await bench.done({
			items: [{ json: { what: 'blue' }, files }],
			parameters: model(EDIT, {
				bodyFields: {
					values: [
						...textRows({ prompt: '={{ "Make it " + $json.what }}', quality: 'low' }).values,
						{ name: 'output_compression', type: 'number', numberValue: 90 },
						{ name: 'mask', type: 'json', jsonValue: 'null' },
					],
				},
				imageFields: {
					values: [
						{ ...row, source: 'binary', binaryPropertyName: 'a' },
						{ ...row, source: 'url', url: bench.pictureUrl },
						{ ...row, source: 'binary', binaryPropertyName: 'b' },
					],
				},
			}),
		});
		const [body] = bench.bodies();
		expect(body).toEqual({
			...{ prompt: 'Make it blue', quality: 'low', output_compression: 90, mask: null },
			image_urls: [asset, bench.pictureUrl, asset],
		});
		const sent = await Promise.all(
			[0, 2].map(async (at) => {
				const answer = await fetch(String((body?.image_urls as string[])[at]));
				return sha256(Buffer.from(await answer.arrayBuffer()));
			}),
		);
		expect(sent).toEqual([sha256(files.a.content), sha256(files.b.content)]);
		const [{ id, outputs: [made] = [] } = {}] = bench.sandbox.jobs;
		expect(output[0]?.json).toMatchObject({
			...{ model: EDIT, requestId: id, url: made?.url, mimeType: 'image/png' },
			...{ cost: expect.any(Number) as number, remainingCredits: expect.any(Number) as number },
			fileName: expect.stringMatching(/^picture-1-[0-9a-f]{8}\.png$/) as string,
			fileSize: made?.bytes,
		});
		expect(sha256(await contentOf(output[0]?.binary?.data))).toBe(made?.sha256);
	});

	it('is no empty field of a form whose name every object has', async () => {
		const bench = await openBench();
		const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'sampler'];
		const schema = names.map((id) => ({ id, kind: 'string', type: 'string', required: false }));
		const modelParameters = {
			value: { sampler: 'wild' },
			schema: [...schema, { id: 'x', type: 'constructor' }],
		};
		const more = { bodyMode: 'form', modelPrompt: 'A boat', modelParameters };
		await bench.run({ parameters: model('sandbox-form', more) });
		expect(bench.bodies()).toEqual([{ prompt: 'A boat', sampler: 'wild' }]);
	});

	it('holds one file as an address, as a list of one and as base64', async () => {
		const bench = await openBench();
		const data = await picture(4);
		const field = (name: string, sendAs: string) => ({ name, source: 'binary', sendAs });
		const values = [field('first_frame', 'url'), field('frames', 'list'), field('still', 'base64')];
		await bench.done({
			items: [{ files: { data } }],
			parameters: model('sandbox-video', {
				bodyFields: {
					values: [
						...textRows({ prompt: 'A wave' }).values,
						{ name: 'loop', type: 'boolean', booleanValue: true },
					],
				},
				imageFields: { values },
			}),
		});
		const [body] = bench.bodies();
		expect(body).toEqual({
			...{ prompt: 'A wave', loop: true, first_frame: asset },
			frames: [body?.first_frame],
			still: data.content.toString('base64'),
		});
		expect(bench.calls('upload')).toHaveLength(1);
	});
});

describe('what comes out', () => {
	const formats: Array<[string, string, string]> = [
		['sandbox-video', 'mp4', 'video/mp4'],
		['sandbox-video', 'webm', 'video/webm'],
		['sandbox-video', 'mov', 'video/quicktime'],
		['sandbox-audio', 'mp3', 'audio/mpeg'],
		['sandbox-audio', 'wav', 'audio/wav'],
		['sandbox-audio', 'ogg', 'audio/ogg'],
		['sandbox-audio', 'flac', 'audio/flac'],
		['sandbox-audio', 'm4a', 'audio/mp4'],
		['sandbox-file', 'pdf', 'application/pdf'],
		['sandbox-file', 'zip', 'application/zip'],
		['sandbox-file', 'glb', 'model/gltf-binary'],
		['sandbox-file', 'csv', 'text/csv'],
		['sandbox-file', 'bin', 'application/octet-stream'],
	];

	it.each(formats)(
		'%s: %s by the queue, and by the direct call',
		async (slug, format, mimeType) => {
			const bench = await openBench();
			const bodyFields = textRows({ prompt: 'A wave', format });
			for (const delivery of ['queue', 'sync']) {
				// a page in words can't be told from a text, so in one answer it is a text
				if (delivery === 'sync' && format === 'csv') continue;
				const { output } = await bench.done({
					parameters: model(slug, { bodyFields, options: { delivery } }),
				});
				expect(output).toHaveLength(1);
				const job = bench.sandbox.jobs.at(-1);
				expect(output[0]?.json).toMatchObject({ model: slug, mimeType, requestId: job?.id });
				expect(output[0]?.json.fileName).toMatch(new RegExp(`^${slug}-[0-9a-f]{8}\\.${format}$`));
				expect(output[0]?.binary?.data).toMatchObject({ mimeType, fileExtension: format });
				const content = await contentOf(output[0]?.binary?.data);
				expect(sha256(content)).toBe(job?.outputs[0]?.sha256);
			}
		},
	);

	it('is fetched from its URL where a model takes it as base64, whatever it is', async () => {
		const bench = await openBench();
		const made = await bench.run({ parameters: model('sandbox-audio') });
		const content = await contentOf(made.output[0]?.binary?.data);
		const still = { name: 'still', source: 'url', url: made.output[0]?.json.url, sendAs: 'base64' };
		// no model of the stand-in takes a sound in this way: it refuses the job after it was submitted
		const imageFields = { values: [still] };
		await bench.run({ parameters: model('sandbox-video', { imageFields }) });
		expect(bench.bodies()[1]?.still).toBe(content.toString('base64'));
	});

	it.each([
		['sandbox-video', 'mp4'],
		['sandbox-audio', 'mp3'],
		['recraft-v3-svg', 'svg'],
	])(
		'%s: a direct answer that is called a text is a file by its bytes',
		async (slug, extension) => {
			const bench = await openBench({
				syncAnswer: 'image',
				faults: [{ step: 'sync', kind: 'wrong-content-type' }],
			});
			const { output } = await bench.done({
				parameters: model(slug, { options: { delivery: 'sync' } }),
			});
			expect(output[0]?.binary?.data?.fileExtension).toBe(extension);
			const content = await contentOf(output[0]?.binary?.data);
			expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
		},
	);

	it('is never held in memory, however long a film is', async () => {
		const megabytes = 160;
		const bench = await openBench({ outputBytes: megabytes * 1_000_000 });
		// the stand-in makes its own bytes before the measurement begins
		await bench.run({ parameters: model('sandbox-video') });
		let most = 0;
		const base = process.memoryUsage().arrayBuffers;
		const timer = setInterval(() => {
			most = Math.max(most, process.memoryUsage().arrayBuffers - base);
		}, 5);
		const { output, error } = await bench.run({ parameters: model('sandbox-video') });
		clearInterval(timer);
		expect(error).toBeUndefined();
		expect(output[0]?.json.fileSize).toBe(megabytes * 1_000_000);
		expect(most / 1_000_000).toBeLessThan(megabytes / 2);
	});
});
