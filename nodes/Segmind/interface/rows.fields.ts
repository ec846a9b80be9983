import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const urlOfFile: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/image.png',
	hint: 'Segmind must be able to open it without a login. An expression may also return a list of URLs or attachments.',
};

const FIELD_HINT =
	"The name of the field that holds the file, not its content. Left at 'data', it also finds the only file of the item, whatever its name";

/** Where a file comes from: a field of the item, or a URL. */
export const sourceControls: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Input Data Field',
				value: 'binary',
				description: 'A file of the incoming item. It is uploaded to Segmind.',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'A public URL. Segmind downloads the file from there.',
			},
		],
		default: 'binary',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		hint: `${FIELD_HINT}. Several names are separated by commas.`,
		displayOptions: { show: { source: ['binary'] } },
	},
	{ ...urlOfFile, displayOptions: { show: { source: ['url'] } } },
];

const ONE_HINTS: Readonly<Record<string, string>> = {
	binaryPropertyName: `${FIELD_HINT}.`,
	url: 'Segmind must be able to open it without a login',
};

/** The same for exactly one file. */
export const oneSource: INodeProperties[] = sourceControls.map((control) => {
	const hint = ONE_HINTS[control.name];
	return hint === undefined ? control : { ...control, hint };
});

/** The same for a row that n8n brings back when it is deleted. */
const sourcesOrNone: INodeProperties[] = sourceControls.map((control) =>
	control.name === 'source'
		? {
				...control,
				options: [
					...(control.options as INodePropertyOptions[]),
					{ name: 'No File', value: 'none', description: 'Nothing is sent by this row' },
				],
			}
		: control,
);

/** The option that says by which way files get to Segmind. */
export const sendFilesBy: INodeProperties = {
	displayName: 'Send Files By',
	name: 'sendFilesBy',
	type: 'options',
	displayOptions: { hide: { '@tool': [true] } },
	options: [
		{
			name: 'Upload to Segmind',
			value: 'upload',
			description: 'A public URL that holds the e-mail address of the account and stays for good',
		},
		{
			name: 'Signed Link (1 Hour)',
			value: 'link',
			description: 'Segmind fetches the file from n8n, which must be reachable from the internet',
		},
	],
	default: 'upload',
	description:
		'How Segmind gets the files of the item. A signed link needs Wait for Completion, and n8n to store files outside of memory. A file that is sent as base64 text has no URL.',
};

/** How a file can be sent. */
export const FORMS = [
	{ name: 'URL', value: 'url', description: 'One URL as text' },
	{ name: 'List of URLs', value: 'list', description: 'Also for a list of one' },
	{
		name: 'Base64 Text',
		value: 'base64',
		description: 'The file itself, as text. Nothing is uploaded.',
	},
];

export const sendAs: INodeProperties = {
	displayName: 'Send As',
	name: 'sendAs',
	type: 'options',
	options: FORMS,
	default: 'url',
	description:
		"What the model's documentation asks for. Several rows of the same name make one list.",
};

/** What differs between the controls for files of a model and of a PixelFlow. */
interface Files {
	readonly name: string;
	readonly show: Record<string, string[]>;
	readonly description: string;
	/** The same where the node is a tool. */
	readonly ofTool: string;
	readonly nameControl: INodeProperties;
	readonly sendAs: INodeProperties;
	/** The row with which it starts, except as a tool. */
	readonly preset?: Readonly<Record<string, string>>;
}

/** What a row is called, where n8n shows it. */
const TITLE =
	'={{ ({ "": "File", auto: "The Model’s First File" })[$collection.item.value.name ?? ""] ?? $collection.item.value.name }}';

/** Rows of files. An agent's item has none, so as a tool the node takes URLs only. */
export function fileRows(of: Files): INodeProperties[] {
	const { name, show, description, ofTool, nameControl, preset } = of;
	const rowsOf = (controls: INodeProperties[]) => ({
		displayName: 'Files',
		name,
		type: 'fixedCollection' as const,
		typeOptions: {
			...{ multipleValues: true, sortable: true },
			fixedCollection: { itemTitle: TITLE },
		},
		placeholder: 'Add File',
		default: {},
		options: [
			{ displayName: 'File', name: 'values', values: [nameControl, ...controls, of.sendAs] },
		],
	});
	return [
		{
			...rowsOf(preset ? sourcesOrNone : sourceControls),
			...(preset && { default: { values: [preset] } }),
			description,
			displayOptions: { show, hide: { '@tool': [true] } },
		},
		{
			...rowsOf([urlOfFile]),
			description: ofTool,
			displayOptions: { show: { ...show, '@tool': [true] } },
		},
	];
}

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
