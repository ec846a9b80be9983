import type { INodeExecutionData } from 'n8n-workflow';
import { type Bench, closeBenches, type Job, openBench, urlRows } from './support/bench';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';

/* What comes out is called after what went in: ten photos of a shop are told apart by their names. */

afterEach(closeBenches);

/** The name without what is the job's: `IMG_0001-<ID>.png`. */
const namesOf = (items: INodeExecutionData[]): string[] =>
	items.map(({ json: { fileName, requestId } }) =>
		String(fileName).replace(String(requestId).slice(0, 8), '<ID>'),
	);

const NAMES: ReadonlyArray<readonly [given: string, comesOut: string]> = [
	['IMG_0001.jpg', 'IMG_0001'],
	['IMG_0001.JPEG', 'IMG_0001'],
	['v1.5 final', 'v1.5 final'],
	['Größe 3 – süß.png', 'Größe 3 – süß'],
	['👨‍👩‍👧.heic', '👨‍👩‍👧'],
	['image.png?x=1', 'image'],
	['https://a.example/b/c.webp?size=2#d', 'c'],
	['C:\\fakepath\\bottle.png', 'bottle'],
	['../../etc/passwd', 'passwd'],
	['CON', 'CON'],
	['file', 'file'],
	['a<b>:c|d*.png', 'a-b-c-d-'],
	['\u202egpj.exe', '-gpj.exe'],
	['n'.repeat(300) + '.jpg', 'n'.repeat(120)],
	['語'.repeat(300), '語'.repeat(66)],
	// what this node made goes in again, and a date isn't its doing
	['IMG_0001-ad0d3c4a.png', 'IMG_0001'],
	['IMG_0001-ad0d3c4a-12.png', 'IMG_0001'],
	['shop-20240101.png', 'shop-20240101'],
	...['.jpg', '', '   ', '..', '/', '?x=1'].map((none) => [none, 'gpt-image-1-edit'] as const),
];

it('the name of the photo, as any file system takes it', async () => {
	const bench = await openBench();
	const photo = await picture(1);
	const { output } = await bench.done({
		items: NAMES.map(([fileName]) => ({ files: { data: { ...photo, fileName } } })),
		parameters: { prompt: 'Make it blue' },
	});
	expect(namesOf(output)).toEqual(NAMES.map(([, comesOut]) => `${comesOut}-<ID>.png`));
	expect(output.map(({ binary }) => binary?.data?.fileName)).toEqual(
		output.map(({ json }) => json.fileName),
	);
});

it('the end of a URL', async () => {
	const bench = await openBench();
	const { output } = await bench.edit({ images: urlRows(`${bench.pictureUrl}?token=secret`) });
	expect(namesOf(output)).toEqual(['product-<ID>.png']);
});

const named = async (fileName: string) => ({ ...(await picture(1)), fileName });

const running = (slug: string, more: object = {}) => ({
	...{ resource: 'model', operation: 'run', bodyMode: 'fields' },
	modelSlug: { mode: 'slug', value: slug },
	bodyFields: { values: [{ name: 'prompt', type: 'string', value: 'A wave' }] },
	...more,
});

const files = (...rows: object[]) => ({ imageFields: { values: rows } });

it.each<[string, (bench: Bench) => object, string[]]>([
	[
		'the first of two images',
		({ pictureUrl: url }) => ({
			images: {
				values: [
					{ source: 'binary', binaryPropertyName: 'b' },
					{ source: 'url', url },
				],
			},
		}),
		['B-<ID>.png'],
	],
	[
		'a file with a role of its own',
		() => ({ operation: 'swapFace', model: 'faceswap-v5' }),
		['A-<ID>.png'],
	],
	['a model that makes no image', () => running('ray-flash-2-720p'), ['A-<ID>.mp4']],
	[
		'the first row of Files',
		() =>
			running(
				'ray-flash-2-720p',
				files({ name: 'end_image_url', source: 'binary', binaryPropertyName: 'b' }),
			),
		['B-<ID>.mp4'],
	],
	[
		'No File: nothing goes in',
		() => running('ray-flash-2-720p', files({ name: 'auto', source: 'none' })),
		['ray-flash-2-720p-<ID>.mp4'],
	],
	['a name of the user', () => ({ options: { fileName: 'mine' } }), ['mine.png']],
	['several of an item', () => ({ options: { imagesPerItem: 2 } }), ['A-<ID>.png', 'A-<ID>.png']],
])('%s', async (_name, parametersOf, wanted) => {
	const bench = await openBench();
	const { output } = await bench.done({
		items: [{ files: { data: await named('A.jpg'), b: await named('B.jpg') } }],
		parameters: { prompt: 'Make it blue', ...parametersOf(bench) },
	});
	expect(namesOf(output)).toEqual(wanted);
});

it('several images of a job count, and a retry gives the same names', async () => {
	const bench = await openBench({
		outputsPerJob: 2,
		faults: [{ step: 'submit', kind: '400', promptIncludes: 'bad', times: 1 }],
	});
	const job: Job = {
		items: [
			{ json: { prompt: 'good' }, files: { data: await named('A.jpg') } },
			{ json: { prompt: 'bad' }, files: { data: await named('B.jpg') } },
		],
		parameters: { prompt: '={{ $json.prompt }}', options: { concurrency: 1 } },
	};
	const first = await bench.run(job);
	expect(first.error).toBeDefined();
	const { output } = await bench.run({ ...job, earlier: forRetry(first) });
	expect(namesOf(output)).toEqual(['A-<ID>.png', 'A-<ID>-2.png', 'B-<ID>.png', 'B-<ID>-2.png']);
	expect(bench.sandbox.jobs).toHaveLength(2);
});
