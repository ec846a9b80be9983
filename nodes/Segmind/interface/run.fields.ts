import type { INodeProperties } from 'n8n-workflow';
import { sourceControls, urlOfFile } from './source.fields';

const RUN = { resource: ['model'], operation: ['run'] };

/** Any model of Segmind, by the name that its page has. */
export const modelSlugField: INodeProperties = {
	displayName: 'Model',
	name: 'modelSlug',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		"Any model that Segmind hosts. Its slug is the last part of the address of the model's page.",
	displayOptions: { show: RUN },
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
			hint: "The last part of the address of the model's page at https://www.segmind.com/models",
			// no regular expression here: n8n runs it with a limit of 250 ms, which a busy machine exceeds;
			// the node checks the slug itself
			url: '=https://www.segmind.com/models/{{ $value }}',
		},
	],
};

const bodyMode: INodeProperties = {
	displayName: 'Body',
	name: 'bodyMode',
	type: 'options',
	options: [
		{ name: 'Fields', value: 'fields', description: 'Name the fields and enter their values' },
		{ name: 'JSON', value: 'json', description: 'Write all fields as one JSON object' },
	],
	default: 'fields',
	description:
		"How the fields of the model are entered. Their names stand on the API tab of the model's page.",
	displayOptions: { show: RUN },
};

const onlyFor = (type: string): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { type: [type] } },
});

/** The type of a value and the value, below a name. */
export const valueControls: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'String', value: 'string' },
			{ name: 'Number', value: 'number' },
			{ name: 'Boolean', value: 'boolean' },
			{ name: 'JSON', value: 'json' },
		],
		default: 'string',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		...onlyFor('string'),
	},
	{
		displayName: 'Value',
		name: 'numberValue',
		type: 'number',
		default: 0,
		...onlyFor('number'),
	},
	{
		displayName: 'Value',
		name: 'booleanValue',
		type: 'boolean',
		default: false,
		description: 'Whether the field is true',
		...onlyFor('boolean'),
	},
	{
		displayName: 'Value',
		name: 'jsonValue',
		type: 'string',
		default: '',
		placeholder: 'e.g. ["first", "second"]',
		description: 'A list, an object or any other JSON value',
		...onlyFor('json'),
	},
];

const bodyFields: INodeProperties = {
	displayName: 'Fields',
	name: 'bodyFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description: 'What the model is to be told, by the names that its documentation uses',
	displayOptions: { show: { ...RUN, bodyMode: ['fields'] } },
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. prompt',
				},
				...valueControls,
			],
		},
	],
};

const bodyJson: INodeProperties = {
	displayName: 'JSON Body',
	name: 'bodyJson',
	type: 'json',
	default: '{\n  "prompt": ""\n}',
	description:
		'One JSON object with the fields of the model. An expression may also yield an object.',
	displayOptions: { show: { ...RUN, bodyMode: ['json'] } },
};

const nameOfField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. image_urls',
	description: 'The field of the model that takes the file, as its documentation names it',
};

export const sendAs: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	options: [
		{ name: 'Address', value: 'url', description: 'One address as text' },
		{ name: 'List of Addresses', value: 'list', description: 'Also for a list of one' },
		{
			name: 'Base64 Text',
			value: 'base64',
			description: 'The file itself, as text. Nothing is uploaded.',
		},
	],
	default: 'url',
	description:
		"What the model's documentation asks for. Several rows of the same name make one list.",
};

const IMAGE_FIELDS = {
	displayName: 'Image Fields',
	name: 'imageFields',
	type: 'fixedCollection' as const,
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Image Field',
	default: {},
};

/** An agent's item has no files, so as a tool the node takes addresses only. */
const imageFields: INodeProperties[] = [
	{
		...IMAGE_FIELDS,
		description:
			'Fields of the model that take an image, a video or a sound. Segmind keeps uploaded files under public addresses that are hard to guess, and that contain the e-mail address of the account.',
		displayOptions: { show: RUN, hide: { '@tool': [true] } },
		options: [
			{
				displayName: 'Image Field',
				name: 'values',
				values: [nameOfField, ...sourceControls, sendAs],
			},
		],
	},
	{
		...IMAGE_FIELDS,
		description: 'Fields of the model that take an image, a video or a sound by its address',
		displayOptions: { show: { ...RUN, '@tool': [true] } },
		options: [
			{
				displayName: 'Image Field',
				name: 'values',
				values: [nameOfField, urlOfFile, sendAs],
			},
		],
	},
];

/** The controls of Run Any Model, in the order in which a person reads them. */
export const runFields: INodeProperties[] = [
	modelSlugField,
	bodyMode,
	bodyFields,
	bodyJson,
	...imageFields,
];
