import * as fc from 'fast-check';
import type { FaultKind, FaultRule, Step } from '../../sandbox';
import { anyFault, plansWith } from './arbitrary';
import type { Plan } from './plan';

/** What may go wrong together. */
export type Mix = 'all' | 'late' | 'gateways';

const wished = (wish: number | null) => (wish === null ? {} : { promptIncludes: `wish ${wish}.` });

const someWish = fc.option(fc.integer({ min: 0, max: 9 }));

const LATE_STEPS: Step[] = ['status', 'status', 'result', 'result', 'download'];

/** Records and files that are not there yet: for a moment, for seconds, for minutes. */
const late: fc.Arbitrary<FaultRule> = fc
	.record({
		step: fc.constantFrom(...LATE_STEPS),
		nth: fc.constantFrom(1, 1, 2, 3),
		forMs: fc.constantFrom(500, 2000, 10_000, 30_000, 90_000, 240_000),
		refused: fc.boolean(),
		wish: someWish,
	})
	.map(({ step, nth, forMs, refused, wish }) => ({
		step,
		kind: step === 'download' && refused ? '403' : '404',
		nth,
		forMs,
		...wished(wish),
	}));

const SILENT: FaultKind[] = [
	...(['408-started', '409-started', '425-started', '499-started', '418-started'] as const),
	...(['504-started', '520-started', '522-started', '524-started'] as const),
	...(['500-started', '502-started', '503-started'] as const),
	...(['500-started-broken', '502-started-broken', '504-started-broken'] as const),
	...(['408', '409', '425', '499', '418', '503', '520', '521', '522', '524'] as const),
	...(['404-broken', '502-broken', '504-broken', 'gzip', 'slow'] as const),
];

const READ: FaultKind[] = [
	'rate-limit-long',
	'503',
	'520',
	'522',
	'524',
	'408',
	'425',
	'502-broken',
	'504-broken',
];
const ODD: FaultKind[] = ['gzip', 'slow', 'huge', 'gzip-bomb', 'nested'];

/** What gateways and answers of any size do. */
export const GATEWAY_KINDS: Readonly<Record<Step, readonly FaultKind[]>> = {
	credits: READ,
	documentation: [],
	upload: [...READ, 'slow', 'gzip'],
	submit: [...SILENT, 'numeric-request-id', 'huge', 'gzip-bomb', 'nested'],
	sync: SILENT,
	status: [...READ, ...ODD, 'trickle'],
	result: [...READ, ...ODD],
	download: [...READ, 'gzip', 'slow'],
};

const GATEWAY_STEPS: Step[] = [
	...(['submit', 'submit', 'submit', 'sync', 'sync', 'status', 'result', 'download'] as const),
	...(['upload', 'credits'] as const),
];

const gateway: fc.Arbitrary<FaultRule> = fc.constantFrom(...GATEWAY_STEPS).chain((step) =>
	fc
		.record({
			kind: fc.constantFrom(...GATEWAY_KINDS[step]),
			nth: fc.integer({ min: 1, max: 4 }),
			times: fc.constantFrom(1, 1, 2, 4),
			wish: someWish,
		})
		.map(({ kind, nth, times, wish }) => ({
			step,
			kind,
			nth,
			times,
			...(step !== 'upload' && wished(wish)),
		})),
);

export const MIXES: Readonly<Record<Mix, fc.Arbitrary<Plan>>> = {
	all: plansWith(fc.oneof({ weight: 6, arbitrary: anyFault }, { weight: 1, arbitrary: gateway })),
	late: plansWith(late),
	gateways: plansWith(gateway),
};
