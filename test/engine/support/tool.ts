import type { INodeType } from 'n8n-workflow';
import { Segmind } from '../../../nodes/Segmind/Segmind.node';

/** The node as n8n offers it to an agent: the same, under a name that ends in Tool. */
export function asTool(): INodeType {
	const node = new Segmind();
	return Object.assign(Object.create(Segmind.prototype) as INodeType, node, {
		description: { ...node.description, name: 'segmindTool' },
	});
}
