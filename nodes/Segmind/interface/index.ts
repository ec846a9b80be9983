import type { INodeProperties } from 'n8n-workflow';
import { createMaskModel, createMaskSettings } from './createMask.generated';
import { editModel, editSettings } from './edit.generated';
import { eraseObjectModel, eraseObjectSettings } from './eraseObject.generated';
import { expandModel, expandSettings } from './expand.generated';
import { fileFields, requestFields, requestOptions } from './fileAndRequest.fields';
import { generateModel, generateSettings } from './generate.generated';
import { imageFields, maskFields, promptFields } from './image.fields';
import { modelFields } from './modelSearch.fields';
import { options } from './options';
import { removeBackgroundModel, removeBackgroundSettings } from './removeBackground.generated';
import { operations, resource } from './resource';
import { runFields } from './run.fields';
import { swapFaceModel, swapFaceSettings } from './swapFace.generated';
import { upscaleModel, upscaleSettings } from './upscale.generated';
import { workflowFields, workflowOptions } from './workflow.fields';

const models = [
	editModel,
	generateModel,
	removeBackgroundModel,
	eraseObjectModel,
	swapFaceModel,
	createMaskModel,
	upscaleModel,
	expandModel,
];

const settings = [
	...editSettings,
	...generateSettings,
	...removeBackgroundSettings,
	...eraseObjectSettings,
	...swapFaceSettings,
	...createMaskSettings,
	...upscaleSettings,
	...expandSettings,
];

const BY_EXPRESSION = {
	resource: ['image'],
	// before the model: n8n 1 fails at a condition on a text that isn't there, as under Run Another Model
	operation: models.flatMap(({ displayOptions }) => displayOptions?.show?.operation ?? []),
	model: [{ _cnd: { startsWith: '=' } }],
};

/**
 * Controls whose presets differ between models. Where an agent chooses the model with `$fromAI`, the
 * only expression that n8n leaves in it, n8n shows them for every model and fills in the preset of the
 * last one: GPT Image 1 would be sent the `high` of 1.5, at another price. These come last, so that
 * what nobody entered is empty.
 */
const unset: INodeProperties[] = [
	'aspect_ratio',
	'output_format',
	'quality',
	'resolution',
	'size',
].map((name) => ({
	displayName: 'Not Entered',
	name,
	type: 'hidden',
	default: '',
	displayOptions: { show: BY_EXPRESSION },
}));

const EDIT = { resource: ['image'], operation: ['edit'] };

/**
 * What the upstream model is known to refuse. Segmind documents none of it, so these are hints only.
 * Conditions on a field within a collection start with a slash: n8n 1.x looks for a parameter of
 * that name otherwise, finds none and refuses the whole workflow.
 */
const settingHints: INodeProperties[] = [
	...unset,
	{
		displayName:
			'The agent chooses the model: a setting that is not entered takes the preset of that model',
		name: 'hintModelByExpression',
		type: 'notice',
		default: '',
		displayOptions: { show: BY_EXPRESSION },
	},
	{
		displayName:
			'JPEG has no transparency: with Background set to Transparent, the model is known to refuse it. Choose PNG or WebP.',
		name: 'hintTransparentJpeg',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { ...EDIT, output_format: ['jpeg'], '/additionalFields.background': ['transparent'] },
		},
	},
	{
		displayName:
			'PNG is not compressed with loss: with Output Compression below 100, the model is known to refuse it. Choose JPEG or WebP.',
		name: 'hintCompressedPng',
		type: 'notice',
		default: '',
		displayOptions: {
			show: {
				...EDIT,
				output_format: ['png'],
				'/additionalFields.output_compression': [{ _cnd: { lt: 100 } }],
			},
		},
	},
];

/** All controls, in the order in which they are shown. */
export const properties: INodeProperties[] = [
	resource,
	...operations,
	...models,
	...promptFields,
	...imageFields,
	...maskFields,
	...settings,
	...settingHints,
	...runFields,
	...modelFields,
	...requestFields,
	...fileFields,
	...workflowFields,
	...options,
	requestOptions,
	workflowOptions,
];
