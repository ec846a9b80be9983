import type { INodeProperties } from 'n8n-workflow';

const UPLOAD = { resource: ['file'], operation: ['upload'] };

export const fileFields: INodeProperties[] = [
	{
		displayName:
			'The URL that comes out is public: whoever knows it can open the file. It contains the e-mail address of the Segmind account, and there is no way to delete the file.',
		name: 'noticePublicFile',
		type: 'notice',
		default: '',
		displayOptions: { show: UPLOAD },
	},
	{
		displayName:
			"An agent's item has no files, so this operation has nothing to upload as a tool. The other operations take URLs.",
		name: 'noticeNoFiles',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...UPLOAD, '@tool': [true] } },
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the field that holds the file, not its content. Several names are separated by commas.',
		displayOptions: { show: UPLOAD },
	},
];
