import type { INode } from 'n8n-workflow';
import type { SourceItem } from '../../../scripts/engine/nodeTypes';

export type Parameters = Record<string, unknown>;

/** A prompt that names the item. */
export const PROMPT = '={{ "item " + $json.n + "." }}';

/** So many items, each with its number. */
export const numbered = (count: number): Array<SourceItem & { json: { n: number } }> =>
	Array.from({ length: count }, (_, n) => ({ json: { n } }));

export const RETRYING: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

export const CONTINUING: Partial<INode> = { onError: 'continueRegularOutput' };

/** Rows of texts, as Model: Run and PixelFlow: Run hold them. */
export const textRows = (texts: Readonly<Record<string, string>>) => ({
	values: Object.entries(texts).map(([name, value]) => ({ name, type: 'string', value })),
});

/** Model: Run with a prompt that names the item. */
export const model = (slug: string, more: Parameters = {}): Parameters => ({
	...{ resource: 'model', operation: 'run', modelSlug: { mode: 'slug', value: slug } },
	...{ bodyMode: 'fields', bodyFields: textRows({ prompt: PROMPT }) },
	...more,
});

/** Model: Run with a JSON body. */
export const jsonModel = (slug: string, body: object | string, more: Parameters = {}): Parameters =>
	model(slug, {
		...{ bodyMode: 'json', bodyJson: typeof body === 'string' ? body : JSON.stringify(body) },
		...more,
	});

/** The demo flow, with a headline that names the item. */
export const workflow = (more: Parameters = {}): Parameters => ({
	...{ resource: 'workflow', operation: 'run', workflowId: 'product-card' },
	inputFields: textRows({ headline: PROMPT }),
	...more,
});

/** The demo flow with all that it needs. */
export const jsonFlow = (
	{ pictureUrl }: { pictureUrl: string },
	more: Parameters = {},
): Parameters =>
	workflow({
		...{ inputMode: 'json', inputJson: { product_image: pictureUrl, headline: 'Sale' } },
		...more,
	});

/** Image: Edit, with a prompt that names the item. */
export const edit = (more: Parameters = {}): Parameters => ({ prompt: PROMPT, ...more });

/** Request: Get. */
export const get = (requestId: unknown, more: Parameters = {}): Parameters => ({
	...{ resource: 'request', operation: 'get', requestId },
	...more,
});

/** File: Upload. */
export const upload = (binaryPropertyName = 'data'): Parameters => ({
	...{ resource: 'file', operation: 'upload', binaryPropertyName },
});
