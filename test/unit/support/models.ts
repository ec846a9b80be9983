import { join } from 'node:path';
import {
	readModels,
	type ModelFile,
	type ModelParameter,
} from '../../../scripts/generate/modelFile';

export const ROOT = join(__dirname, '../../..');

export const MODEL_FOLDER = join(ROOT, 'nodes/Segmind/models');

/** The models that the project has. */
export const realModels = (): ModelFile[] => readModels(MODEL_FOLDER);

/** A parameter of a made-up model. */
export const parameter = (given: Partial<ModelParameter> & { name: string }): ModelParameter => ({
	type: 'string',
	required: false,
	description: 'Whether it is so',
	...given,
});

/** A made-up model. */
export const model = (
	slug: string,
	parameters: ModelParameter[],
	added = '2026-12-01',
): ModelFile =>
	({
		$schema: './model.schema.json',
		slug,
		displayName: `Model ${slug.toUpperCase()}`,
		summary: 'Does something with pictures',
		operation: 'edit',
		added,
		coverage: 'complete',
		endpoint: `/v1/${slug}`,
		returns: 'Image',
		typical: { seconds: 5, usd: 0.01 },
		source: { page: `https://www.segmind.com/models/${slug}/api`, read: '2026-12' },
		parameters,
	}) as ModelFile;
