import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { documented, type Table } from './documentation/table';
import type { DocumentedModel } from './documentation/types';
import { INVENTED_MODELS } from './invented';

/** The tables of a folder, named by the slugs of their models. */
function modelsIn(folder: string): Map<string, DocumentedModel> {
	const models = new Map<string, DocumentedModel>();
	for (const file of readdirSync(join(__dirname, folder)).sort()) {
		const slug = file.replace(/\.ts$/, '');
		const { model } = require(join(__dirname, folder, file)) as { model?: Table };
		if (model) models.set(slug, documented(slug, model));
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
