import {
	NodeHelpers,
	type ILoadOptionsFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';
import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import { OneCredential } from '../../../scripts/engine/credentials';
import { openRuntime } from '../../../scripts/engine/runtime';

/** What n8n's editor hands to a method that loads options, a list or a form. */
export async function editorContext(
	baseUrl: string,
	parameters: INodeParameters = {},
): Promise<ILoadOptionsFunctions> {
	await openRuntime();
	const { LoadOptionsContext } = await import('n8n-core');
	const { Workflow } = await import('n8n-workflow');
	const segmind = new Segmind();
	const nodeTypes = {
		getByName: (): INodeType => segmind,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(segmind, 1),
		getKnownTypes: () => ({}),
	};
	const node: INode = {
		...{ id: 'node', name: 'Segmind', type: 'n8n-nodes-segmind.segmind', typeVersion: 1 },
		...{ position: [0, 0], credentials: { segmindApi: { id: '1', name: 'S' } } },
		parameters: { resource: 'model', operation: 'run', ...parameters },
	};
	const shape = { id: 'w', nodes: [node], connections: {}, active: false, nodeTypes };
	const credential = { apiKey: 'SG_0123456789abcdef', baseUrl, uploadUrl: baseUrl };
	const additional = { credentialsHelper: new OneCredential(credential) };
	return new LoadOptionsContext(new Workflow(shape), node, additional as never, 'parameters.x');
}
