import { CATALOG } from './catalog.generated';
import type { ModelFacts, ParameterFacts } from './facts';

/** Facts of a model by slug, or undefined for a model without a file. */
export function findModel(slug: string): ModelFacts | undefined {
	return CATALOG.find((model) => model.slug === slug);
}

/** Whether an operation of the interface offers a model. The generator goes by the same rule. */
export const offers = (
	operation: string,
	model: { readonly operation: string; readonly also?: readonly string[] },
): boolean => model.operation === operation || (model.also ?? []).includes(operation);

/** Whether an operation serves a parameter. Generating from a prompt takes no images. */
export const serves = (operation: string, { role }: { readonly role?: string }): boolean =>
	operation !== 'generate' || role === undefined || role === 'prompt';

/** The parameters of a model that an operation serves. */
export const servedBy = ({ parameters }: ModelFacts, operation: string): ParameterFacts[] =>
	parameters.filter((parameter) => serves(operation, parameter));
