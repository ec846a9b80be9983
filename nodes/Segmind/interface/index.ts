import type { INodeProperties } from 'n8n-workflow';
import { createMaskModel, createMaskSettings } from './createMask.generated';
import { editModel, editSettings } from './edit.generated';
import { eraseObjectModel, eraseObjectSettings } from './eraseObject.generated';
import { expandModel, expandSettings } from './expand.generated';
import { fileFields, requestFields, requestOptions } from './fileAndRequest.fields';
import { generateModel, generateSettings } from './generate.generated';
import { settingHints } from './hints.fields';
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
