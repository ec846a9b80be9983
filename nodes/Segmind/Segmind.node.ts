import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { properties } from './interface';
import { searchModels } from './methods/searchModels';
import { runItems } from './run/items';
import { testSegmindApi } from './transport/testCredential';

export class Segmind implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Segmind',
		name: 'segmind',
		icon: { light: 'file:segmind.svg', dark: 'file:segmind.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["modelSlug"]?.value || ($parameter["resource"] === "workflow" && $parameter["workflowId"]) || $parameter["model"] || $parameter["resource"]) }}',
		description: 'Edit and make images with the models that Segmind hosts',
		defaults: { name: 'Segmind' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'segmindApi', required: true, testedBy: 'testSegmindApi' }],
		properties,
	};

	methods = { credentialTest: { testSegmindApi }, listSearch: { searchModels } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runItems(this)];
	}
}
