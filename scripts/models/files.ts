import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../generate/modelFile';

const FOLDER = path.resolve(__dirname, '..', '..', 'nodes', 'Segmind', 'models');

/** Where a model's file is, or would be. */
export const fileOf = (slug: string): string => path.join(FOLDER, `${slug}.json`);

/** The model's file, or undefined where there is none yet. */
export function readModel(slug: string): ModelFile | undefined {
	const file = fileOf(slug);
	if (!existsSync(file)) return undefined;
	const { $schema: _, ...model } = JSON.parse(readFileSync(file, 'utf8')) as ModelFile & {
		$schema: string;
	};
	return model;
}

/** Slugs of all models that have a file. */
export const modelSlugs = (): string[] =>
	readdirSync(FOLDER)
		.filter((name) => name.endsWith('.json') && name !== 'model.schema.json')
		.map((name) => name.replace(/\.json$/, ''))
		.sort();
