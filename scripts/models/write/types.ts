import { NotUnderstood } from '../read/lines';
import type { PageParameter } from '../read/row';
import { heldTypes } from './schema';

/** Other names of the same types. */
const SAME: Record<string, string> = {
	int: 'integer',
	float: 'number',
	double: 'number',
	bool: 'boolean',
};

const PART = /^([a-z]+)((?:\[\])*)(?: ?\(([a-z0-9_-]+)\))?((?:\[\])*)$/;
const ADDRESSES = ['uri', 'url'];
const BASE64 = ['base64', 'byte'];

/** Formats in brackets that say no more than what the text looks like. */
const PLAIN = ['date', 'date-time', 'time', 'uuid', 'email', 'password', 'color', 'enum', 'text'];

function oneType(part: string): string {
	const [, base = '', before = '', format, behind = ''] = PART.exec(part) ?? [];
	const name = SAME[base] ?? base;
	const list = before + behind;
	if (format === undefined) return name + list;
	if (name === 'integer' || name === 'number') return name + list;
	if (name !== 'string') return part;
	if (PLAIN.includes(format)) return name + list;
	// a list of addresses is a list of texts
	if (list !== '') return ADDRESSES.includes(format) ? name + list : part;
	if (ADDRESSES.includes(format)) return 'string (uri)';
	return BASE64.includes(format) ? 'string (base64)' : part;
}

/** The alternatives that a type names. */
export const alternativesOf = (type: string): string[] =>
	type.split('|').map((part) => part.trim());

/** A page's type as a model file names it, and whether null is one of its alternatives. */
export interface NamedType {
	type: string;
	nullable: boolean;
	/** Whether a model file can hold it. */
	held: boolean;
}

/** Names the type of a row as model files do. */
export function namedType(type: string): NamedType {
	const parts = alternativesOf(type).map(oneType);
	const filled = parts.filter((part) => part !== 'null');
	const texts = filled.map((part) => part.replace(/^string \(.*\)$/, 'string'));
	const numbers = filled.every((part) => part === 'integer' || part === 'number');
	let named = filled.length > 1 ? texts.join(' | ') : (filled[0] ?? 'null');
	if (filled.length > 1 && numbers) named = 'number';
	return {
		type: named,
		nullable: filled.length < parts.length,
		held: heldTypes().includes(named),
	};
}

/** @throws NotUnderstood for a type that a model file can't hold */
export function heldTypeOf({ type, typeLine }: PageParameter): NamedType {
	const named = namedType(type);
	if (!named.held) throw new NotUnderstood(typeLine, `a model file can't hold the type "${type}"`);
	return named;
}
