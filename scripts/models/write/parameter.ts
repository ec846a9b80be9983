import type { ModelParameter } from '../../generate/modelFile';
import { boundsOf } from './bounds';
import { isDemonstration } from './demonstration';
import { NotUnderstood } from '../read/lines';
import type { PageParameter } from '../read/row';
import type { Sample } from '../read/sample';
import { alternativesOf, heldTypeOf, namedType } from './types';

const fits = (type: string, value: unknown): boolean => {
	if (type === 'integer') return Number.isSafeInteger(value);
	if (type === 'number') return typeof value === 'number';
	if (type === 'boolean') return typeof value === 'boolean';
	return typeof value === 'string' && !type.endsWith('[]');
};

function defaultOf(row: PageParameter, type: string, notes: string[]): Partial<ModelParameter> {
	if (!row.default) return {};
	const { value, line } = row.default;
	const leaveOut = (why: string) => {
		notes.push(`${row.name}: the default ${why} and was left out`);
		return {};
	};
	if (value === null) return { nullable: true, default: null };
	if (Array.isArray(value) && value.length === 0 && type.endsWith('[]')) return {};
	if (value === 'None' && !row.allowed) return leaveOut(`"None" is Python's null in quotes`);
	if (isDemonstration(row, value)) return leaveOut(`is content of the page's demonstration`);
	if (Array.isArray(value) && type.endsWith('[]')) return leaveOut('is a list');
	if (type === 'integer' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		return leaveOut('is too large to be held exactly');
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
	const element = type === 'string[]' ? 'string' : type;
	const wrong = allowed.find((value) => !fits(element, value));
	if (wrong !== undefined) {
		throw new NotUnderstood(line, `the allowed value ${JSON.stringify(wrong)} is no ${type}`);
	}
	const nullable = allowed.length < values.length && { nullable: true };
	// true and false are all that a switch has
	if (type === 'boolean') return { ...nullable };
	return {
		allowed: allowed as Array<string | number>,
		...(hidden > 0 && { open: true as const }),
		...nullable,
	};
}

const isText = ({ type }: PageParameter): boolean => namedType(type).type === 'string';
const isAddress = ({ type }: PageParameter): boolean => namedType(type).type === 'string (uri)';

/** How an object of a list is built: one key takes an address, another may take a label. */
function shapeOf({
	name,
	members,
	nested,
	typeLine,
	type,
}: PageParameter): Partial<ModelParameter> {
	const line = nested?.line ?? typeLine;
	if (type !== 'object[]') return {};
	const urls = members.filter(isAddress);
	const labels = members.filter(isText);
	const [url] = urls;
	const known = members.length === urls.length + labels.length;
	if (!url || urls.length > 1 || labels.length > 1 || !known) {
		const keys = members.map((member) => `${member.name} (${member.type})`).join(', ');
		throw new NotUnderstood(
			line,
			`${name} holds objects with ${keys || 'unknown keys'}; a model file can hold an address and a label`,
		);
	}
	return { shape: { url: url.name, ...(labels[0] && { label: labels[0].name }) } };
}

/** Alternatives must be what the type says; otherwise rows were put under the wrong one. */
function checkNested({ type, members, nested }: PageParameter): void {
	if (!nested) return;
	const { label, line } = nested;
	const alternatives = alternativesOf(type);
	const isUnion = /^(?:exactly one of|one of|any of)$/i.test(label);
	if (isUnion !== alternatives.length > 1 || (!isUnion && type !== 'object[]')) {
		throw new NotUnderstood(line, `"${label}" does not go with the type "${type}"`);
	}
	const bare = (text = '') => text.replace(/ \(.*\)$/, '');
	const wrong = members.find(
		(member, index) => isUnion && bare(member.type) !== bare(alternatives[index]),
	);
	if (wrong) throw new NotUnderstood(wrong.typeLine, `"${wrong.type}" is no part of "${type}"`);
}

/** Facts of one row, in the order in which a model file has them. @throws NotUnderstood */
export function factsOf(
	row: PageParameter,
	sample: Sample,
	notes: string[],
): Omit<ModelParameter, 'description'> {
	const { type, nullable } = heldTypeOf(row);
	checkNested(row);
	const { shape } = shapeOf(row);
	return {
		name: row.name,
		type,
		required: row.required,
		...((nullable || sample.nulls.has(row.name)) && { nullable: true }),
		...defaultOf(row, type, notes),
		...allowedOf(row, type),
		...boundsOf(row, type, notes),
		...(shape && { shape }),
	};
}
