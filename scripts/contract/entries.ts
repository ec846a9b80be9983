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

/** Values, as JSON, by the names of the parameters that have them. */
export type Conditions = Record<string, string[]>;

/** Where a parameter is shown: for each combination of the values, but for none of the others. */
export interface Place {
	show: Conditions;
	hide: Conditions;
}

export interface ContractEntry extends Place {
	/** With the collections that it stands in: `options.fileName`. */
	path: string;
	facts: Facts;
}

type Option = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isParameter = (entry: Option): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Option): entry is INodePropertyCollection => 'values' in entry;

/** The conditions of `displayOptions` with full names: `/model` is the outer parameter. */
function conditionsOf(shown: object | undefined, prefix: string): Conditions {
	const named = Object.entries(shown ?? {}).map(([name, values]): [string, string[]] => [
		/^[/@]/.test(name) ? name.replace(/^\//, '') : prefix + name,
		[values].flat().map((value) => JSON.stringify(value)),
	]);
	return Object.fromEntries(named);
}

/** Values that the outer place rules out are none. */
function placeOf({ displayOptions }: INodeProperties, prefix: string, outer: Place): Place {
	const [show, hide] = [{ ...outer.show }, { ...outer.hide }];
	for (const [name, values] of Object.entries(conditionsOf(displayOptions?.show, prefix))) {
		show[name] = values.filter((value) => show[name]?.includes(value) ?? true);
	}
	for (const [name, values] of Object.entries(conditionsOf(displayOptions?.hide, prefix))) {
		hide[name] = [...new Set([...(hide[name] ?? []), ...values])].sort();
	}
	return { show, hide };
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
	outer: Place = { show: {}, hide: {} },
): ContractEntry[] {
	return properties.flatMap((property) => {
		const path = prefix + property.name;
		const place = placeOf(property, prefix, outer);
		if (Object.values(place.show).some((values) => values.length === 0)) return [];
		return [{ path, ...place, facts: factsOf(property) }, ...entriesWithin(property, path, place)];
	});
}

/** The entries where an operation is offered: conditions on both are all combinations of two lists. */
export function offeredEntries(entries: readonly ContractEntry[]): ContractEntry[] {
	const lists = entries.filter(({ path }) => path === 'operation');
	const isOffered = (resource: string, operation: string) =>
		lists.some(
			({ show, facts }) =>
				show.resource?.includes(resource) &&
				facts.values?.some((value) => JSON.stringify(value) === operation),
		);
	return entries.flatMap((entry) => {
		const { resource: resources, operation: operations } = entry.show;
		if (!resources || !operations) return [entry];
		return resources.flatMap((resource) => {
			const operation = operations.filter((one) => isOffered(resource, one));
			const show = { ...entry.show, resource: [resource], operation };
			return operation.length > 0 ? [{ ...entry, show }] : [];
		});
	});
}
