import * as fc from 'fast-check';
import type { FaultKind, FaultRule, Step } from '../../sandbox';
import { CALLS, type Cut, type Plan, type Round } from './plan';

const LIMITS: FaultKind[] = ['rate-limit', 'rate-limit-reset-header', 'rate-limit-retry-after'];
const TROUBLE: FaultKind[] = ['500', '502', '504', 'reset-before', 'reset-after'];
/** An order of which nobody knows: the dearest of faults, so it comes more often. */
const LOST: FaultKind[] = ['reset-after', 'reset-after', 'reset-after', 'reset-before'];
const SPOILT: FaultKind[] = ['truncated-body', 'html-200', 'empty-body', 'wrong-content-type'];
const REFUSED: FaultKind[] = ['400', '401-invalid', '402', '406-credits', '406-parameter'];
const FATES: FaultKind[] = ['failed', 'failed-policy', 'expired', 'unknown-state'];
const EMPTY: FaultKind[] = ['no-output', 'null-output', 'blank-output', 'list-output'];
const FILES: FaultKind[] = ['short-body', 'json-200-instead-of-image'];

/**
 * What can meet each step. Left out is what only a real timer ends (`hang`, and a synchronous job
 * that never ends): virtual time can't hurry it.
 */
const KINDS: Readonly<Record<Step, readonly FaultKind[]>> = {
	credits: [...LIMITS, ...TROUBLE, ...SPOILT],
	upload: [...LIMITS, ...TROUBLE, ...SPOILT, '400', 'redirect-foreign'],
	submit: [
		...LOST,
		...LIMITS,
		...TROUBLE,
		...SPOILT,
		...REFUSED,
		...FATES,
		...(['404', '405-html', 'never', 'no-request-id', 'redirect-foreign'] as const),
	],
	sync: [
		...LOST,
		...LIMITS,
		...TROUBLE,
		...SPOILT,
		...REFUSED,
		...FILES,
		...(['failed', 'failed-policy', 'redirect-foreign'] as const),
	],
	status: [...LIMITS, ...TROUBLE, ...SPOILT, ...FATES, '404', 'redirect-foreign', 'slow-body'],
	result: [
		...LIMITS,
		...TROUBLE,
		...SPOILT,
		...FATES,
		...EMPTY,
		...(['404', 'redirect-foreign', 'slow-body'] as const),
	],
	documentation: ['404', '503', 'html-200', 'too-long', 'slow-body'],
	download: [...TROUBLE, ...SPOILT, ...FILES, '403', '404', 'redirect-foreign', 'slow-body'],
};

/** Steps on which money hangs come more often. */
const STEPS: Step[] = [
	...(['submit', 'submit', 'sync', 'sync', 'status', 'result', 'download', 'download'] as const),
	...(['upload', 'credits'] as const),
];

const MOST_ITEMS = 40;

/** Whatever can go wrong. */
export const anyFault: fc.Arbitrary<FaultRule> = fc.constantFrom(...STEPS).chain((step) =>
	fc
		.record({
			kind: fc.constantFrom(...KINDS[step]),
			nth: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 12 })),
			times: fc.constantFrom(1, 1, 2, 5, 30),
			wish: fc.option(fc.integer({ min: 0, max: 9 })),
			file: fc.constantFrom(null, null, 1, 2),
		})
		.map(({ kind, nth, times, wish, file }) => ({
			step,
			kind,
			nth: wish === null ? nth : 1 + (nth % 3),
			times,
			// an upload belongs to no job, so it can't be aimed at one
			...(wish !== null && step !== 'upload' && { promptIncludes: `wish ${wish}.` }),
			...(file !== null && step === 'download' && { file }),
		})),
);

const cut: fc.Arbitrary<Cut> = fc.record({
	kind: fc.constantFrom('crash' as const, 'crash' as const, 'stop' as const),
	call: fc.constantFrom('any' as const, 'submit' as const, ...CALLS),
	nth: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 120 })),
	when: fc.constantFrom('before' as const, 'after' as const),
});

const round: fc.Arbitrary<Round> = fc
	.record({ cut: fc.option(cut), gapMinutes: fc.constantFrom(0, 0, 0, 0, 1, 61) })
	.map(({ cut: at, gapMinutes }) => ({ gapMinutes, ...(at && { cut: at }) }));

/** Some wishes are equal, so that equal items have their turn. */
const itemsUpTo = (maxLength: number): fc.Arbitrary<number[]> =>
	fc.array(fc.nat({ max: maxLength }), { minLength: 1, maxLength, size: 'max' });

const items = fc.oneof(
	{ withCrossShrink: true },
	{ weight: 6, arbitrary: itemsUpTo(6) },
	{ weight: 3, arbitrary: itemsUpTo(15) },
	{ weight: 1, arbitrary: itemsUpTo(MOST_ITEMS) },
);

const rateLimit = fc.record({
	submits: fc.integer({ min: 2, max: 10 }),
	windowMs: fc.constantFrom(1000, 5000),
	header: fc.constantFrom('none' as const, 'reset' as const, 'retry-after' as const),
});

const ANSWERS = ['image', 'image', 'json-images', 'json-output', 'json-base64'] as const;
const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const seldom = fc.constantFrom(false, false, false, true);

/** Prompts that change, errors that are fed back, a storage that fails: one at a time, and seldom. */
const turns = fc.constantFrom(
	...Array.from({ length: 8 }, () => ({})),
	{ changing: true },
	{ fedBack: true },
	{ storage: { nth: 2, times: 1, code: 'ENOSPC' as const } },
	{ storage: { nth: 1, times: 2, code: 'EACCES' as const } },
);

/** Where errors are fed back, an execution is neither cut nor retried: n8n sees a success. */
function turned(plan: Plan): Plan {
	if (!plan.fedBack) return plan;
	const { rounds, ...rest } = plan;
	return {
		...rest,
		rounds: rounds.slice(0, 1).map(() => ({ gapMinutes: 0 })),
		onError: 'continueErrorOutput',
		files: 'none',
		tries: 1,
	};
}

/**
 * Plans of all sizes and settings; shrinks towards one item, no faults, one round.
 * @param fault what can go wrong
 */
export const plansWith = (fault: fc.Arbitrary<FaultRule>): fc.Arbitrary<Plan> =>
	fc
		.record({
			items,
			files: fc.constantFrom('none' as const, 'all' as const, 'even' as const),
			delivery: fc.constantFrom(
				'queue' as const,
				'queue' as const,
				'auto' as const,
				'sync' as const,
			),
			answer: fc.constantFrom(...ANSWERS),
			outputs: fc.constantFrom(1 as const, 1 as const, 2 as const),
			memory: seldom,
			concurrency: fc.constantFrom(0, 1, 2, 5, 40),
			onError: fc.constantFrom(...ON_ERROR),
			tries: fc.constantFrom(1, 1, 2, 3),
			maxImages: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 3 }),
			minBalance: seldom,
			repeatUnconfirmed: seldom,
			jobSeconds: fc.constantFrom(10, 2, 50),
			maxWaitSeconds: fc.constantFrom(120, 30),
			rateLimit: fc.option(rateLimit, { freq: 2 }),
			skewMs: fc.constantFrom(0, 0, 0, -60_000, 3000),
			faults: fc.array(fault, { maxLength: 10, size: 'max' }),
			rounds: fc.array(round, { minLength: 1, maxLength: 4, size: 'max' }),
			chance: fc.nat({ max: 1_000_000 }),
			turn: turns,
			slowAnswerMs: fc.constantFrom(20_000, 45_000),
		})
		.map(({ maxImages, rateLimit: limit, outputs, answer, turn, ...rest }) =>
			turned({
				...rest,
				...turn,
				answer,
				// an answer that is the image itself can hold only one
				outputs: answer === 'image' || answer === 'json-base64' ? 1 : outputs,
				...(maxImages !== null && { maxImages }),
				...(limit && { rateLimit: limit }),
				// not drawn, so that a seed keeps its meaning
				...(rest.chance % 2 === 0 && { webhook: 2 as const }),
			}),
		);
