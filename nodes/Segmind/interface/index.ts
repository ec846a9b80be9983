import type { INodeProperties } from 'n8n-workflow';
import { editModel, editSettings } from './edit.generated';
import { imageFields, maskFields, promptField, settingHints } from './edit.fields';
import { fileFields } from './file.fields';
import { options } from './options';
import { requestFields } from './request.fields';
import { operations, resource } from './resource';

/** All controls, in the order in which a person reads them. */
export const properties: INodeProperties[] = [
	resource,
	...operations,
	editModel,
	promptField,
	...imageFields,
	...maskFields,
	...editSettings,
	...settingHints,
	...requestFields,
	...fileFields,
	...options,
];
