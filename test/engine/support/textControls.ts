import { urlRows, type Bench } from './bench';

const slug = (value: string) => ({ __rl: true, mode: 'id', value });
/** The text of the item. */
const TEXT = '={{ $json.text }}';

export const model = (more: object) => ({
	...{ resource: 'model', operation: 'run', modelSlug: slug('qwen-image') },
	...more,
});

export const form = (value: object, more: object = {}) =>
	model({
		...{ bodyMode: 'form', modelPrompt: 'A boat' },
		modelParameters: {
			...{ mappingMode: 'defineBelow', value: { steps: 20, ...value }, matchingColumns: [] },
			schema: [
				{ id: 'negative_prompt', displayName: 'x', type: 'string', kind: 'string' },
				{ id: 'steps', displayName: 'y', type: 'number', kind: 'integer' },
			],
		},
		...more,
	});

export const rows = (more: object) => ({ values: [{ name: 'prompt', ...more }] });
export const flow = (more: object) => ({
	...{ resource: 'workflow', operation: 'run', workflowId: 'product-card' },
	...more,
});
export const generate = (more: object) => ({
	...{ operation: 'generate', model: 'qwen-image', prompt: 'A boat' },
	...more,
});
export const edit = (bench: Bench, more: object) => ({
	...{ prompt: 'A boat', images: urlRows(bench.pictureUrl) },
	...more,
});

/** Controls of texts that are sent or name a file, each filled with `json.text` of the item. */
export const TEXT_CONTROLS: Record<string, (bench: Bench) => object> = {
	Prompt: (bench) => edit(bench, { prompt: TEXT }),
	'Prompt of a model that takes no image': () => generate({ prompt: TEXT }),
	'Negative Prompt': () => generate({ additionalFields: { negative_prompt: TEXT } }),
	Tag: ({ pictureUrl }) => ({
		...{ prompt: 'A boat', model: 'runway-gen4-image' },
		images: { values: [{ source: 'url', url: pictureUrl, tag: TEXT }] },
	}),
	'Prompt above a form': () => form({}, { modelPrompt: TEXT }),
	'text of a form': () => form({ negative_prompt: TEXT }),
	'Value of a model': () => model({ bodyMode: 'fields', bodyFields: rows({ value: TEXT }) }),
	'JSON of a model': () =>
		model({
			bodyMode: 'fields',
			bodyFields: rows({ type: 'json', jsonValue: '={{ [{ text: $json.text }] }}' }),
		}),
	'JSON Body as text': () =>
		model({ bodyMode: 'json', bodyJson: '={{ JSON.stringify({ prompt: $json.text }) }}' }),
	'JSON Body': () => model({ bodyMode: 'json', bodyJson: '={{ { a: [{ b: [$json.text] }] } }}' }),
	'name in a JSON Body': () => model({ bodyMode: 'json', bodyJson: '={{ { [$json.text]: 1 } }}' }),
	'Value of a PixelFlow': () => flow({ inputFields: rows({ value: TEXT }) }),
	'JSON Inputs': () => flow({ inputMode: 'json', inputJson: '={{ { headline: $json.text } }}' }),
	'File Name': (bench) => edit(bench, { options: { fileName: TEXT } }),
	'Output Data Field Name': (bench) => edit(bench, { options: { outputBinaryPropertyName: TEXT } }),
};

/** Further controls that read a text, filled in the same way. */
export const OTHER_TEXT_CONTROLS: Record<string, (bench: Bench) => object> = {
	'Model by slug': () => ({
		...model({ bodyMode: 'json', bodyJson: '{}' }),
		modelSlug: slug(TEXT),
	}),
	'name of a field': () => model({ bodyMode: 'fields', bodyFields: { values: [{ name: TEXT }] } }),
	'JSON of a row': () =>
		model({ bodyMode: 'fields', bodyFields: rows({ type: 'json', jsonValue: TEXT }) }),
	'JSON Body': () => model({ bodyMode: 'json', bodyJson: TEXT }),
	'number of a row': () =>
		model({ bodyMode: 'fields', bodyFields: rows({ type: 'number', numberValue: TEXT }) }),
	PixelFlow: () => flow({ workflowId: slug(TEXT) }),
	'Request ID': () => ({ resource: 'request', operation: 'get', requestId: slug(TEXT) }),
	'number among the settings': () => generate({ additionalFields: { seed: TEXT } }),
	'Maximum Wait': (bench) => edit(bench, { options: { maxWaitSeconds: TEXT } }),
};
