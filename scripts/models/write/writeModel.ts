import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';

import type { ModelFile } from '../../generate/modelFile';
import { fileOf, FOLDER } from '../files';

const SMALL = /"(typical|source|shape)": \{\s*([^{}]*?)\s*\}/g;

/**
 * The formatter leaves it open whether a small object stands in one line: as in the file before,
 * so that a change of facts is all that a diff shows.
 */
function inLines(text: string, before: string | undefined): string {
	const isOneLine = (key: string) =>
		before === undefined ? key !== 'source' : before.includes(`"${key}": { `);
	return text.replace(SMALL, (whole: string, key: string, inner: string) =>
		isOneLine(key) ? `"${key}": { ${inner.replace(/\s*\n\s*/g, ' ')} }` : whole,
	);
}

/** Writes the model's file in the project's format, whole or not at all; returns its path. */
export async function writeModel(model: ModelFile, folder = FOLDER): Promise<string> {
	const file = fileOf(model.slug, folder);
	const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	const options = { ...(await resolveConfig(fileOf(model.slug))), parser: 'json' };
	const json = JSON.stringify({ $schema: './model.schema.json', ...model }, null, '\t');
	writeFileSync(`${file}.new`, await format(inLines(json, before), options));
	renameSync(`${file}.new`, file);
	return file;
}
