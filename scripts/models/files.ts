import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../generate/modelFile';

/** Where the model files are. */
export const FOLDER = path.resolve(__dirname, '..', '..', 'nodes', 'Segmind', 'models');

/** Where a model's file is, or would be. */
export const fileOf = (slug: string, folder = FOLDER): string => path.join(folder, `${slug}.json`);

/** The model's file, or undefined where there is none yet. @throws Error for a file that is no JSON */
export function readModel(slug: string, folder = FOLDER): ModelFile | undefined {
	const file = fileOf(slug, folder);
	if (!existsSync(file)) return undefined;
	try {
		const { $schema: _, ...model } = JSON.parse(readFileSync(file, 'utf8')) as ModelFile & {
			$schema: string;
		};
		return model;
	} catch (error) {
		throw new Error(`${file} can't be read: ${error instanceof Error ? error.message : ''}`);
	}
}

/** Slugs of all models that have a file. */
export const modelSlugs = (folder = FOLDER): string[] =>
	readdirSync(folder)
		.filter((name) => name.endsWith('.json') && name !== 'model.schema.json')
		.map((name) => name.replace(/\.json$/, ''))
		.sort();
