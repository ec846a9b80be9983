import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import { CATALOG } from '../../../nodes/Segmind/models/catalog.generated';
import type { ModelFacts, ParameterFacts } from '../../../nodes/Segmind/models/facts';

/** What a person must see of one model in the panel. */
export interface PanelOfModel {
	/** Name in the list of models. */
	label: string;
	/** Controls that are always visible, with what they show untouched, by name. */
	top: Array<[name: string, shown: string]>;
	/** Labels under "Add Field", in alphabetical order. */
	additional: string[];
}

const { properties } = new Segmind().description;

const belongsTo = ({ displayOptions }: INodeProperties, slug: string, operation = 'edit') =>
	(displayOptions?.show?.operation ?? [operation]).includes(operation) &&
	(displayOptions?.show?.model ?? [slug]).includes(slug);

/** The control of a parameter, in the list of parameters or in the given collection. */
function controlOf(slug: string, name: string | undefined, among = properties) {
	return among.find((property) => property.name === name && belongsTo(property, slug));
}

function labelOf(control: INodeProperties | undefined, value: ParameterFacts['default']): string {
	const options = (control?.options ?? []) as INodePropertyOptions[];
	return options.find((option) => option.value === value)?.name ?? String(value ?? '');
}

function additionalOf(model: ModelFacts): string[] {
	const fields = controlOf(model.slug, 'additionalFields');
	const offered = (fields?.options ?? []) as INodeProperties[];
	return model.parameters
		.filter(({ place }) => place === 'additional')
		.map(({ control }) => {
			const found = offered.find(
				({ name, displayOptions }) =>
					name === control &&
					(displayOptions?.show?.['/model'] ?? [model.slug]).includes(model.slug),
			);
			return found?.displayName ?? `${control} has no control`;
		})
		.sort();
}

/** Offered for a new node. */
const isEditing = ({ operation, status }: ModelFacts) =>
	operation === 'edit' && status !== 'retired';

/** Names of all controls that belong to single models. */
export const controlsOfModels = (): string[] =>
	CATALOG.filter(isEditing).flatMap(({ parameters }) =>
		parameters.flatMap(({ place, control }) => (place === 'top' && control ? [control] : [])),
	);

/** The panels of the models that edit: facts from the model files, labels from the interface. */
export function editingModels(): PanelOfModel[] {
	return CATALOG.filter(isEditing)
		.map((model) => ({
			label: model.displayName,
			top: model.parameters
				.filter(({ place }) => place === 'top')
				.map((fact): [string, string] => [
					fact.control ?? fact.name,
					labelOf(controlOf(model.slug, fact.control), fact.default),
				])
				.sort(),
			additional: additionalOf(model),
		}))
		.sort((a, b) => (a.label < b.label ? -1 : 1));
}
