import type { JsonValue, ParameterKind, Scalar } from './types';

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
export function kindOfValues(values: readonly Scalar[]): ParameterKind {
	const kinds: ParameterKind[] = ['string', 'boolean', 'integer', 'number'];
	return kinds.find((kind) => values.every((value) => fits(kind, value))) ?? 'any';
}
