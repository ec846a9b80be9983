import type { Json } from '../types';
import type { DocumentedModel, DocumentedParameter } from './types';

/** What a row states beside its type. */
type Row = Pick<DocumentedParameter, 'nullable' | 'default' | 'description' | 'examples'> & {
	/** The values as they are printed, `png, jpeg`; a list that is cut ends with `more`. */
	allowed?: string | readonly number[];
	range?: readonly [minimum?: number, maximum?: number];
};

function valuesOf(allowed: Row['allowed']): Partial<DocumentedParameter> {
	if (typeof allowed !== 'string') return allowed ? { allowed } : {};
	const values = allowed.split(', ');
	return values.at(-1) === 'more'
		? { allowed: values.slice(0, -1), open: true }
		: { allowed: values };
}

const row =
	(type: DocumentedParameter['type'], preset: Partial<DocumentedParameter> = {}) =>
	({ allowed, range = [], ...facts }: Row = {}): DocumentedParameter => ({
		...{ type, required: false, ...preset, ...facts, ...valuesOf(allowed) },
		...(range[0] !== undefined && { minimum: range[0] }),
		...(range[1] !== undefined && { maximum: range[1] }),
	});

/** A row of a table, by its type; those that carry something are required as a rule. */
export const text = row('string');
export const integer = row('integer');
export const number = row('number');
export const list = row('string[]');
export const object = row('object');
export const file = row('string (uri)');
export const prompt = row('string', { required: true, carries: 'prompt' });
export const picture = row('string (uri)', { required: true, carries: 'picture' });
export const pictures = row('string[]', { required: true, carries: 'picture' });
export const mask = row('string (uri)', { required: true, carries: 'mask' });
export const base64 = row('string (base64)', { required: true, carries: 'picture' });

export const choice = (allowed: string, preset: Json, facts: Row = {}) =>
	text({ ...facts, allowed, default: preset });

export const flag = (preset: boolean, facts: Row = {}) =>
	row('boolean')({ ...facts, default: preset });

export const required = (parameter: DocumentedParameter): DocumentedParameter => ({
	...parameter,
	required: true,
});

export const optional = (parameter: DocumentedParameter): DocumentedParameter => ({
	...parameter,
	required: false,
});

/** Names under which pages have the parameters that mean something to the renderer. */
const SETTINGS = {
	format: ['output_format', 'image_format', 'format'],
	compression: ['output_compression', 'quality'],
	size: ['size', 'aspect_ratio', 'resolution', 'ratio'],
	scale: ['scale'],
};

/** What a page states; what is left out is as on most pages. */
export type Table = Omit<DocumentedModel, 'slug' | keyof typeof USUAL | Derived> &
	Partial<DocumentedModel>;

type Derived = 'source' | 'endpointPath' | 'settings';

const USUAL = { queue: true, returns: 'Image', format: 'png', makes: 'edit' } as const;

/** The model of a table. */
export function documented(slug: string, table: Table): DocumentedModel {
	const settings = Object.entries(SETTINGS).flatMap(([meaning, names]) => {
		const name = names.find((one) => one in table.parameters);
		return name === undefined ? [] : [[meaning, name]];
	});
	return {
		...{ slug, endpointPath: `/v1/${slug}`, ...USUAL },
		source: { page: `https://www.segmind.com/models/${slug}/api`, read: '2026-11' },
		settings: Object.fromEntries(settings) as DocumentedModel['settings'],
		...table,
	};
}
