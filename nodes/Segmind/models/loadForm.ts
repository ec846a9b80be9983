import type {
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperFields,
} from 'n8n-workflow';
import { isRecord, locatorValue } from '../core/json';
import { slugIn } from '../http/endpoints';
import { AUTO, mediaParameters } from './documentation/media';
import { documentationOf, isRenamed, renamed, unknownSlug } from './documentation/source';
import type { ModelDocumentation } from './documentation/types';
import { type FormField, formFields, labelOf } from './formFields';

function chosenSlug(ctx: ILoadOptionsFunctions): string | undefined {
	const given: unknown = ctx.getNodeParameter('modelSlug', '', { extractValue: true });
	return slugIn(locatorValue(given));
}

/** @returns the documentation, or why there is none */
async function chosenDocumentation(
	ctx: ILoadOptionsFunctions,
): Promise<ModelDocumentation | string> {
	const slug = chosenSlug(ctx);
	const found = slug === undefined ? undefined : await documentationOf(ctx, slug);
	if (isRenamed(found)) return renamed(slug ?? '', found.newName);
	return found ?? (slug && (await unknownSlug(ctx, slug))) ?? UNREADABLE;
}

const NOT_CHOSEN = 'Choose a model first: its parameters are shown here.';
const UNREADABLE =
	"The model's documentation can't be read at the moment. Open this node again later, or set Body to Fields or JSON to go on without it.";
const NO_MORE = 'The documentation of this model names no other parameters.';

/**
 * The form that the workflow holds. n8n 2 fetches a form again when the node is opened, and deletes
 * the values of fields that are gone; after another model was chosen it has emptied the form before.
 */
function storedForm(ctx: ILoadOptionsFunctions): FormField[] {
	const held: unknown = ctx.getNode().parameters.modelParameters;
	const schema: unknown = isRecord(held) ? held.schema : undefined;
	return Array.isArray(schema) ? (schema as FormField[]) : [];
}

/** The form of the chosen model. Never throws: n8n would show its own words, which help nobody. */
export async function loadModelForm(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	try {
		if (chosenSlug(this) === undefined) return { fields: [], emptyFieldsNotice: NOT_CHOSEN };
		const documentation = await chosenDocumentation(this);
		if (typeof documentation === 'string') {
			return { fields: storedForm(this), emptyFieldsNotice: documentation };
		}
		const fields = formFields(documentation, /tool$/i.test(this.getNode().type));
		return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice: NO_MORE };
	} catch {
		return { fields: storedForm(this), emptyFieldsNotice: UNREADABLE };
	}
}

const FIRST_FILE: INodePropertyOptions = {
	name: "The Model's First File",
	value: AUTO,
	description:
		'The first parameter that takes such a file, required ones first; never one for a mask, or for the end of a video',
};

/** The parameters of the chosen model that take files, by name, behind the first of them. Never throws. */
export async function loadFileParameters(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const documentation = await chosenDocumentation(this).catch(() => UNREADABLE);
	const documented =
		typeof documentation === 'string'
			? storedForm(this).flatMap(({ media }) => media ?? [])
			: mediaParameters(documentation.parameters);
	return [
		FIRST_FILE,
		...documented.map(({ name, media, list, required }) => ({
			name: `${labelOf(name)}${required ? ' (Required)' : ''}`,
			value: name,
			description: `${name}: ${list ? `takes one or more ${media} files` : `takes one ${media} file`}`,
		})),
	];
}
