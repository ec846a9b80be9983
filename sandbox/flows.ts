import type { DocumentedModel } from './documentation/types';
import type { Job } from './jobs';
import type { Json, JsonObject } from './types';

/** A PixelFlow: inputs by name, like a model's, and outputs by name. */
export interface DemoFlow {
	/** For `/workflows/{id}-v{N}`, the older address. */
	readonly id: string;
	readonly version: number;
	/** The inputs, timing and price; its slug is that of `/workflows/v2/{slug}`. */
	readonly inputs: DocumentedModel;
	/** What the text output says. */
	text(body: JsonObject): string;
}

/** The one flow of the sandbox's account: a product photo and a headline make a card and a caption. */
const productCard: DemoFlow = {
	id: '66b2f0c4e1a97d3f58c06b21',
	version: 2,
	inputs: {
		slug: 'product-card',
		title: 'Product Card',
		source: { page: 'invented for the sandbox', read: '2026-11' },
		endpointPath: '/workflows/v2/product-card',
		queue: false,
		returns: 'Text/JSON',
		seconds: 21,
		priceUsd: 0.06,
		parameters: {
			product_image: { type: 'string (uri)', required: true, carries: 'picture' },
			headline: { type: 'string', required: true, carries: 'prompt' },
			background_images: { type: 'string[]', required: false, carries: 'picture' },
			border: { type: 'integer', required: false, default: 0, minimum: 0, maximum: 200 },
			shadow: { type: 'boolean', required: false, default: true },
		},
		format: 'png',
		makes: 'edit',
	},
	text: ({ headline }) => `A card that says: ${String(headline)}`,
};

const FLOWS: readonly DemoFlow[] = [productCard];

/** The flow behind an address under `/workflows/`, `v2/{slug|id}` or `{id}-v{N}`; else undefined. */
export function flowAt(path: string): DemoFlow | undefined {
	return FLOWS.find(({ id, version, inputs }) =>
		[`v2/${inputs.slug}`, `v2/${id}`, `${id}-v${version}`].includes(path),
	);
}

export const flowOf = (job: Job): DemoFlow | undefined =>
	FLOWS.find(({ inputs }) => inputs === job.model);

/** The outputs as the sample of the documentation has them: names with values that have a type. */
export function outputsOf(job: Job, { text }: DemoFlow): Json {
	const images = job.outputs.map(({ url }) => ({
		keyname: 'card',
		value: { data: url, type: 'image' },
	}));
	return [...images, { keyname: 'caption', value: { data: text(job.body), type: 'text' } }];
}
