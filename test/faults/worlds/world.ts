import type { FaultKind, FaultRule } from '../../../sandbox';
import type { Books } from '../judge/books';
import type { Plan, Round } from '../plan';

/** A plan that leads straight into one trouble, and what has to come of it besides the invariants. */
export interface World {
	readonly name: string;
	readonly plan: Plan;
	readonly expect?: (books: Books) => string[];
}

export const ROUND: Round = { gapMinutes: 0 };

const CALM: Plan = {
	items: [0],
	files: 'none',
	delivery: 'queue',
	answer: 'image',
	outputs: 1,
	memory: false,
	concurrency: 0,
	onError: 'continueRegularOutput',
	tries: 1,
	minBalance: false,
	repeatUnconfirmed: false,
	jobSeconds: 10,
	maxWaitSeconds: 120,
	skewMs: 0,
	faults: [],
	rounds: [ROUND],
	chance: 1,
};

export const world = (
	name: string,
	plan: Partial<Plan>,
	expect?: (books: Books) => string[],
): World => ({ name, plan: { ...CALM, ...plan, name }, ...(expect && { expect }) });

/** Each kind once, each at a wish of its own. */
export const eachOnce = (step: FaultRule['step'], kinds: readonly FaultKind[], times = 1) => ({
	items: kinds.map((_, wish) => wish),
	faults: kinds.map((kind, wish) => ({
		step,
		kind,
		nth: 1,
		times,
		promptIncludes: `wish ${wish}.`,
	})),
});
