import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** What a saved workflow can hold in one parameter. Flags stand only where they are true. */
export interface Facts {
	/** n8n's type of the parameter, or `group` for the rows of a fixed collection. */
	type: string;
	default?: unknown;
	several?: true;
	required?: true;
	/** No expression is allowed. */
	fixed?: true;
	secret?: true;
	min?: number;
	max?: number;
	values?: unknown[];
}

/** Name of a parameter, and a value of it as JSON. */
export type Conditions = Record<string, string>;

/** A parameter in one place: for one combination of the values that it is shown for. */
export interface ContractEntry {
	/** With the collections that it stands in: `options.fileName`. */
	path: string;
	show: Conditions;
	/** Values, as JSON, of which each one hides it. */
	hide: Record<string, string[]>;
	facts: Facts;
}

type Option = INodeProperties | INodePropertyOptions | INodePropertyCollection;
type Place = Pick<ContractEntry, 'show' | 'hide'>;
type Shown = Record<string, unknown>;

const EVERYWHERE: Place = { show: {}, hide: {} };

const isParameter = (entry: Option): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Option): entry is INodePropertyCollection => 'values' in entry;

/** The conditions of `displayOptions` with full names: `/model` is the outer parameter. */
function conditionsOf(shown: object | undefined, prefix: string): Array<[string, string[]]> {
	return Object.entries((shown ?? {}) as Shown)
		.map(([name, values]): [string, string[]] => {
			const full = /^[/@]/.test(name) ? name.replace(/^\//, '') : prefix + name;
			return [full, [values].flat().map((value) => JSON.stringify(value))];
		})
		.sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Every combination of the values that a parameter is shown for, so that a further model or
 * operation adds entries and changes none. Combinations that the outer place rules out are none.
 */
function placesOf({ displayOptions }: INodeProperties, prefix: string, outer: Place): Place[] {
	const hide = { ...outer.hide };
	for (const [name, values] of conditionsOf(displayOptions?.hide, prefix)) {
		hide[name] = [...new Set([...(hide[name] ?? []), ...values])].sort();
	}
	let found: Conditions[] = [outer.show];
	for (const [name, values] of conditionsOf(displayOptions?.show, prefix)) {
		found = found.flatMap((show) =>
			values
				.filter((value) => show[name] === undefined || show[name] === value)
				.map((value) => ({ ...show, [name]: value })),
		);
	}
	return found.map((show) => ({ show, hide }));
}

function factsOf(property: INodeProperties): Facts {
	const { multipleValues, password, minValue, maxValue } = property.typeOptions ?? {};
	const options = (property.options ?? []) as Option[];
	const values = options.flatMap((option) =>
		isParameter(option) || isCollection(option) ? [] : [option.value],
	);
	return {
		type: property.type,
		default: property.default,
		...(multipleValues && { several: true }),
		...(property.required && { required: true }),
		...(property.noDataExpression && { fixed: true }),
		...(password && { secret: true }),
		...(minValue !== undefined && { min: minValue }),
		...(maxValue !== undefined && { max: maxValue }),
		...(values.length > 0 && { values }),
	};
}

function entriesWithin(property: INodeProperties, path: string, place: Place): ContractEntry[] {
	return ((property.options ?? []) as Option[]).flatMap((option) => {
		if (isCollection(option)) {
			const group = `${path}.${option.name}`;
			const own: ContractEntry = { path: group, ...place, facts: { type: 'group' } };
			return [own, ...contractEntries(option.values, `${group}.`, place)];
		}
		return isParameter(option) ? contractEntries([option], `${path}.`, place) : [];
	});
}

/**
 * The contract entries of a list of parameters. A later version without something that an entry
 * of the committed contract holds breaks workflows that people have saved; more breaks nothing.
 * @param prefix path of the collection that the parameters stand in, with a dot at its end
 */
export function contractEntries(
	properties: readonly INodeProperties[],
	prefix = '',
	outer: Place = EVERYWHERE,
): ContractEntry[] {
	return properties.flatMap((property) => {
		const path = prefix + property.name;
		const facts = factsOf(property);
		return placesOf(property, prefix, outer).flatMap((place) => [
			{ path, ...place, facts },
			...entriesWithin(property, path, place),
		]);
	});
}
