import type { INodeProperties } from 'n8n-workflow';
import { editModelsWith } from './edit.generated';
import { eraseObjectModelsWith } from './eraseObject.generated';

const EDIT = {
	resource: ['image'],
	operation: ['edit'],
	model: editModelsWith.mask,
};

const ERASE = {
	resource: ['image'],
	operation: ['eraseObject'],
	model: eraseObjectModelsWith.mask,
};

const NONE = { name: 'None', value: 'none' };
const FILE = { name: 'Input Data Field', value: 'binary' };
const URL = { name: 'URL', value: 'url' };

const MASK_HINT =
	"PNG with transparency, same size as the first image (OpenAI's rule for these models). The transparent parts are edited; the mask is guidance, no hard cut.";

const ERASE_HINT = 'Same size as the image. The white parts of the mask are removed and filled.';

/** What differs between the masks of the operations. */
interface Mask {
	readonly show: Record<string, string[]>;
	/** The first of them is preset. An agent's item has no files. */
	readonly sources: Array<typeof FILE>;
	readonly description: string;
	readonly hint: string;
}

const maskControls = ({ show, sources, description, hint }: Mask): INodeProperties[] => {
	const sourceOf = (options: Mask['sources']) => ({
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options' as const,
		options,
		default: options[0]?.value ?? '',
		description,
	});
	return [
		{ ...sourceOf(sources), displayOptions: { show, hide: { '@tool': [true] } } },
		{
			...sourceOf(sources.filter((source) => source !== FILE)),
			displayOptions: { show: { ...show, '@tool': [true] } },
		},
		{
			displayName: 'Mask Input Data Field Name',
			name: 'maskBinaryPropertyName',
			type: 'string',
			default: 'mask',
			placeholder: 'e.g. mask',
			hint,
			displayOptions: { show: { ...show, maskSource: ['binary'] } },
		},
		{
			displayName: 'Mask URL',
			name: 'maskUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/mask.png',
			hint,
			displayOptions: { show: { ...show, maskSource: ['url'] } },
		},
	];
};

export const maskFields: INodeProperties[] = [
	...maskControls({
		show: EDIT,
		sources: [NONE, FILE, URL],
		description: 'A second image that marks the part of the first image to edit',
		hint: MASK_HINT,
	}),
	...maskControls({
		show: ERASE,
		sources: [FILE, URL],
		description: 'A second image that marks what is taken out',
		hint: ERASE_HINT,
	}),
];
