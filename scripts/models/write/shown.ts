import type { ModelFile, ModelParameter } from '../../generate/modelFile';

function factsIn(parameter: ModelParameter): string {
	const { default: preset, allowed, open, minimum, maximum, nullable, shape, role } = parameter;
	return [
		preset !== undefined && `default ${JSON.stringify(preset)}`,
		minimum !== undefined && `from ${minimum}`,
		maximum !== undefined && `to ${maximum}`,
		allowed && `one of ${allowed.map((value) => JSON.stringify(value)).join(' ')}`,
		open && 'and more',
		nullable && 'may be null',
		shape && `objects of ${Object.values(shape).join(' and ')}`,
		role && `served by ${role}`,
	]
		.filter(Boolean)
		.join(', ');
}

/** What was understood, a line each: for a person to hold against the page. */
export function factsTable(file: ModelFile): string {
	const { displayName, slug, endpoint, returns, typical, coverage, parameters } = file;
	const head = [
		`${displayName} (${slug}), ${coverage}`,
		`  POST ${endpoint}, returns ${returns}`,
		`  average: ${typical.seconds ?? 'no'} seconds, ${typical.usd ?? 'no'} USD`,
	];
	const rows = parameters.map((parameter) => {
		const { name, type, required } = parameter;
		return `  ${name}: ${type}, ${required ? 'required' : 'optional'}; ${factsIn(parameter)}`;
	});
	return [...head, ...rows].join('\n').replace(/; $/gm, '');
}
