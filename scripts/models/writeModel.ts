import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import type { ModelFile } from '../generate/modelFile';
import { fileOf } from './files';

/** Writes the model's file in the project's format; returns its path. */
export async function writeModel(model: ModelFile): Promise<string> {
	const file = fileOf(model.slug);
	const options = { ...(await resolveConfig(file)), parser: 'json' };
	const text = JSON.stringify({ $schema: './model.schema.json', ...model });
	writeFileSync(file, await format(text, options));
	return path.relative(process.cwd(), file);
}
