import type { INodeProperties } from 'n8n-workflow';
import { modelSlugField } from './modelSearch.fields';
import { fileRows, FORMS, sendAs, valueControls } from './rows.fields';

/** Where any model is run. Image stands apart: its Generate has models with controls of their own. */
export const ANY_MODEL = [
	{ resource: ['image'], operation: ['runAnotherModel'] },
	{
		resource: ['audio', 'model', 'text', 'threeD', 'video'],
		operation: ['describeImage', 'generate', 'run', 'transcribe'],
	},
];

/** A control in each of these operations. */
const everywhere = (control: INodeProperties): INodeProperties[] =>
	ANY_MODEL.map((place) => ({
		...control,
		displayOptions: {
			...control.displayOptions,
			show: { ...place, ...control.displayOptions?.show },
		},
	}));

const bodyMode: INodeProperties = {
	displayName: 'Body',
	name: 'bodyMode',
	type: 'options',
	options: [
		{
			name: 'Form',
			value: 'form',
			description: "One field for each parameter that the model's documentation names",
		},
		{ name: 'Fields', value: 'fields', description: 'Name the fields and enter their values' },
		{ name: 'JSON', value: 'json', description: 'Write all fields as one JSON object' },
	],
	default: 'form',
	description:
		"How the parameters of the model are entered. A model that comes from an expression has no form: its fields are named on the API tab of the model's page.",
};

/** Where the form says which parameter the box above it fills, if that isn't an optional prompt. */
const BOX = '/modelParameters.schema[0].box';

/** What could stand in a prompt, by what the models make. */
const PROMPT_EXAMPLES: ReadonlyArray<readonly [example: string, ...places: typeof ANY_MODEL]> = [
	[
		'A lighthouse at dusk, seen from the sea',
		{ resource: ['image'], operation: ['runAnotherModel'] },
		{ resource: ['model', 'threeD'], operation: ['generate', 'run'] },
	],
	[
		'The camera moves slowly around the cup, and steam rises',
		{ resource: ['video'], operation: ['generate'] },
	],
	['Calm piano music with soft rain', { resource: ['audio'], operation: ['generate'] }],
	['The names Ada and Grace occur', { resource: ['audio'], operation: ['transcribe'] }],
	[
		'Write a caption of one sentence for our tea shop',
		{ resource: ['text'], operation: ['generate'] },
	],
	[
		'Write an alt text of one sentence for this image',
		{ resource: ['text'], operation: ['describeImage'] },
	],
];

/** What the box fills besides the prompt, and what could stand in it. */
const BOX_EXAMPLES = {
	text: 'Welcome to our shop. Today we open at nine.',
	script: 'Welcome to our shop. Today we open at nine.',
	lyrics: 'The tide comes in, the lights go out',
	transcript: 'Welcome to our shop. Today we open at nine.',
	input: 'Welcome to our shop. Today we open at nine.',
	messages: 'Write a caption of one sentence for our tea shop',
};

/** An option of these operations. */
export const instructions: INodeProperties = {
	displayName: 'Instructions',
	name: 'instructions',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Answer in one sentence, without quotation marks',
	description:
		'How the model is to answer, whatever is asked. A parameter of the form that is called Instruction, System or System Prompt is filled with it.',
	displayOptions: { show: { '/resource': ['text'], '/bodyMode': ['form'] } },
};

/** A box of its own: within the form a text has one line, which shows some 45 letters of a prompt. */
const modelPrompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'modelPrompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description:
		'What the model is asked for, or the text that it is to speak, sing or answer. Leave it empty for a model that takes none.',
};

const PROMPT = 'prompt';

/** Required where the documentation says so, else not: some models take none. */
const modelPrompts = PROMPT_EXAMPLES.flatMap(([example, ...places]) =>
	places.flatMap((place): INodeProperties[] => {
		const show = { ...place, bodyMode: ['form'] };
		const prompt = { ...modelPrompt, placeholder: `e.g. ${example}` };
		const known = [PROMPT, ...Object.keys(BOX_EXAMPLES)];
		return [
			{ ...prompt, displayOptions: { show, hide: { [BOX]: known } } },
			{ ...prompt, required: true, displayOptions: { show: { ...show, [BOX]: [PROMPT] } } },
		];
	}),
);

/** The same box under the name that the chosen model has for it. */
const modelTexts = Object.entries(BOX_EXAMPLES).map(([name, example]): INodeProperties => ({
	...modelPrompt,
	required: true,
	placeholder: `e.g. ${example}`,
	hint: `Sent as '${name}', as the documentation of the model calls it`,
	displayOptions: { show: { bodyMode: ['form'], [BOX]: [name] } },
}));

/**
 * The form of the chosen model, made out of its documentation. It is stored whole with the workflow.
 * What both versions of n8n make of it was measured: docs/form.md.
 */
const modelParameters: INodeProperties = {
	// the editor shows n8n's own heading for a form of this mode, 'Values to Send', which messages name
	displayName: 'Parameters',
	name: 'modelParameters',
	type: 'resourceMapper',
	noDataExpression: true,
	description: "The arrow beside Model opens the model's page, which explains each parameter",
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['modelSlug.value'],
		resourceMapper: {
			resourceMapperMethod: 'loadModelForm',
			mode: 'add',
			fieldWords: { singular: 'parameter', plural: 'parameters' },
			addAllFields: true,
			supportAutoMap: false,
			multiKeyMatch: false,
			hideNoDataError: true,
			refreshStaleSchemaOnOpen: true,
		},
	},
	displayOptions: { show: { bodyMode: ['form'] } },
};

const bodyFields: INodeProperties = {
	displayName: 'Fields',
	name: 'bodyFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	default: {},
	description: 'What the model is to be told, by the names that its documentation uses',
	displayOptions: { show: { bodyMode: ['fields'] } },
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
	displayOptions: { show: { bodyMode: ['json'] } },
};

const nameOfField: INodeProperties = {
	displayName: 'Parameter Name or ID',
	name: 'name',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'loadFileParameters',
		loadOptionsDependsOn: ['modelSlug.value'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** The same for the parameter of a model, whose documentation says what it takes. */
const sendModelFileAs: INodeProperties = {
	...sendAs,
	options: [
		{
			name: 'As Documented',
			value: 'auto',
			description: 'One URL or a list, as the parameter of the model takes it',
		},
		...FORMS,
	],
	default: 'auto',
};

const modelFiles = fileRows({
	name: 'imageFields',
	show: {},
	description:
		"Images, videos or audio files for the model. At first the file 'data', or the only one of the item, goes where the model takes its first one; without a file nothing is sent. Segmind keeps uploaded files at public URLs that are hard to guess, and that contain the e-mail address of the account.",
	ofTool: 'Images, videos or audio files for the model, by their URLs',
	nameControl: nameOfField,
	sendAs: sendModelFileAs,
	preset: { name: 'auto', source: 'binary', binaryPropertyName: 'data', url: '', sendAs: 'auto' },
});

/** The controls of a model with a form of its own, in the order in which they are shown. */
export const runFields: INodeProperties[] = [
	...[modelSlugField, bodyMode].flatMap(everywhere),
	...modelPrompts,
	...[...modelTexts, modelParameters, bodyFields, bodyJson, ...modelFiles].flatMap(everywhere),
];
