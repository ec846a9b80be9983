import type { INodeType } from 'n8n-workflow';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import type { SyncAnswer } from '../../sandbox';
import { closeBenches, contentOf, openBench, type Job } from './support/bench';
import { picture, sha256 } from './support/pictures';
import { forRetry } from './support/retry';

afterEach(closeBenches);

type Row = Record<string, unknown>;

const texts = (values: Record<string, string>): Row[] =>
	Object.entries(values).map(([name, value]) => ({ name, type: 'string', value }));

/** Model: Run on one model, with rows as the controls hold them. */
function running(slug: string, fields: Row[], more: Record<string, unknown> = {}): Job {
	return {
		parameters: {
			resource: 'model',
			operation: 'run',
			bodyMode: 'fields',
			modelSlug: { mode: 'slug', value: slug },
			bodyFields: { values: fields },
			...more,
		},
	};
}

const wave = texts({ prompt: 'A wave' });
const EDIT = 'gpt-image-1-edit';

describe('what is submitted', () => {
	it('is made of typed fields and of files, in the order of their rows', async () => {
		const bench = await openBench();
		const files = { a: await picture(1), b: await picture(2) };
		const list = { name: 'image_urls', sendAs: 'list' };
		const { output, error } = await bench.run({
			items: [{ json: { what: 'blue' }, files }],
			...running(
				EDIT,
				[
					...texts({ prompt: '={{ "Make it " + $json.what }}', quality: 'low' }),
					{ name: 'output_compression', type: 'number', numberValue: 90 },
					{ name: 'mask', type: 'json', jsonValue: 'null' },
				],
				{
					imageFields: {
						values: [
							{ ...list, source: 'binary', binaryPropertyName: 'a' },
							{ ...list, source: 'url', url: bench.pictureUrl },
							{ ...list, source: 'binary', binaryPropertyName: 'b' },
						],
					},
				},
			),
		});
		expect(error).toBeUndefined();
		const [body] = bench.bodies();
		expect(body).toEqual({
			prompt: 'Make it blue',
			quality: 'low',
			output_compression: 90,
			mask: null,
			image_urls: [
				expect.stringMatching(/\/assets\//),
				bench.pictureUrl,
				expect.stringMatching(/\/assets\//),
			],
		});
		const sent = await Promise.all(
			[0, 2].map(async (at) => {
				const answer = await fetch(String((body?.image_urls as string[])[at]));
				return sha256(Buffer.from(await answer.arrayBuffer()));
			}),
		);
		expect(sent).toEqual([sha256(files.a.content), sha256(files.b.content)]);
		expect(output[0]?.json).toMatchObject({
			model: EDIT,
			requestId: bench.sandbox.jobs[0]?.id,
			url: bench.sandbox.jobs[0]?.outputs[0]?.url,
			cost: expect.any(Number),
			remainingCredits: expect.any(Number),
			fileName: expect.stringMatching(/^picture-1-[0-9a-f]{8}\.png$/),
			mimeType: 'image/png',
			fileSize: bench.sandbox.jobs[0]?.outputs[0]?.bytes,
		});
		const content = await contentOf(output[0]?.binary?.data);
		expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
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
		await bench.run(running('sandbox-form', [], more));
		expect(bench.bodies()).toEqual([{ prompt: 'A boat', sampler: 'wild' }]);
	});

	it('is a JSON body, written or made by an expression', async () => {
		const bench = await openBench();
		const body = { prompt: 'Make it blue', image_urls: [bench.pictureUrl], mask: null };
		for (const bodyJson of [JSON.stringify(body), `={{ (${JSON.stringify(body)}) }}`]) {
			const { output, error } = await bench.run(running(EDIT, [], { bodyMode: 'json', bodyJson }));
			expect(error).toBeUndefined();
			expect(output).toHaveLength(1);
		}
		expect(bench.bodies()).toEqual([body, body]);
	});

	it('holds one file as an address, as a list of one and as base64', async () => {
		const bench = await openBench();
		const data = await picture(4);
		const field = (name: string, sendAs: string) => ({ name, source: 'binary', sendAs });
		const { error } = await bench.run({
			items: [{ files: { data } }],
			...running(
				'sandbox-video',
				[...wave, { name: 'loop', type: 'boolean', booleanValue: true }],
				{
					imageFields: {
						values: [
							field('first_frame', 'url'),
							field('frames', 'list'),
							field('still', 'base64'),
						],
					},
				},
			),
		});
		expect(error).toBeUndefined();
		const [body] = bench.bodies();
		expect(body).toEqual({
			prompt: 'A wave',
			loop: true,
			first_frame: expect.stringMatching(/\/assets\//),
			frames: [body?.first_frame],
			still: data.content.toString('base64'),
		});
		expect(bench.calls('upload')).toHaveLength(1);
	});

	it('takes a sound for a model that wants one', async () => {
		const bench = await openBench();
		const made = await bench.run(running('sandbox-audio', wave));
		const content = await contentOf(made.output[0]?.binary?.data);
		const { error } = await bench.run({
			items: [{ files: { data: { content, fileName: 'voice.mp3', mimeType: 'audio/mpeg' } } }],
			...running('sandbox-audio', wave, {
				imageFields: { values: [{ name: 'voice', source: 'binary' }] },
			}),
		});
		expect(error).toBeUndefined();
		expect(bench.bodies()[1]?.voice).toMatch(/\/assets\/.*\.mp3$/);
	});

	it('goes to the path of the documentation where the model has a file', async () => {
		const bench = await openBench();
		const { output } = await bench.run(
			running(
				EDIT,
				[...texts({ prompt: 'Blue' }), { name: 'mask', type: 'json', jsonValue: 'null' }],
				{
					options: { delivery: 'sync' },
					imageFields: {
						values: [{ name: 'image_urls', source: 'url', url: bench.pictureUrl, sendAs: 'list' }],
					},
				},
			),
		);
		expect(bench.calls('sync').map(({ path }) => path)).toEqual(['/v1/gpt-image-1-edit']);
		expect(output).toHaveLength(1);
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
			const fields = [...wave, ...texts({ format })];
			for (const delivery of ['queue', 'sync']) {
				// a page in words can't be told from a text, so in one answer it is a text
				if (delivery === 'sync' && format === 'csv') continue;
				const { output, error } = await bench.run(running(slug, fields, { options: { delivery } }));
				expect(error).toBeUndefined();
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

	it('is the type of the bytes, whatever the server calls it', async () => {
		const faults = [{ step: 'download' as const, kind: 'wrong-content-type' as const }];
		const bench = await openBench({ faults });
		const { output } = await bench.run(running('sandbox-video', wave));
		expect(output[0]?.json.mimeType).toBe('video/mp4');
	});

	it.each([
		['text', { text: expect.stringMatching(/^Sandbox job .* heard: A wave$/) }],
		['object', { output: { words: expect.stringContaining('A wave'), length: 6 } }],
		['json-text', { output: { words: expect.stringContaining('A wave'), length: 6 } }],
	])('is a text or JSON: %s', async (answer, wanted) => {
		const bench = await openBench();
		const fields = [...wave, ...texts({ answer })];
		for (const delivery of ['queue', 'sync']) {
			const { output, error } = await bench.run(
				running('sandbox-text', fields, { options: { delivery } }),
			);
			expect(error).toBeUndefined();
			expect(output).toHaveLength(1);
			expect(output[0]?.binary).toBeUndefined();
			expect(output[0]?.json).toMatchObject({
				model: 'sandbox-text',
				requestId: bench.sandbox.jobs.at(-1)?.id,
				...wanted,
				cost: 0.001,
			});
		}
	});

	it('is counted in the summary for the editor', async () => {
		const bench = await openBench({ credits: 9 });
		const { run } = await bench.run({ items: [{}, {}], ...running('sandbox-video', wave) });
		const hints = run.data.resultData.runData.Segmind?.[0]?.hints ?? [];
		expect(hints[0]?.message).toBe('2 results for $0.04. $8.96 of credits left.');
		const text = await bench.run(running('sandbox-text', wave));
		const [hint] = text.run.data.resultData.runData.Segmind?.[0]?.hints ?? [];
		expect(hint?.message).toMatch(/^1 result for \$0.001\./);
	});

	it('is never held in memory, however long a film is', async () => {
		const megabytes = 160;
		const bench = await openBench({ outputBytes: megabytes * 1_000_000 });
		// the stand-in makes its own bytes before the measurement begins
		await bench.run(running('sandbox-video', wave));
		let most = 0;
		const base = process.memoryUsage().arrayBuffers;
		const timer = setInterval(() => {
			most = Math.max(most, process.memoryUsage().arrayBuffers - base);
		}, 5);
		const { output, error } = await bench.run(running('sandbox-video', wave));
		clearInterval(timer);
		expect(error).toBeUndefined();
		expect(output[0]?.json.fileSize).toBe(megabytes * 1_000_000);
		expect(most / 1_000_000).toBeLessThan(megabytes / 2);
	});
});

describe('money', () => {
	const both = [{ json: { n: 0 } }, { json: { n: 1 } }];
	const fields = [{ name: 'prompt', type: 'string', value: '={{ "item " + $json.n + "." }}' }];

	it.each<[string, string, SyncAnswer | undefined]>([
		['sandbox-video', 'queue', undefined],
		['sandbox-video', 'sync', undefined],
		['sandbox-video', 'sync', 'json-output'],
		['sandbox-text', 'queue', undefined],
		['sandbox-text', 'sync', undefined],
	])('%s by %s (%s): a retry hands out the same job', async (slug, delivery, syncAnswer) => {
		const step = delivery === 'queue' ? 'submit' : 'sync';
		const bench = await openBench({
			...(syncAnswer && { syncAnswer }),
			faults: [{ step, kind: '400', promptIncludes: 'item 1.', times: 1 }],
		});
		const job = {
			items: both,
			...running(slug, fields, { options: { delivery, concurrency: 1 } }),
		};
		const first = await bench.run(job);
		expect(first.error?.message).toBe(
			`${API_ERRORS.settingsRefused.message} [item 0]`.replace('0', '1'),
		);
		const second = await bench.run({ ...job, earlier: forRetry(first), executionId: 'second' });
		expect(second.error).toBeUndefined();
		expect(second.output).toHaveLength(2);
		const paid = bench.sandbox.jobs.filter(({ billedUsd }) => billedUsd > 0);
		expect(paid).toHaveLength(2);
		expect(second.output.map(({ json }) => json.requestId)).toEqual(paid.map(({ id }) => id));
	});
});

describe('other ways to the same result', () => {
	it('an agent names addresses', async () => {
		const bench = await openBench();
		const node = new Segmind();
		const tool: INodeType = Object.assign(Object.create(Segmind.prototype) as INodeType, node, {
			description: { ...node.description, name: 'segmindTool' },
		});
		const { output, error } = await bench.run({
			segmind: tool,
			items: [{ json: { query: 'A wave', picture: bench.pictureUrl } }],
			...running('sandbox-video', texts({ prompt: '={{ $json.query }}' }), {
				imageFields: { values: [{ name: 'first_frame', url: '={{ $json.picture }}' }] },
			}),
		});
		expect(error).toBeUndefined();
		expect(bench.bodies()[0]).toEqual({ prompt: 'A wave', first_frame: bench.pictureUrl });
		expect(JSON.stringify(output.map(({ json }) => json))).toContain('"url":"http');
	});
});
