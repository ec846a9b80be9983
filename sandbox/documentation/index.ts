import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentedModel } from './types';

function load(file: string): DocumentedModel {
	const loaded = require(join(__dirname, file)) as { model?: DocumentedModel };
	if (loaded.model?.slug !== file.slice(0, -'.ts'.length)) {
		throw new Error(`sandbox/documentation/${file} must export a "model" whose slug is its name`);
	}
	return loaded.model;
}

/**
 * Every table of this folder by slug. The folder is read, so that a model is one file more and
 * no list has to be kept.
 */
export const DOCUMENTED_MODELS: ReadonlyMap<string, DocumentedModel> = new Map(
	readdirSync(__dirname)
		.filter((file) => file.endsWith('.ts') && !/^(index|types)\.ts$/.test(file))
		.sort()
		.map(load)
		.map((model) => [model.slug, model]),
);
