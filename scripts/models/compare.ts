import { isDemonstration } from '../../nodes/Segmind/models/documentation/media';
import { type DocumentedParameter, kindOf } from '../../nodes/Segmind/models/documentation/types';
import type { ModelFile, ModelParameter } from '../generate/modelFile';
import type { Stated } from './stated';

/** Averages move all the time; what a person plans with has changed when it is this far off. */
const TOLERANCE = 0.25;

/** Whether an average is still that of the file. */
export const isNear = (held: number | null, stated: number): boolean =>
	held !== null && Math.abs(stated - held) <= held * TOLERANCE;

/** Facts of a parameter under the names of a model file; sentences and roles are the project's own. */
export type ParameterFacts = Pick<
	ModelParameter,
	'required' | 'nullable' | 'default' | 'allowed' | 'open' | 'minimum' | 'maximum'
>;

/** What a document says of a parameter, as a model file holds it: without content of a demonstration. */
export function factsOf(stated: DocumentedParameter): ParameterFacts {
	const { default: preset, allowed, required, nullable, listMayBeCut, minimum, maximum } = stated;
	const isHeld = preset !== undefined && !isDemonstration(stated);
	return {
		required,
		...(nullable && { nullable }),
		// a list or an object is no value that a control starts with
		...(isHeld && (preset === null || typeof preset !== 'object') && { default: preset }),
		// a switch has no others
		...(allowed && stated.kind !== 'boolean' && { allowed: allowed as Array<string | number> }),
		...(allowed && listMayBeCut && { open: true as const }),
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
	};
}

const FACTS = [
	...(['required', 'nullable', 'default', 'allowed', 'open', 'minimum', 'maximum'] as const),
];

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

class Comparison {
	readonly found: string[] = [];

	constructor(private readonly source: Stated['source']) {}

	/** Only the page is known to say all: what `llms.txt` leaves out contradicts nothing. */
	fact(what: string, held: unknown, stated: unknown): void {
		if (shown(held) === shown(stated)) return;
		if (stated === undefined && this.source === 'llms.txt') return;
		this.found.push(`${what} is ${shown(stated)} in ${this.source}, ${shown(held)} in the file`);
	}

	average(what: string, held: number | null, stated: number | undefined): void {
		if (stated === undefined || !isNear(held, stated)) this.fact(what, held ?? undefined, stated);
	}

	parameter(held: ModelParameter, stated: DocumentedParameter): void {
		const { kind, type } = stated;
		// llms.txt prints no formats, and the names of some types say nothing of the value
		const isSame = this.source === 'llms.txt' && [kind, 'any'].includes(kindOf(held.type).kind);
		if (!isSame && kind !== 'any') this.fact(`the type of ${held.name}`, held.type, type);
		const facts = factsOf(stated);
		for (const fact of FACTS) this.fact(`${fact} of ${held.name}`, held[fact], facts[fact]);
	}
}

/**
 * Where a document contradicts a model's file, a sentence each; none where they agree. Averages count
 * from a quarter on.
 */
export function differences(held: ModelFile, stated: Stated): string[] {
	const compare = new Comparison(stated.source);
	compare.fact('the title', held.displayName, stated.title);
	compare.fact('the endpoint', held.endpoint, stated.endpoint);
	compare.fact('what it returns', held.returns, stated.returns);
	compare.average('the average time in seconds', held.typical.seconds, stated.seconds);
	compare.average('the average price in USD', held.typical.usd, stated.usd);
	for (const parameter of stated.parameters) {
		const before = held.parameters.find(({ name }) => name === parameter.name);
		if (before) compare.parameter(before, parameter);
		else compare.found.push(`${parameter.name} is a parameter in ${stated.source} only`);
	}
	const names = stated.parameters.map(({ name }) => name);
	for (const { name } of held.parameters) {
		if (!names.includes(name)) compare.found.push(`${name} is a parameter in the file only`);
	}
	return compare.found;
}
