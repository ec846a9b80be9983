import type { INodeProperties } from 'n8n-workflow';
import { createMaskModelsWith } from './createMask.generated';
import { editModelsWith } from './edit.generated';
import { eraseObjectModelsWith } from './eraseObject.generated';
import { expandModelsWith } from './expand.generated';
import { generateModelsWith } from './generate.generated';
import { removeBackgroundModelsWith } from './removeBackground.generated';
import { oneSource, sourceControls } from './rows.fields';
import { upscaleModelsWith } from './upscale.generated';

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

/** Models that take any number of images. */
const SEVERAL = {
	resource: ['image'],
	operation: ['edit'],
	model: editModelsWith.images,
};

/** Models that take exactly one. The field holds rows all the same, so that a change of the model keeps it. */
const ONE = [
	{ ...SEVERAL, model: editModelsWith.oneImage },
	{
		resource: ['image'],
		operation: ['removeBackground'],
		model: removeBackgroundModelsWith.oneImage,
	},
	{ resource: ['image'], operation: ['eraseObject'], model: eraseObjectModelsWith.oneImage },
	{ resource: ['image'], operation: ['createMask'], model: createMaskModelsWith.oneImage },
	{ resource: ['image'], operation: ['upscale'], model: upscaleModelsWith.oneImage },
	{ resource: ['image'], operation: ['expand'], model: expandModelsWith.oneImage },
];

/** Models that take one as text within the request: nothing is uploaded. */
const WITHIN = {
	resource: ['image'],
	operation: ['createMask'],
	model: createMaskModelsWith.imageWithin,
};

const PUBLIC =
	'Segmind keeps uploaded files at public URLs that are hard to guess, and that contain the e-mail address of the account.';

const tag: INodeProperties = {
	displayName: 'Tag',
	name: 'tag',
	type: 'string',
	default: '',
	placeholder: 'e.g. bottle',
	description:
		'Name that goes with the image. Left empty, the images are called image1, image2 and so on.',
	displayOptions: { show: { '/model': editModelsWith.tags } },
};

const rows = {
	displayName: 'Images',
	name: 'images',
	type: 'fixedCollection' as const,
	typeOptions: { multipleValues: true, sortable: true },
	required: true,
	placeholder: 'Add Image',
	default: { values: [{ source: 'binary', binaryPropertyName: 'data', url: '' }] },
	options: [{ displayName: 'Image', name: 'values', values: [...sourceControls, tag] }],
};

/**
 * One row is all that these models take. Its values stay a list, so that a change of the model keeps
 * them; n8n has no way to take the button away, but it marks a second row and refuses to run it.
 */
const oneRow = {
	...rows,
	displayName: 'Image',
	// n8n 1 refuses without a reason
	placeholder: 'Add Image (Takes Only One)',
	typeOptions: { multipleValues: true, maxAllowedFields: 1 },
	options: [{ displayName: 'Image', name: 'values', values: [...oneSource, tag] }],
};

const urls = {
	displayName: 'Image URLs',
	name: 'imageUrls',
	type: 'string' as const,
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/product.jpg',
};

/** An agent's item has no files, so as a tool the node takes URLs in one flat field. */
export const imageFields: INodeProperties[] = [
	{
		...urls,
		description:
			'Public URL of the image to edit. Several are separated by commas, in the order in which the prompt speaks of them.',
		displayOptions: { show: { ...SEVERAL, '@tool': [true] } },
	},
	...[...ONE, WITHIN].map((where) => ({
		...urls,
		displayName: 'Image URL',
		description: 'Public URL of the image to work on. This model takes exactly one.',
		displayOptions: { show: { ...where, '@tool': [true] } },
	})),
	{
		...rows,
		description: `The images to work on, in the order in which the prompt speaks of them. ${PUBLIC}`,
		displayOptions: { show: SEVERAL, hide: { '@tool': [true] } },
	},
	...ONE.map((where) => ({
		...oneRow,
		description: `The image to work on. This model takes exactly one. ${PUBLIC}`,
		displayOptions: { show: where, hide: { '@tool': [true] } },
	})),
	{
		...oneRow,
		description:
			'The image to work on. This model takes exactly one, and its content travels within the request: n8n fetches what lies at a URL, and nothing is uploaded.',
		displayOptions: { show: WITHIN, hide: { '@tool': [true] } },
	},
];

const EDIT_WITH_MASK = {
	resource: ['image'],
	operation: ['edit'],
	model: editModelsWith.mask,
};

const ERASE_WITH_MASK = {
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
		show: EDIT_WITH_MASK,
		sources: [NONE, FILE, URL],
		description: 'A second image that marks the part of the first image to edit',
		hint: MASK_HINT,
	}),
	...maskControls({
		show: ERASE_WITH_MASK,
		sources: [FILE, URL],
		description: 'A second image that marks what is taken out',
		hint: ERASE_HINT,
	}),
];
