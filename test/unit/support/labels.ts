import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** Anything that stands in a description: a control, an entry of a list, a group of controls. */
export type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** A part of a description with the way to it, such as `images.values.source`. */
export interface Placed {
	readonly path: string;
	readonly part: Part;
}

/** All parts of a description, however deep. */
export function partsOf(parts: readonly Part[], prefix = ''): Placed[] {
	return parts.flatMap((part) => {
		const path = prefix + ('value' in part ? String(part.value) : part.name);
		const inner = [
			...('options' in part ? (part.options ?? []) : []),
			...('values' in part ? part.values : []),
		];
		return [{ path, part }, ...partsOf(inner as Part[], `${path}.`)];
	});
}

/** Every label that a person can read in a description. */
export const labelsIn = (parts: readonly Part[]): string[] =>
	partsOf(parts).map(({ part }) =>
		'displayName' in part ? (part.displayName ?? part.name) : part.name,
	);
