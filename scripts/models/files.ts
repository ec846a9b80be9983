import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../generate/modelFile';

const ROOT = path.resolve(__dirname, '..', '..');
const PRETTIER = path.join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');

/** Where the model files are. */
export const FOLDER = path.join(ROOT, 'nodes', 'Segmind', 'models');

const fileOf = (slug: string, folder: string): string => path.join(folder, `${slug}.json`);

/** The model's file, or undefined where there is none yet. @throws SyntaxError for no JSON */
export function readModel(slug: string, folder = FOLDER): ModelFile | undefined {
	const file = fileOf(slug, folder);
	if (!existsSync(file)) return undefined;
	return JSON.parse(readFileSync(file, 'utf8')) as ModelFile;
}

/** Slugs of all models that have a file. */
export const modelSlugs = (folder = FOLDER): string[] =>
	readdirSync(folder)
		.filter((name) => name.endsWith('.json') && name !== 'model.schema.json')
		.map((name) => name.replace(/\.json$/, ''))
		.sort();

/** Writes the model's file in the project's format; returns its path. */
export function writeModel(model: ModelFile, folder = FOLDER): string {
	const file = fileOf(model.slug, folder);
	const json = JSON.stringify({ $schema: './model.schema.json', ...model }, null, '\t');
	writeFileSync(file, json);
	const config = path.join(ROOT, '.prettierrc.js');
	execFileSync(process.execPath, [PRETTIER, '--write', '--config', config, file]);
	return file;
}
