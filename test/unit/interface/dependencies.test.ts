import type { INodeProperties } from 'n8n-workflow';
import { properties } from '../../../nodes/Segmind/interface';

/** Conditions of a property, by the name of the parameter that each is about. */
const conditionsOf = ({ displayOptions }: INodeProperties): string[] => [
	...Object.keys(displayOptions?.show ?? {}),
	...Object.keys(displayOptions?.hide ?? {}),
];

// n8n 1.x resolves parameters in the order of their conditions and gives up the whole workflow when
// a condition names a parameter that stands nowhere (found in n8n 1.123.81).
it('every condition is about a parameter that exists, or is marked as a path', () => {
	const names = new Set(properties.map(({ name }) => name));
	const unknown = properties.flatMap((property) =>
		conditionsOf(property)
			.filter((key) => !key.startsWith('/') && !key.startsWith('@') && !names.has(key))
			.map((key) => `${property.name}: ${key}`),
	);
	expect(unknown).toEqual([]);
});

it('no parameter depends on itself by way of others', () => {
	const needs = new Map<string, Set<string>>();
	for (const property of properties) {
		const known = needs.get(property.name) ?? new Set();
		for (const key of conditionsOf(property)) {
			if (!key.startsWith('/') && !key.startsWith('@')) known.add(key);
		}
		needs.set(property.name, known);
	}
	const reaches = (from: string, seen: Set<string>): Set<string> => {
		for (const next of needs.get(from) ?? []) {
			if (!seen.has(next)) reaches(next, seen.add(next));
		}
		return seen;
	};
	for (const name of needs.keys()) expect([...reaches(name, new Set())]).not.toContain(name);
});
