import { mediaOf } from '../../../nodes/Segmind/models/documentation/media';
import { readDocumentation } from '../../../nodes/Segmind/models/documentation/readDocumentation';
import type { DocumentedParameter } from '../../../nodes/Segmind/models/documentation/types';
import type { Page } from './page';
import type { PageParameter } from './row';
import { NO_SAMPLE } from './sample';
import type { Scalar } from './values';

/** What a page calls the kinds of results that `llms.txt` names by their content type. */
const RETURNS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^image\//, 'Image'],
	[/^video\//, 'Video'],
	[/^audio\//, 'Audio'],
	[/^(?:application\/json|text\/)/, 'Text/JSON'],
];

const LISTS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(?:list|array)<\s*(?:string|str)\s*>$|^string\[\]$/i, 'string[]'],
	[/^(?:list|array)<\s*\w+\s*>$|^object\[\]$/i, 'object[]'],
];

/** Type as a page would print it. A file's address has no format in `llms.txt`. */
function typeOf(parameter: DocumentedParameter): string {
	const { kind, type } = parameter;
	if (kind === 'list') return LISTS.find(([pattern]) => pattern.test(type))?.[1] ?? 'any';
	const media = mediaOf(parameter);
	return kind === 'string' && media ? 'string (uri)' : kind;
}

function rowOf(parameter: DocumentedParameter, line: number): PageParameter {
	const { name, required, nullable, default: preset, allowed, minimum, maximum } = parameter;
	const values: Scalar[] = [...(allowed ?? []), ...(nullable && preset !== null ? [null] : [])];
	const bounds = {
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
	};
	return {
		...{ name, required, type: typeOf(parameter), line, typeLine: line },
		prose: parameter.description,
		...(preset !== undefined && { default: { value: preset, line } }),
		...(Object.keys(bounds).length > 0 && { range: { ...bounds, line } }),
		...(allowed && { allowed: { values, hidden: parameter.listMayBeCut ? 1 : 0, line } }),
		members: [],
	};
}

/**
 * What `llms.txt` says, read by the node's own reader, as a page would say it.
 * @param returns what the model returns, for a text that does not say so
 * @returns undefined for what is no documentation of this kind
 */
export function readAsPage(text: string, returns?: string): Page | undefined {
	const found = readDocumentation(text);
	if (!found?.endpoint) return undefined;
	const { slug, title, endpoint, averageUsd = null, parameters } = found;
	const lines = text.split(/\r\n|\n|\r/);
	const lineOf = (name: string) => lines.findIndex((line) => line.includes(`**\`${name}\`**`)) + 1;
	const type = found.returns;
	const kind = type && (RETURNS.find(([pattern]) => pattern.test(type))?.[1] ?? type);
	const value = kind ?? returns;
	return {
		...{ slug, title, endpoint, seconds: null, usd: averageUsd },
		returns: value === undefined ? undefined : { value, line: 1 },
		parameters: parameters.map((parameter) => rowOf(parameter, lineOf(parameter.name))),
		sample: NO_SAMPLE,
	};
}
