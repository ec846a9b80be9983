/** What a JSON value of a request can be. */
export type JsonValue =
	string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export type AllowedValue = string | number | boolean;

/** JSON type of a parameter. `any` is a type that is not known, or several: a text or JSON field. */
export type ParameterKind = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'object' | 'any';

/** One parameter, as the documentation states it. What it doesn't state, or not clearly, is missing. */
export interface DocumentedParameter {
	readonly name: string;
	/** The type as printed, for instance `list<string>`. */
	readonly type: string;
	readonly kind: ParameterKind;
	/** As labelled; a required parameter can have a default, even `null`. */
	readonly required: boolean;
	/** The documentation names `null` as a value. */
	readonly nullable?: true;
	readonly default?: JsonValue;
	/** In their documented order and JSON type. */
	readonly allowed?: readonly AllowedValue[];
	/** `allowed` is not all: the documentation cuts the list, or uses a value that is not in it. */
	readonly listMayBeCut?: true;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly examples?: readonly JsonValue[];
	/** What the page shows for it where that is an object or a list of objects. */
	readonly sample?: JsonValue;
	/** The documentation's own words, lines and all; may be empty. */
	readonly description: string;
}

/** A model, as its documentation states it. */
export interface ModelDocumentation {
	readonly slug: string;
	readonly title: string;
	readonly description?: string;
	/** Path of the synchronous endpoint, for instance `/v1/wan-2.2-t2v-fast`. */
	readonly endpoint?: string;
	readonly category?: string;
	/** Content type of the result, for instance `video/mp4`. A hint: the bytes decide. */
	readonly returns?: string;
	/** Average over users' calls, in USD. Not a price. */
	readonly averageUsd?: number;
	/** In the documentation's order. */
	readonly parameters: readonly DocumentedParameter[];
}

/** One row of the directory of models. */
export interface DirectoryEntry {
	readonly slug: string;
	readonly title: string;
	/** Cut at 120 characters by the directory. */
	readonly description: string;
	/** Heading under which the model stands. Says little about what it can do. */
	readonly section: string;
	/** Average over users' calls, in USD; null where there is none. */
	readonly averageUsd: number | null;
	/** Average over users' calls, in seconds; null where there is none. */
	readonly averageSeconds: number | null;
}

const NAMES: ReadonlyMap<string, ParameterKind> = new Map([
	...(['string', 'integer', 'number', 'boolean', 'list', 'object'] as const).map(
		(name): [string, ParameterKind] => [name, name],
	),
	['str', 'string'],
	['int', 'integer'],
	['float', 'number'],
	['bool', 'boolean'],
	['array', 'list'],
	['dict', 'object'],
]);

const LIST = /^(?:list|array)\s*[<[(]|\[\]$/i;
const ITEMS = /^(?:list|array)\s*[<[(](.*)[>\])]$/i;

/** The type that is printed for the entries of a list; undefined where it says none. */
export function itemTypeOf(type: string): string | undefined {
	const [, inner = type.replace(/\[\]$/, '')] = ITEMS.exec(type) ?? [];
	return inner === type ? undefined : inner;
}

const OBJECT = /^(?:object|dict)\s*[<[({]/i;

function kindOfOne(type: string): ParameterKind {
	if (LIST.test(type)) return 'list';
	if (OBJECT.test(type)) return 'object';
	// `string (uri)`
	const [name = ''] = type.toLowerCase().split('(');
	return NAMES.get(name.trimEnd()) ?? 'any';
}

/** Alternatives of a type; those within `list<A | B>` belong to the list. */
const alternativesOf = (type: string): string[] =>
	LIST.test(type) ? [type] : type.split('|').map((part) => part.trim());

const isNull = (type: string): boolean => /^(?:null|none)$/i.test(type);

/** The JSON type that a printed type stands for, and whether it names null. */
export function kindOf(type: string): { kind: ParameterKind; nullable: boolean } {
	const alternatives = alternativesOf(type);
	const filled = alternatives.filter((one) => !isNull(one));
	const kinds = new Set(filled.map(kindOfOne));
	const [kind = 'any', second, third] = kinds;
	const nullable = filled.length < alternatives.length;
	if (second === undefined) return { kind, nullable };
	const numbers = third === undefined && kinds.has('integer') && kinds.has('number');
	return { kind: numbers ? 'number' : 'any', nullable };
}

/** Whether a value is of a JSON type. */
export function fits(kind: ParameterKind, value: JsonValue): boolean {
	switch (kind) {
		case 'integer':
			return Number.isSafeInteger(value);
		case 'list':
			return Array.isArray(value);
		case 'object':
			return typeof value === 'object' && value !== null && !Array.isArray(value);
		case 'any':
			return true;
		default:
			return typeof value === kind && value !== Infinity && value !== -Infinity;
	}
}

/** The type that all values of a closed list have, for a type that is only a name. */
export function kindOfValues(values: readonly AllowedValue[]): ParameterKind {
	const kinds: ParameterKind[] = ['string', 'boolean', 'integer', 'number'];
	return kinds.find((kind) => values.every((value) => fits(kind, value))) ?? 'any';
}
