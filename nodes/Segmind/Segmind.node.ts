import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { properties } from './interface';

export class Segmind implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Segmind',
		name: 'segmind',
		icon: { light: 'file:segmind.svg', dark: 'file:segmind.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["model"] || $parameter["modelSlug"] || $parameter["workflowId"] || $parameter["resource"]) }}',
		description: 'Make and edit images, videos, audio and text with the models that Segmind hosts',
		defaults: { name: 'Segmind' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'One node for images, video, speech, music, transcription, 3D and language models, paid per job: choose the resource by what is to come out. Model: Get Many and Get say which models there are, what they cost and which parameters they have, free of charge. Files go in from binary fields or by URL, and come out as binary data.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-base.httpRequest',
					relationHint: 'Fetches a file that is not public, to go in as binary data',
				},
				{
					nodeType: 'n8n-nodes-base.wait',
					relationHint: 'Between a job with Wait for Completion off and Request: Get',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'segmindApi', required: true, testedBy: 'testSegmindApi' }],
		properties,
	};

	// n8n loads every node when it starts, and needs the description then and nothing else

	methods = {
		credentialTest: {
			async testSegmindApi(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				const { testSegmindApi } = await import('./http/context');
				return await testSegmindApi.call(this, credential);
			},
		},
		loadOptions: {
			async loadFileParameters(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				const { loadFileParameters } = await import('./models/loadForm');
				return await loadFileParameters.call(this);
			},
		},
		resourceMapping: {
			async loadModelForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				const { loadModelForm } = await import('./models/loadForm');
				return await loadModelForm.call(this);
			},
		},
		listSearch: {
			async searchModels(
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				const { searchModels } = await import('./models/searchModels');
				return await searchModels.call(this, filter);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { runOperation } = await import('./operations');
		return [await runOperation(this)];
	}
}
