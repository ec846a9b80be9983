import { EDITING } from './documentation/editing';
import { GENERATING } from './documentation/generating';
import { documented, type Table } from './documentation/table';
import { TOOLS } from './documentation/tools';
import type { DocumentedModel } from './documentation/types';
import { UNBUNDLED } from './documentation/unbundled';
import { INVENTED_MODELS } from './invented';

const modelsOf = (tables: Readonly<Record<string, Table>>): Array<[string, DocumentedModel]> =>
	Object.keys(tables)
		.sort()
		.map((slug) => [slug, documented(slug, tables[slug] as Table)]);

/** Those that the project has a file of. */
export const DOCUMENTED_MODELS: ReadonlyMap<string, DocumentedModel> = new Map(
	modelsOf({ ...EDITING, ...GENERATING, ...TOOLS }),
);

/** Every model that the sandbox serves; those of Segmind without a file are reached through Run only. */
export const MODELS: ReadonlyMap<string, DocumentedModel> = new Map([
	...DOCUMENTED_MODELS,
	...INVENTED_MODELS.map((model) => [model.slug, model] as const),
	...modelsOf(UNBUNDLED),
]);
