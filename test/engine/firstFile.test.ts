import type { ResourceMapperField } from 'n8n-workflow';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import { closeBenches, hintsOf, openBench } from './support/bench';
import { locator, withForm } from './support/form';
import { editorContext } from './support/editor';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';
import { expectError } from './support/expected';

/*
 * The row with which Files starts: a forgotten photo is a video for $0.43 of something else. Models and
 * parameters of the sandbox alone.
 */

afterEach(closeBenches);

const fileOf = (content: Buffer) => ({ content, fileName: 'a', mimeType: 'application/x' });

const MP4 = fileOf(
	Buffer.concat([
		Buffer.from([0, 0, 0, 24]),
		Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1'),
		Buffer.alloc(64),
	]),
);
const MP3 = fileOf(Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), Buffer.alloc(64)]));

const EMPTY = { content: Buffer.alloc(0), fileName: 'a.png', mimeType: 'image/png' };
const LOGIN = '<!DOCTYPE html><html><body>Sign in</body></html>';
const PAGE = { content: Buffer.from(LOGIN), fileName: 'a.png', mimeType: 'text/html' };

type SourceFile = typeof MP3;

const uploaded = expect.stringMatching(/\/assets\//) as string;

const row = (more: Record<string, unknown>) => ({
	imageFields: {
		values: [
			{ name: 'auto', source: 'binary', binaryPropertyName: 'data', sendAs: 'auto', ...more },
		],
	},
});

/** Files of an item, by their fields. */
async function filesOf(
	given: Readonly<Record<string, SourceFile | 'photo'>>,
): Promise<Record<string, SourceFile>> {
	const photo = await picture(1);
	return Object.fromEntries(
		Object.entries(given).map(([name, one]) => [name, one === 'photo' ? photo : one]),
	);
}

const START = { start_image_url: uploaded };

it.each<[string, string, Record<string, SourceFile | 'photo'>, Record<string, unknown>]>([
	['the end of a video comes first', 'ray-flash-2-720p', { data: 'photo' }, START],
	['the only file is called otherwise', 'ray-flash-2-720p', { Photo: 'photo' }, START],
	['data among several', 'ray-flash-2-720p', { a: MP3, data: 'photo' }, START],
	['required before the others', 'sandbox-portrait', { data: 'photo' }, { face_image: uploaded }],
	['a video among audio', 'sandbox-dub', { data: MP4 }, { video_url: uploaded }],
	['audio among videos, as a list', 'sandbox-dub', { data: MP3 }, { audio_urls: [uploaded] }],
	['audio for a model of images', 'ray-flash-2-720p', { data: MP3 }, {}],
	['a file that is no media', 'ray-flash-2-720p', { data: fileOf(Buffer.from('a,b')) }, {}],
	['a model without files', 'sandbox-form', { one: 'photo', two: 'photo' }, {}],
	['no file', 'ray-flash-2-720p', {}, {}],
])('%s: %s', async (_name, slug, given, wanted) => {
	const bench = await openBench();
	const url = bench.pictureUrl;
	const others: Record<string, Record<string, unknown>> = {
		'sandbox-form': { sampler: 'wild' },
		'sandbox-dub': {
			...(!('video_url' in wanted) && { video_url: url }),
			...(!('audio_urls' in wanted) && { audio_urls: [url] }),
		},
	};
	const job = await withForm(bench, slug, others[slug]);
	if (slug === 'sandbox-dub') delete job.parameters?.modelPrompt;
	await bench.done({ ...job, items: [{ files: await filesOf(given) }] });
	expect(bench.bodies()).toHaveLength(1);
	expect(bench.bodies()[0]).toMatchObject(wanted);
	expect(bench.calls('upload')).toHaveLength(Object.keys(wanted).length);
	expect(JSON.stringify(bench.bodies()[0])).not.toMatch(/"(?:auto|end_image_url|mask)":"/);
});

it('says which parameter got the file, and what stayed behind', async () => {
	const bench = await openBench();
	const job = await withForm(bench, 'ray-flash-2-720p');
	const photo = { files: { Photo: await picture(1) } };
	const outcome = await bench.run({ ...job, items: [photo, photo, { files: { data: MP3 } }] });
	expect(hintsOf(outcome)).toEqual(
		expect.arrayContaining([
			expect.objectContaining({
				message: "Rows 1 and 2: The file 'Photo' was sent as Start Image URL.",
				type: 'info',
			}),
			expect.objectContaining({
				message: expect.stringContaining("Row 3: The file 'data' was not sent") as string,
				type: 'warning',
			}),
		]),
	);
});

it('Source: No File switches it off', async () => {
	const bench = await openBench();
	const job = await withForm(bench, 'ray-flash-2-720p', {}, row({ source: 'none' }));
	await bench.done({ ...job, items: [{ files: { data: await picture(1) } }] });
	expect(bench.calls('upload')).toEqual([]);
});

it.each<[string, keyof typeof INPUT_ERRORS, string, object, Record<string, SourceFile | 'photo'>]>([
	[
		'several, none of them data',
		'fieldMissing',
		"'front', 'back'",
		{},
		{ front: 'photo', back: 'photo' },
	],
	[
		'a name that the item lacks',
		'fieldMissing',
		"'photo'",
		row({ binaryPropertyName: 'photo' }),
		{},
	],
	['a field with sound', 'fileUnplaced', '', row({ binaryPropertyName: 'a' }), { a: MP3 }],
	['a photo that is empty', 'emptyFile', 'start_image_url', {}, { data: EMPTY }],
	['a page of a login', 'notAMediaFile', 'start_image_url', {}, { Photo: PAGE }],
	[
		'a photo with other bytes',
		'notAMediaFile',
		'start_image_url',
		{},
		{ data: { ...PAGE, mimeType: 'image/jpeg' } },
	],
	[
		'a row of another model',
		'formFieldUnknown',
		"'still'",
		row({ name: 'still' }),
		{ data: 'photo' },
	],
	[
		'a video by its URL',
		'fileUnplaced',
		'',
		row({ source: 'url', url: 'https://example.com/a.mp4' }),
		{},
	],
])('is refused before anything is sent: %s', async (_name, wrong, said, more, given) => {
	const bench = await openBench();
	const job = await withForm(bench, 'ray-flash-2-720p', {}, { ...more });
	const outcome = await bench.run({ ...job, items: [{ files: await filesOf(given) }] });
	expectError(outcome, INPUT_ERRORS[wrong], said);
	expect([...bench.calls('submit'), ...bench.calls('upload')]).toEqual([]);
});

it.each([false, true])(
	'a required file that is missing is refused; documentation down: %s',
	async (down) => {
		const bench = await openBench();
		const job = await withForm(bench, 'sandbox-portrait');
		const baseUrl = down ? bench.sandbox.baseUrl.toUpperCase() : bench.sandbox.baseUrl;
		if (down) bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
		const { error } = await bench.run({ ...job, baseUrl });
		expectError({ error }, INPUT_ERRORS.formFileMissing, "'face_image'");
		expect(bench.calls('submit')).toEqual([]);
	},
);

it('a file that another row holds is not sent a second time; a list takes both', async () => {
	const bench = await openBench();
	const photo = await picture(1);
	const first = row({}).imageFields.values[0];
	const second = (name: string, field: string) => ({
		imageFields: { values: [first, { ...first, name, binaryPropertyName: field }] },
	});
	const end = await withForm(bench, 'ray-flash-2-720p', {}, second('end_image_url', 'data'));
	await bench.run({ ...end, items: [{ files: { data: photo } }] });
	expect(bench.bodies()[0]).toMatchObject({ end_image_url: uploaded });
	expect(bench.bodies()[0]?.start_image_url).toBeFalsy();
	const list = await withForm(bench, 'gpt-image-1-edit', {}, second('image_urls', 'logo'));
	const both = await bench.run({
		...list,
		items: [{ files: { data: photo, logo: await picture(2) } }],
	});
	expect(both.error).toBeUndefined();
	expect(bench.bodies()[1]).toMatchObject({ image_urls: [uploaded, uploaded] });
});

it('Fields and JSON: it goes where they name nothing', async () => {
	const bench = await openBench();
	const items = [{ files: { data: await picture(1) } }];
	const bodyJson = (body: object) => ({ bodyMode: 'json', bodyJson: JSON.stringify(body) });
	for (const body of [{ prompt: 'A' }, { prompt: 'A', start_image_url: bench.pictureUrl }]) {
		const job = await withForm(bench, 'ray-flash-2-720p', {}, bodyJson(body));
		expect((await bench.run({ ...job, items })).error).toBeUndefined();
	}
	expect(bench.bodies().map(({ start_image_url: url }) => url)).toEqual([
		uploaded,
		bench.pictureUrl,
	]);
});

it('a retry finds the paid job while the documentation is down, and sends the same file', async () => {
	const bench = await openBench({
		faults: [{ step: 'submit', kind: '400', promptIncludes: 'second', times: 1 }],
	});
	const more = { modelPrompt: '={{ $json.prompt }}', options: { concurrency: 1 } };
	const job = await withForm(bench, 'ray-flash-2-720p', {}, more);
	const files = { Photo: await picture(1) };
	const items = ['first', 'second'].map((prompt) => ({ json: { prompt }, files }));
	const first = await bench.run({ ...job, items });
	expect(first.error).toBeDefined();
	bench.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
	const baseUrl = bench.sandbox.baseUrl.toUpperCase();
	await bench.done({ ...job, baseUrl, items, earlier: forRetry(first), executionId: 'second' });
	expect(bench.billedJobs).toBe(2);
	expect(bench.bodies().at(-1)).toMatchObject({ prompt: 'second', start_image_url: uploaded });
});

it('the list of parameters holds it always, and what the form keeps where documentation is down', async () => {
	const bench = await openBench();
	const { loadFileParameters } = new Segmind().methods.loadOptions;
	const { parameters } = await withForm(bench, 'sandbox-dub');
	const { schema } = parameters?.modelParameters as { schema: ResourceMapperField[] };
	for (const [baseUrl, slug] of [
		['http://127.0.0.1:9', 'sandbox-dub'],
		[bench.sandbox.baseUrl, 'sandbox-dub'],
		[bench.sandbox.baseUrl, 'sandbox-form'],
	] as const) {
		const saved = { modelSlug: locator(slug), modelParameters: { schema } as never };
		const offered = await loadFileParameters.call(await editorContext(baseUrl, saved));
		expect(offered.map(({ value }) => value)).toEqual([
			'auto',
			...(slug === 'sandbox-dub' ? ['video_url', 'audio_urls', 'start_from'] : []),
		]);
	}
});

it.each<[string, boolean]>([
	['segmind', false],
	['segmindTool', true],
])('as %s the form shows what surely takes files: %s', async (type, shown) => {
	const bench = await openBench();
	const ctx = await editorContext(bench.sandbox.baseUrl, { modelSlug: locator('sandbox-dub') });
	jest.spyOn(ctx, 'getNode').mockReturnValue({ ...ctx.getNode(), type });
	const { fields } = await new Segmind().methods.resourceMapping.loadModelForm.call(ctx);
	const display = Object.fromEntries(fields.map((field) => [field.id, field.display]));
	expect(display).toMatchObject({ video_url: shown, audio_urls: shown, voice: true });
});
