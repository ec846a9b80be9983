import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentedModel } from './documentation/types';
import { INVENTED_MODELS } from './invented';

/** The models of a folder by slug. It is read, so that a model is one file more and no list has to be kept. */
function modelsIn(folder: string): Map<string, DocumentedModel> {
	const models = new Map<string, DocumentedModel>();
	for (const file of readdirSync(join(__dirname, folder)).sort()) {
		const { model } = require(join(__dirname, folder, file)) as { model?: DocumentedModel };
		if (model && `${model.slug}.ts` !== file) throw new Error(`${file}: another slug`);
		if (model) models.set(model.slug, model);
	}
	return models;
}

/** Those that the project has a file of. */
export const DOCUMENTED_MODELS: ReadonlyMap<string, DocumentedModel> = modelsIn('documentation');

/** Every model that the sandbox serves; those of Segmind without a file are reached through Run only. */
export const MODELS: ReadonlyMap<string, DocumentedModel> = new Map([
	...DOCUMENTED_MODELS,
	...INVENTED_MODELS.map((model) => [model.slug, model] as const),
	...modelsIn('unbundled'),
]);
