import { renameSync, writeFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';

import type { ModelFile } from '../generate/modelFile';
import { fileOf, FOLDER } from './files';

/** Writes the model's file in the project's format, whole or not at all; returns its path. */
export async function writeModel(model: ModelFile, folder = FOLDER): Promise<string> {
	const file = fileOf(model.slug, folder);
	const options = { ...(await resolveConfig(fileOf(model.slug))), parser: 'json' };
	const text = await format(JSON.stringify({ $schema: './model.schema.json', ...model }), options);
	writeFileSync(`${file}.new`, text);
	renameSync(`${file}.new`, file);
	return file;
}
