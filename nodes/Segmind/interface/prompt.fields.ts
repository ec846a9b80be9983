import type { INodeProperties } from 'n8n-workflow';
import { createMaskModelsWith } from './createMask.generated';
import { editModelsWith } from './edit.generated';
import { generateModelsWith } from './generate.generated';

/** One control for the words; what belongs into it depends on what is done. */
export const promptFields: INodeProperties[] = [
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Put the bottle on a marble table in soft morning light',
		description:
			'What the finished image should show. Describe all of it, not only the change: most models make the whole image again.',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: editModelsWith.prompt,
			},
		},
	},
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. A lighthouse at dusk, seen from the sea',
		description: 'What the finished image should show',
		displayOptions: {
			show: { resource: ['image'], operation: ['generate'], model: generateModelsWith.prompt },
		},
	},
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. the bottle on the table',
		description: 'What to find in the image',
		displayOptions: {
			show: { resource: ['image'], operation: ['createMask'], model: createMaskModelsWith.prompt },
		},
	},
];
