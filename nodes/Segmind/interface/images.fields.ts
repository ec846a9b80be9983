import type { INodeProperties } from 'n8n-workflow';
import { createMaskModelsWith } from './createMask.generated';
import { editModelsWith } from './edit.generated';
import { eraseObjectModelsWith } from './eraseObject.generated';
import { expandModelsWith } from './expand.generated';
import { removeBackgroundModelsWith } from './removeBackground.generated';
import { oneSource, sourceControls } from './source.fields';
import { upscaleModelsWith } from './upscale.generated';

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
