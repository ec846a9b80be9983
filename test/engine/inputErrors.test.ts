import { withLinks } from '../../nodes/Segmind/errors/toNodeError';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SourceItem } from '../../scripts/engine/nodeTypes';
import { closeBenches, fileRows, openBench, urlRows, type Bench, type Job } from './support/bench';
import { picture, textFile } from './support/pictures';

afterEach(closeBenches);

const NO = 'Nothing was billed.';

async function items(): Promise<SourceItem[]> {
	return [{ files: { data: await picture() } }];
}

/** Where n8n can be reached from the internet. */
const PUBLIC = 'https://n8n.example.com/rest';

const slug = (value: string) => ({ mode: 'slug', value });

const rows = (...fields: Array<[string, string]>) => ({
	values: fields.map(([name, value]) => ({ name, type: 'string', value })),
});

/** Model: Run, with some of its controls set otherwise. */
const running = (parameters: Record<string, unknown>): Job => ({
	parameters: {
		resource: 'model',
		operation: 'run',
		modelSlug: slug('sandbox-video'),
		bodyMode: 'fields',
		...parameters,
	},
});

/** Model: Run with a form; a model with a file here needs no documentation. */
const form = (
	model: string,
	value: Record<string, unknown> = {},
	{ schema = [], ...more }: Record<string, unknown> = {},
): Job =>
	running({
		modelSlug: slug(model),
		bodyMode: 'form',
		modelParameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
		...more,
	});

const flow = (more: Record<string, unknown>): Job => ({
	parameters: {
		resource: 'workflow',
		operation: 'run',
		workflowId: 'product-card',
		...more,
	},
});

/** A picture and a mask of another kind; only their beginnings are read. Their descriptions are the same. */
const PAIRS: SourceItem[] = [
	{
		files: {
			data: { content: Buffer.from('GIF89a'), fileName: 'a.gif', mimeType: 'image/gif' },
			mask: { content: Buffer.from('GIF89a'), fileName: 'a.gif', mimeType: 'image/gif' },
		},
	},
];

const GONE = {
	...{ id: 'filesystem-v2:workflows/1/executions/1/binary_data/gone', data: 'filesystem-v2' },
	mimeType: 'image/png',
};

/** One case for every row of the table of what can be wrong with the input. */
const INPUT_CASES: Record<keyof typeof INPUT_ERRORS, (bench: Bench) => Job> = {
	credentialUrlInvalid: () => ({ baseUrl: 'api.segmind.com' }),
	credentialKeyInvalid: () => ({ apiKey: 'SG_\u200b0123456789abcdef' }),
	modelMissing: () => ({ parameters: { model: 'gpt-image-9' } }),
	promptMissing: () => ({ parameters: { prompt: '   ' } }),
	imagesMissing: () => ({ parameters: { images: { values: [] } } }),
	imageMissing: () => ({
		parameters: { model: 'segmind-relighting', images: { values: [] } },
	}),
	// n8n itself refuses a second row; an expression can still yield two
	tooManyImages: ({ pictureUrl }) => ({
		parameters: {
			model: 'segmind-relighting',
			images: urlRows(`={{ ["${pictureUrl}", "${pictureUrl}?second"] }}`),
		},
	}),
	fileNameless: () => ({
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: '={{ "" }}' },
	}),
	fieldMissing: () => ({ parameters: { images: fileRows('photo') } }),
	base64InsteadOfName: () => ({ parameters: { images: fileRows('iVBORw0KGgo'.repeat(40)) } }),
	notAnImageFile: () => ({
		items: [{ files: { data: textFile('hello') } }],
		parameters: { images: fileRows('data') },
	}),
	base64InFile: () => ({
		items: [{ files: { data: textFile(`data:image/png;base64,${'iVBORw0KGgo'.repeat(20)}`) } }],
		parameters: { images: fileRows('data') },
	}),
	emptyFile: () => ({
		items: [{ files: { data: textFile('') } }],
		parameters: { images: fileRows('data') },
	}),
	// its execution was deleted: what an item of an earlier run or pinned data names is gone then
	fileGoneFromStorage: () => ({
		items: [{ stored: { photo: GONE } }],
		parameters: { images: fileRows('photo') },
	}),
	fileNotHeld: () => ({
		parameters: { images: fileRows(`={{ (${JSON.stringify(GONE)}) }}`) },
	}),
	fileUnclear: () => ({
		items: PAIRS,
		binaryMode: 'default',
		parameters: { images: fileRows('={{ $binary.mask }}') },
	}),
	noFileNamed: () => ({ parameters: { images: urlRows('={{ ({ title: "Blue" }) }}') } }),
	entryEmpty: ({ pictureUrl }) => ({
		parameters: { images: urlRows(`={{ ["${pictureUrl}", $json.back] }}`) },
	}),
	urlNotUploaded: ({ pictureUrl }) => ({
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: pictureUrl },
	}),
	textBroken: () => ({ parameters: { prompt: '=Style: {{ {} }}' } }),
	notAnImageAtUrl: ({ sandbox }) => ({
		parameters: {
			operation: 'createMask',
			model: 'automatic-mask-generator',
			images: urlRows(`${sandbox.imagesUrl}/gallery`),
		},
	}),
	urlUnreachable: () => ({
		parameters: {
			operation: 'createMask',
			model: 'automatic-mask-generator',
			images: urlRows('http://127.0.0.1:9/none.png'),
		},
	}),
	noFileAtUrl: ({ sandbox }) =>
		running({
			imageFields: {
				values: [
					{ name: 'voice', source: 'url', url: `${sandbox.imagesUrl}/none`, sendAs: 'base64' },
				],
			},
		}),
	inlineTooLarge: () => ({
		...running({
			imageFields: { values: [{ name: 'voice', source: 'binary', sendAs: 'base64' }] },
		}),
		items: [{ files: { data: textFile('x'.repeat(50_000_001)) } }],
	}),
	fileTooLarge: () => ({
		items: [{ files: { data: textFile('x'.repeat(50_000_001)) } }],
		parameters: {
			operation: 'createMask',
			model: 'automatic-mask-generator',
			images: fileRows('data'),
		},
	}),
	urlNotPublic: () => ({ parameters: { images: urlRows('http://192.168.1.20/a.png') } }),
	urlIsPage: () => ({
		parameters: { images: urlRows('https://photos.google.com/share/1a2b') },
	}),
	urlInvalid: () => ({ parameters: { images: urlRows('ftp://example.com/a.png') } }),
	namedImageMissing: ({ pictureUrl }) => ({
		parameters: {
			operation: 'swapFace',
			model: 'faceswap-v5',
			sourceImageSource: 'url',
			sourceImageUrl: pictureUrl,
			targetImageSource: 'url',
			targetImageUrl: '={{ "" }}',
		},
	}),
	namedImageAmbiguous: ({ pictureUrl }) => ({
		parameters: {
			operation: 'swapFace',
			model: 'faceswap-v5',
			sourceImageSource: 'url',
			sourceImageUrl: `${pictureUrl}, ${pictureUrl}`,
		},
	}),
	linkWithoutWait: () => ({
		n8nUrl: PUBLIC,
		parameters: {
			images: fileRows('data'),
			options: { sendFilesBy: 'link', waitForCompletion: false },
		},
	}),
	linkIntoMemory: () => ({
		...{ n8nUrl: PUBLIC, binaryMode: 'default' },
		parameters: { images: fileRows('data'), options: { sendFilesBy: 'link' } },
	}),
	linkNotPublic: () => ({
		parameters: { images: fileRows('data'), options: { sendFilesBy: 'link' } },
	}),
	maskMissing: () => ({ parameters: { maskSource: 'url', maskUrl: '={{ "" }}' } }),
	maskAmbiguous: (bench) => ({
		parameters: { maskSource: 'url', maskUrl: `${bench.pictureUrl}, ${bench.pictureUrl}` },
	}),
	maskMismatch: () => ({
		items: PAIRS,
		parameters: {
			images: fileRows('data'),
			...{ maskSource: 'binary', maskBinaryPropertyName: 'mask' },
			options: { requireMatchingMask: true },
		},
	}),
	valueNotAllowed: () => ({ parameters: { quality: '={{ "ultra" }}' } }),
	valueOfWrongType: () => ({ parameters: { additionalFields: { output_compression: 'much' } } }),
	valueOutOfRange: () => ({ parameters: { additionalFields: { output_compression: 900 } } }),
	valueLeftOver: () => ({}),
	slugMissing: () => running({ modelSlug: slug('={{ $json.model }}') }),
	slugInvalid: () => running({ modelSlug: slug('={{ "../v1/get-user-credits" }}') }),
	formNeedsFixedModel: () => form('={{ "sandbox-form" }}'),
	formFieldMissing: () =>
		form(
			'gpt-image-1-edit',
			{ quality: '={{ "" }}' },
			{
				modelPrompt: 'Blue',
				schema: [{ id: 'quality', displayName: 'Quality', type: 'string', required: true }],
			},
		),
	formFileMissing: () =>
		form('gpt-image-1-edit', {}, { modelPrompt: 'Blue', imageFields: { values: [] } }),
	formUrlInvalid: () => form('gpt-image-1-edit', { image_urls: 'Photo' }, { modelPrompt: 'Blue' }),
	formFieldUnknown: () => form('gpt-image-1-edit', { sampler: 'wild' }, { modelPrompt: 'Blue' }),
	promptNotTaken: () => form('bg-removal-v2', {}, { modelPrompt: 'Blue' }),
	instructionsNotTaken: () =>
		form(
			'llava-v1.6',
			{},
			{
				...{ resource: 'text', operation: 'describeImage', modelPrompt: 'What is it?' },
				options: { instructions: 'Be brief' },
			},
		),
	fieldNameInvalid: () => running({ bodyFields: rows(['={{ "" }}', 'A wave']) }),
	fieldNameTwice: () => running({ bodyFields: rows(['prompt', 'A wave'], ['prompt', 'Two']) }),
	bodyJsonInvalid: () => running({ bodyMode: 'json', bodyJson: '={{ "{prompt: 1}" }}' }),
	bodyNotAnObject: () => running({ bodyMode: 'json', bodyJson: '["prompt"]' }),
	fileFieldEmpty: () =>
		running({ imageFields: { values: [{ name: 'first_frame', source: 'url', url: '' }] } }),
	fileFieldSingle: (bench) =>
		running({
			imageFields: {
				values: [1, 2].map(() => ({
					...{ name: 'frame', source: 'url', sendAs: 'url' },
					url: bench.pictureUrl,
				})),
			},
		}),
	fileUnplaced: () =>
		running({
			modelSlug: slug('esrgan'),
			imageFields: { values: [{ name: 'auto', source: 'url', url: 'https://example.com/b.mp3' }] },
		}),
	notAMediaFile: () => ({
		...running({
			imageFields: { values: [{ name: 'first_frame', source: 'binary', sendAs: 'url' }] },
		}),
		items: [{ files: { data: textFile('hello') } }],
	}),
	requestIdInvalid: () => ({
		parameters: { resource: 'request', operation: 'get', requestId: '../v2' },
	}),
	optionInvalid: () => ({ parameters: { options: { maxWaitSeconds: -1 } } }),
	workflowInvalid: () => flow({ workflowId: '={{ $json.nothing }}' }),
};

/** The same for the inputs of a PixelFlow, in the same words. */
const FLOW_CASES: Partial<typeof INPUT_CASES> = {
	fieldNameInvalid: () => flow({ inputFields: rows([' ', 'Sale']) }),
	fieldNameTwice: (bench) =>
		flow({
			inputFields: rows(['product_image', 'x']),
			fileFields: { values: [{ name: 'product_image', source: 'url', url: bench.pictureUrl }] },
		}),
	valueOfWrongType: () =>
		flow({
			inputFields: { values: [{ name: 'border', type: 'number', numberValue: '={{ "wide" }}' }] },
		}),
	bodyNotAnObject: () => flow({ inputMode: 'json', inputJson: '[1, 2]' }),
	fileFieldEmpty: () =>
		flow({ fileFields: { values: [{ name: 'product_image', source: 'url', url: '={{ "" }}' }] } }),
	fileFieldSingle: () =>
		flow({
			fileFields: {
				values: [{ name: 'product_image', source: 'binary', binaryPropertyName: 'data, data' }],
			},
		}),
};

describe('what is wrong with the input', () => {
	// n8n drops a field that the collection does not have before the node sees it. The rule has its
	// unit test.
	const unreachable = ['valueLeftOver'];
	const reachable = [...Object.entries(INPUT_CASES), ...Object.entries(FLOW_CASES)].filter(
		([name]) => !unreachable.includes(name),
	);

	it.each(reachable)('%s', async (name, job) => {
		const bench = await openBench();
		const own = job(bench);
		const { error } = await bench.edit({ ...own.parameters }, { items: await items(), ...own });
		const row = INPUT_ERRORS[name as keyof typeof INPUT_ERRORS];
		const about = name.startsWith('namedImage') ? '(?:Face to Use|Image to Change): ' : '';
		expect(error?.message.replace(new RegExp(`^${about}`), '')).toBe(`${row.message} [item 0]`);
		expect(error?.description).toContain(withLinks(row.next));
		expect(error?.description).toContain(NO);
		// what lies at an address is known only when it was fetched, and that costs nothing
		const looked = bench.sandbox.requests.filter(({ server }) => server !== 'images');
		expect(looked).toEqual([]);
		if (!name.endsWith('AtUrl')) expect(bench.sandbox.requests).toEqual([]);
	});

	it('has a case for every row', () => {
		expect(Object.keys(INPUT_CASES).sort()).toEqual(Object.keys(INPUT_ERRORS).sort());
	});

	it('never sends a field that is left over from another model', async () => {
		const bench = await openBench();
		const { output } = await bench.edit({ additionalFields: { seed: 7 } });
		expect(output).toHaveLength(1);
		expect(bench.bodies()[0]).not.toHaveProperty('seed');
	});

	it('refuses a file of a workflow that is too large for base64 before it is read', async () => {
		const bench = await openBench();
		const { error } = await bench.run({
			...flow({
				fileFields: { values: [{ name: 'film', source: 'binary', sendAs: 'base64' }] },
			}),
			items: [{ files: { data: textFile('x'.repeat(50_000_001)) } }],
		});
		expect(error?.message).toBe(`${INPUT_ERRORS.inlineTooLarge.message} [item 0]`);
		expect(error?.description).toContain("Field: 'film'.");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('says that the mask is meant, where it is', async () => {
		const bench = await openBench();
		const parameters = {
			prompt: 'Make it blue',
			images: urlRows(bench.pictureUrl),
			maskSource: 'binary',
		};
		const { error } = await bench.run({ items: await items(), parameters });
		expect(error?.message).toBe(`Mask: ${INPUT_ERRORS.fieldMissing.message} [item 0]`);
		expect(error?.description).toMatch(/^Named: 'mask'\./);
		const files = { data: await picture(), mask: textFile('no mask') };
		const second = await bench.run({ items: [{ files }], parameters });
		expect(second.error?.message).toBe(`Mask: ${INPUT_ERRORS.notAnImageFile.message} [item 0]`);
		expect(second.error?.description).toMatch(/^Field: 'mask'\./);
		const url = { ...parameters, maskSource: 'url', maskUrl: 'mask.png' };
		const third = await bench.run({ items: [{}], parameters: url });
		expect(third.error?.message).toBe(`Mask: ${INPUT_ERRORS.urlInvalid.message} [item 0]`);
		const none = { ...parameters, maskBinaryPropertyName: '' };
		const fourth = await bench.run({ items: [{}], parameters: none });
		expect(fourth.error?.message).toBe(`${INPUT_ERRORS.maskMissing.message} [item 0]`);
	});

	it('finds the mask of a form whose field is called Mask', async () => {
		const bench = await openBench();
		const files = { Photo: await picture(1), Mask: await picture(2) };
		const { error } = await bench.run({
			items: [{ files }],
			parameters: {
				prompt: 'Make it blue',
				images: fileRows('Photo'),
				maskSource: 'binary',
				maskBinaryPropertyName: 'mask',
			},
		});
		expect(error).toBeUndefined();
		expect(bench.calls('upload')).toHaveLength(2);
	});

	it('names the fields that the item has', async () => {
		const bench = await openBench();
		const { error } = await bench.run({
			items: [{ files: { front: await picture(1), back: await picture(2) } }],
			parameters: { prompt: 'Make it blue', images: fileRows('data') },
		});
		expect(error?.description).toContain("'front', 'back'");
	});
});
