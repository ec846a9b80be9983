import { CATALOG } from './catalog.generated';
import type { ModelFacts } from './facts';

/** Facts of a model by slug, or undefined for a model without a file. */
export function findModel(slug: string): ModelFacts | undefined {
	return CATALOG.find((model) => model.slug === slug);
}
