import type { WorkflowFile, WorkflowNode } from '../lib/workflowTypes';

type Parameters = Record<string, unknown>;

/** The node under test, as workflows name it. */
export const SEGMIND = 'n8n-nodes-segmind.segmind';

/** A node of a test's workflow. Where none is given, its place on the canvas is beside the one before. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Parameters = {},
	settings: Partial<WorkflowNode> = {},
): WorkflowNode {
	const fullType = type.includes('.') ? type : `n8n-nodes-base.${type}`;
	return { name, type: fullType, typeVersion, position: [0, 0], parameters, ...settings };
}

/** The node under test with its required fields and the images of the item's field `data`. */
export function segmind(
	name: string,
	parameters: Parameters = {},
	settings: Partial<WorkflowNode> = {},
) {
	const base = {
		resource: 'image',
		operation: 'edit',
		model: 'gpt-image-1-edit',
		prompt: 'Make it autumn',
		images: { values: [{ source: 'binary', binaryPropertyName: 'data' }] },
		size: '1024x1024',
		quality: 'low',
		output_format: 'jpeg',
	};
	return node(name, SEGMIND, 1, { ...base, ...parameters }, settings);
}

/** Parameters that take images from an address instead of the item's file. */
export function fromUrl(url: string): Parameters {
	return { images: { values: [{ source: 'url', url }] } };
}

/** A node that runs JavaScript once for all items. */
export function code(name: string, jsCode: string): WorkflowNode {
	return node(name, 'code', 2, { jsCode });
}

/** As many items as named, each with its number `n`. */
export const numbered = (count: number) =>
	code('Items', `return Array.from({ length: ${count} }, (_, n) => ({ json: { n } }));`);

/** A prompt of its own for each of them. */
export const ofItem = { prompt: '={{ "item " + $json.n + "." }}' };

export const start = () => node('Start', 'manualTrigger', 1);

/** A POST to this path starts the workflow. */
export function webhook(path: string, parameters: Parameters = {}): WorkflowNode {
	const all = { path, httpMethod: 'POST', options: {}, ...parameters };
	return node('Webhook', 'webhook', 2, all, { webhookId: path });
}

/** A GET of a file into the field `data`. */
export function fetchFile(name: string, url: string): WorkflowNode {
	const options = { response: { response: { responseFormat: 'file' } } };
	return node(name, 'httpRequest', 4.2, { url, options });
}

/** An edge: from, to, output of the first (default 0), input of the second (default 0). */
export type Edge = [from: string, to: string, output?: number, input?: number];

/** A workflow of these nodes; without edges they form a chain in the given order. */
export function flow(name: string, nodes: WorkflowNode[], edges?: Edge[]): WorkflowFile {
	const chain = nodes.slice(1).map((next, index): Edge => [nodes[index]?.name ?? '', next.name]);
	const connections: WorkflowFile['connections'] = {};
	for (const [from, to, output = 0, input = 0] of edges ?? chain) {
		const outputs = ((connections[from] ??= {}).main ??= []);
		while (outputs.length <= output) outputs.push([]);
		const target = { node: to, type: 'main', index: input };
		(outputs[output] ??= []).push(target);
	}
	const placed = nodes.map((one, index): WorkflowNode => {
		const [x, y] = one.position;
		return x === 0 && y === 0 ? { ...one, position: [index * 220, 0] } : one;
	});
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}
