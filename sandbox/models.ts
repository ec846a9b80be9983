import { DOCUMENTED_MODELS } from './documentation';
import type { DocumentedModel } from './documentation/types';
import { INVENTED_MODELS } from './invented';
import { UNBUNDLED_MODELS } from './unbundled';

/** Every model that the sandbox serves, by slug. */
export const MODELS: ReadonlyMap<string, DocumentedModel> = new Map([
	...DOCUMENTED_MODELS,
	...[...INVENTED_MODELS, ...UNBUNDLED_MODELS].map((model) => [model.slug, model] as const),
]);
