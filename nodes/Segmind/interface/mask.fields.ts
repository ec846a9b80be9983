import type { INodeProperties } from 'n8n-workflow';
import { editModelsWith } from './edit.generated';
import { eraseObjectModelsWith } from './eraseObject.generated';

const EDIT = {
	resource: ['image'],
	operation: ['edit', 'submitEdit'],
	model: editModelsWith.mask,
};

const ERASE = {
	resource: ['image'],
	operation: ['eraseObject'],
	model: eraseObjectModelsWith.mask,
};

const FILE = { name: 'Input Data Field', value: 'binary' };
const URL = { name: 'URL', value: 'url' };

const MASK_HINT =
	"PNG with transparency, same size as the first image (OpenAI's rule for these models). The transparent parts are edited; the mask is guidance, no hard cut.";

const ERASE_HINT = 'Same size as the image. The white parts of the mask are removed and filled.';

export const maskFields: INodeProperties[] = [
	{
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options',
		options: [{ name: 'None', value: 'none' }, FILE, URL],
		default: 'none',
		description: 'A second image that marks the part of the first image to edit',
		displayOptions: {
			show: EDIT,
			hide: { '@tool': [true] },
		},
	},
	{
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options',
		options: [{ name: 'None', value: 'none' }, URL],
		default: 'none',
		description: 'A second image that marks the part of the first image to edit',
		displayOptions: { show: { ...EDIT, '@tool': [true] } },
	},
	{
		displayName: 'Mask Input Data Field Name',
		name: 'maskBinaryPropertyName',
		type: 'string',
		default: 'mask',
		placeholder: 'e.g. mask',
		hint: MASK_HINT,
		displayOptions: { show: { ...EDIT, maskSource: ['binary'] } },
	},
	{
		displayName: 'Mask URL',
		name: 'maskUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/mask.png',
		hint: MASK_HINT,
		displayOptions: { show: { ...EDIT, maskSource: ['url'] } },
	},
	{
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options',
		options: [FILE, URL],
		default: 'binary',
		description: 'A second image that marks what is taken out',
		displayOptions: { show: ERASE, hide: { '@tool': [true] } },
	},
	{
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options',
		options: [URL],
		default: 'url',
		description: 'A second image that marks what is taken out',
		displayOptions: { show: { ...ERASE, '@tool': [true] } },
	},
	{
		displayName: 'Mask Input Data Field Name',
		name: 'maskBinaryPropertyName',
		type: 'string',
		default: 'mask',
		placeholder: 'e.g. mask',
		hint: ERASE_HINT,
		displayOptions: { show: { ...ERASE, maskSource: ['binary'] } },
	},
	{
		displayName: 'Mask URL',
		name: 'maskUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/mask.png',
		hint: ERASE_HINT,
		displayOptions: { show: { ...ERASE, maskSource: ['url'] } },
	},
];
