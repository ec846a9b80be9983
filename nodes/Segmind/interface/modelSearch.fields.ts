import type { INodeProperties } from 'n8n-workflow';

/** Any model of Segmind, by the name that its page has. */
export const modelSlugField: INodeProperties = {
	displayName: 'Model',
	name: 'modelSlug',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		"Any model that Segmind hosts. Its slug is the last part of the URL of the model's page. The arrow beside it opens that page, which explains each parameter.",
	// each operation has a list of its own: n8n empties the field when another one is chosen
	typeOptions: { loadOptionsDependsOn: ['resource', 'operation'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a model...',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By Slug',
			name: 'slug',
			type: 'string',
			placeholder: 'e.g. nano-banana',
			hint: "The last part of the URL of the model's page at https://www.segmind.com/models, or that URL itself",
			// no regular expression here: n8n runs it with a limit of 250 ms, which a busy machine exceeds;
			// the node checks the slug itself
			url: '=https://www.segmind.com/models/{{ $value.split("/models/").pop() }}',
		},
	],
};

const GET_MANY = { resource: ['model'], operation: ['getAll'] };

/** The controls of Model: Get and Get Many. */
export const modelFields: INodeProperties[] = [
	{ ...modelSlugField, displayOptions: { show: { resource: ['model'], operation: ['get'] } } },
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		options: [
			{ name: '3D', value: 'threeD' },
			{ name: 'Any', value: 'any' },
			{ name: 'Audio', value: 'audio' },
			{ name: 'Embedding', value: 'embedding' },
			{ name: 'Image', value: 'image' },
			{ name: 'Image to Text', value: 'imageToText' },
			{ name: 'Text', value: 'text' },
			{ name: 'Transcription', value: 'transcription' },
			{ name: 'Video', value: 'video' },
		],
		default: 'any',
		description: 'What the models make',
		displayOptions: { show: GET_MANY },
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. image to video',
		description: 'Words that the title, slug or category of a model holds. Empty for all.',
		displayOptions: { show: GET_MANY },
	},
	{
		displayName: 'Maximum Average Cost (USD)',
		name: 'maxAverageCost',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		default: 0,
		description:
			"What a job may cost on average, over all users' settings. A model without a known cost is left out. 0 for no limit.",
		displayOptions: { show: GET_MANY },
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show: GET_MANY },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { ...GET_MANY, returnAll: [false] } },
	},
];
