import type { INodeParameters, ResourceMapperFields } from 'n8n-workflow';
import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import type { Bench, Job } from './bench';
import { editorContext } from './editor';

/** A model as its control holds it. */
export const locator = (value: string, mode = 'list') => ({ __rl: true, mode, value });

/** The form that the editor loads for a model. @param saved what the node holds already */
export async function loadForm(
	baseUrl: string,
	slug: string,
	saved: INodeParameters = {},
): Promise<ResourceMapperFields> {
	const ctx = await editorContext(baseUrl, { modelSlug: locator(slug), ...saved });
	return await new Segmind().methods.resourceMapping.loadModelForm.call(ctx);
}

/** Parameters of a form as a workflow keeps them. */
export const formValues = (
	value: Readonly<Record<string, unknown>>,
	schema: readonly object[] = [],
) => ({ mappingMode: 'defineBelow', value, matchingColumns: [], schema });

/** Model: Run with a form as the editor saves it: fields that wait under Add have no value. */
export async function withForm(
	{ sandbox }: Bench,
	slug: string,
	values: Readonly<Record<string, unknown>> = {},
	more: Readonly<Record<string, unknown>> = {},
): Promise<Job & { parameters: Record<string, unknown> }> {
	const { fields } = await loadForm(sandbox.baseUrl, slug);
	const presets = fields.flatMap(({ id, defaultValue, removed }) =>
		removed || defaultValue === undefined || defaultValue === null ? [] : [[id, defaultValue]],
	);
	const value = { ...Object.fromEntries(presets), ...values };
	return {
		parameters: {
			...{ resource: 'model', operation: 'run', modelSlug: locator(slug), modelPrompt: 'A boat' },
			...{ modelParameters: formValues(value, fields), ...more },
		},
	};
}
