import type { ModelFile, ModelParameter } from '../generate/modelFile';
import { NotUnderstood } from './lines';
import type { Page } from './page';
import type { PageParameter } from './parameters';

/** What is taken from a page, and what a person should know about it. */
export interface Imported {
	file: ModelFile;
	/** Facts that were left out on purpose, a sentence each. */
	notes: string[];
}

/** What only a person can say. */
export interface Context {
	/** The model's file as it is, if there is one: sentences and choices of controls are kept. */
	known?: ModelFile;
	operation?: string;
	/** As `YYYY-MM`. */
	read: string;
	/** As `YYYY-MM-DD`. */
	today: string;
}

/** Types of the pages, as a model file names them. */
const TYPES: Record<string, string> = {
	string: 'string',
	'string (uri)': 'string (uri)',
	'string (base64)': 'string (base64)',
	'string[]': 'string[]',
	integer: 'integer',
	int: 'integer',
	number: 'number',
	float: 'number',
	boolean: 'boolean',
	bool: 'boolean',
};

const ROLES: Record<string, ModelParameter['role']> = {
	prompt: 'prompt',
	mask: 'mask',
	image_urls: 'images',
};

const RETURNS = ['Image', 'Text/JSON'];

const NUMERIC = ['integer', 'number'];

/** `(1-100)` in the words about a number: some pages state bounds nowhere else. */
const IN_PROSE = /\((-?\d+(?:\.\d+)?)\s*[-\u2013]\s*(-?\d+(?:\.\d+)?)\)/g;

function typeOf({ type, line }: PageParameter): string {
	const known = TYPES[type];
	if (!known) throw new NotUnderstood(line + 1, `a model file can't hold the type "${type}" yet`);
	return known;
}

const fits = (type: string, value: unknown): boolean => {
	if (type === 'integer') return Number.isInteger(value);
	if (type === 'number') return typeof value === 'number';
	if (type === 'boolean') return typeof value === 'boolean';
	return typeof value === 'string';
};

/** Content of a demonstration stands where a default should: sent silently, it would cost money. */
function isDemonstration(row: PageParameter, value: unknown): boolean {
	if (typeof value !== 'string' || row.allowed) return false;
	if (/^(https?:|data:)/i.test(value)) return true;
	return value !== '' && /prompt|text|caption|query/i.test(row.name);
}

function defaultOf(row: PageParameter, type: string, notes: string[]): Partial<ModelParameter> {
	if (!row.default) return {};
	const { value, line } = row.default;
	if (value === null) return { nullable: true };
	if (value === 'None') {
		notes.push(`${row.name}: the default "None" is Python's null in quotes and was left out`);
		return {};
	}
	if (Array.isArray(value) && value.length === 0) return {};
	if (isDemonstration(row, value)) {
		notes.push(`${row.name}: the default is content of the page's demonstration and was left out`);
		return {};
	}
	if (!fits(type, value)) {
		throw new NotUnderstood(line, `the default ${JSON.stringify(value)} is no ${type}`);
	}
	return { default: value as string | number | boolean };
}

function allowedOf(row: PageParameter, type: string): Partial<ModelParameter> {
	if (!row.allowed) return {};
	const { values, hidden, line } = row.allowed;
	const allowed = values.filter((value) => value !== null);
	const wrong = allowed.find((value) => !fits(type, value));
	if (wrong !== undefined || type === 'boolean') {
		throw new NotUnderstood(line, `the allowed value ${JSON.stringify(wrong)} is no ${type}`);
	}
	return {
		allowed: allowed as Array<string | number>,
		...(hidden > 0 && { open: true as const }),
		...(allowed.length < values.length && { nullable: true }),
	};
}

function boundsOf(row: PageParameter, type: string): Partial<ModelParameter> {
	if (row.range) return row.range;
	if (!NUMERIC.includes(type)) return {};
	const found = [...row.prose.matchAll(IN_PROSE)];
	const [bounds] = found;
	if (found.length !== 1 || !bounds) return {};
	return { minimum: Number(bounds[1]), maximum: Number(bounds[2]) };
}

/** Choices of the interface, which no page knows. */
const KEPT = ['shape', 'prominent', 'label', 'control'] as const;

function parameterOf(
	row: PageParameter,
	page: Page,
	context: Context,
	notes: string[],
): ModelParameter {
	const type = typeOf(row);
	const known = context.known?.parameters.find(({ name }) => name === row.name);
	const role = known ? known.role : ROLES[row.name];
	const sendsNull = page.sample?.[row.name] === null;
	const facts = {
		name: row.name,
		type,
		required: row.required,
		...(sendsNull && { nullable: true }),
		...defaultOf(row, type, notes),
		...allowedOf(row, type),
		...boundsOf(row, type),
		...(role && { role }),
	};
	const own = Object.fromEntries(
		KEPT.flatMap((key) => (known?.[key] === undefined ? [] : [[key, known[key]]])),
	);
	return { ...facts, ...own, description: known?.description ?? 'TODO' };
}

/** Takes the facts of a page into a model file. @throws NotUnderstood */
export function takeFacts(page: Page, context: Context): Imported {
	const notes: string[] = [];
	const { known } = context;
	if (!RETURNS.includes(page.returns)) {
		throw new NotUnderstood(1, `a model that returns "${page.returns}" can't be held yet`);
	}
	const parameters = page.parameters.map((row) => parameterOf(row, page, context, notes));
	const takesImages = parameters.some(({ role }) => role === 'images');
	const file: ModelFile = {
		slug: page.slug,
		displayName: page.title,
		summary: known?.summary ?? 'TODO',
		operation: known?.operation ?? context.operation ?? (takesImages ? 'edit' : 'generate'),
		added: known?.added ?? context.today,
		coverage: page.cut ? 'partial' : 'complete',
		endpoint: page.endpoint,
		returns: page.returns,
		typical: { seconds: page.seconds, usd: page.usd },
		source: {
			page: `https://www.segmind.com/models/${page.slug}/api`,
			read: context.read,
		},
		parameters,
	};
	return { file, notes };
}
