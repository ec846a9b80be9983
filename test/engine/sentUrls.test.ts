import { closeBenches, openBench, urlRows, type Bench } from './support/bench';

afterEach(closeBenches);

/** Nothing can be fetched there; what opens the file must not be told. */
const at = (path: string): string => `http://user:pw-secret@127.0.0.1:9/${path}`;

const model = (parameters: Record<string, unknown>) => ({
	...{ resource: 'model', operation: 'run', bodyMode: 'json' },
	modelSlug: { mode: 'slug', value: 'gpt-image-1-edit' },
	...parameters,
});

const CASES: Array<[string, (bench: Bench) => Record<string, unknown>, string]> = [
	[
		'an image',
		() => ({ images: urlRows(at('bucket/a.png?X-Amz-Signature=secret')) }),
		"'http://127.0.0.1:9/…/a.png?…'",
	],
	[
		'the second of two images',
		({ pictureUrl }) => ({ images: urlRows(pictureUrl, at('file/bot1:secret/photos/b.jpg')) }),
		"product.png', 'http://127.0.0.1:9/…/b.jpg'",
	],
	[
		'a mask',
		({ pictureUrl }) => ({
			images: urlRows(pictureUrl),
			...{ maskSource: 'url', maskUrl: at('m.png#secret') },
		}),
		"'http://127.0.0.1:9/m.png'",
	],
	[
		'an image with a role',
		({ pictureUrl }) => ({
			...{ operation: 'swapFace', model: 'faceswap-v5' },
			...{ sourceImageSource: 'url', sourceImageUrl: at('f.png?secret') },
			...{ targetImageSource: 'url', targetImageUrl: pictureUrl },
		}),
		"'http://127.0.0.1:9/f.png?…'",
	],
	[
		'a value of any model',
		() => model({ bodyJson: { prompt: 'p', image_urls: [at('long-secret-'.repeat(9))] } }),
		"'http://127.0.0.1:9/long-secret-…long-secret-'",
	],
	[
		'a file of any model',
		() =>
			model({
				bodyJson: { prompt: 'p' },
				imageFields: {
					values: [{ name: 'image_urls', source: 'url', url: at('x/y?secret'), sendAs: 'list' }],
				},
			}),
		"'http://127.0.0.1:9/…/y?…'",
	],
	[
		'an input of a PixelFlow',
		() => ({
			...{ resource: 'workflow', operation: 'run', workflowId: 'product-card' },
			...{ inputMode: 'json', inputJson: { headline: 'Sale', product_image: at('p.webp?secret') } },
		}),
		"'http://127.0.0.1:9/p.webp?…'",
	],
];

it.each(CASES)('a failed job names the URL of %s, without what opens it', async (_, of, shown) => {
	const bench = await openBench();
	const { error } = await bench.run({ parameters: { prompt: 'p', ...of(bench) } });
	expect(error?.description).toContain('Sent as URL:');
	expect(error?.description).toContain(shown);
	expect(error?.description?.replaceAll('long-secret-', '')).not.toContain('secret');
});

it('a job that failed for something else names none', async () => {
	const bench = await openBench({ faults: [{ step: 'submit', kind: 'failed' }] });
	const parameters = { prompt: 'p', images: urlRows(bench.pictureUrl) };
	const { error } = await bench.run({ parameters });
	expect(error?.description).not.toContain('Sent as URL');
});
