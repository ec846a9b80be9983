/** The steps of a client's work at which a fault can be placed; the last is `llms.txt`. */
export const STEPS = [
	...(['upload', 'submit', 'sync', 'status', 'result', 'download', 'credits'] as const),
	'documentation' as const,
];
export type Step = (typeof STEPS)[number];

/**
 * How a fault is acted out.
 * - `instead`: answered at once, nothing is executed, nothing is billed.
 * - `silence`: `reset-before` executes nothing; `reset-after` and `hang` execute the request
 *   (a job is made and will be billed) and send no answer.
 * - `spoil`: the request is executed and its answer is damaged on the way, or another one sent.
 * - `job`: the handler acts it out on the job.
 */
type Manner = 'instead' | 'silence' | 'spoil' | 'job';

interface Fault {
	manner: Manner;
	/** At which `randomFaults` uses it by itself; with none, only rules ask for it, never chance. */
	steps: readonly Step[];
}

const kinds =
	(manner: Manner, ...steps: readonly Step[]) =>
	<K extends string>(...names: K[]) =>
		names.map((name): [K, Fault] => [name, { manner, steps }]);

const API = ['upload', 'submit', 'sync', 'status', 'result', 'credits'] as const;

/** Those that differ in what a client learns from them. A seed goes by their order. */
const BASIC = [
	...kinds('instead', ...API)('rate-limit', 'rate-limit-reset-header', 'rate-limit-retry-after'),
	...kinds('instead', ...API, 'download')('500', '502', '504'),
	...kinds('instead', 'submit', 'sync')('400', '402', '403'),
	...kinds('instead', 'submit', 'sync')('406-credits', '406-parameter', '406-spend-limit'),
	...kinds('instead')('401-missing', '401-invalid', '404', '405-html', '406-content-type', '410'),
	...kinds('instead')('503', 'redirect-foreign'),
	...kinds('silence', ...API, 'download')('reset-before', 'reset-after'),
	...kinds('silence')('hang'),
	...kinds('spoil', 'result', 'download')('slow-body'),
	...kinds('spoil', 'result', 'download', 'sync')('truncated-body'),
	...kinds('spoil', 'download', 'sync')('short-body'),
	...kinds('spoil', 'status', 'result', 'download')('html-200'),
	...kinds('spoil', 'download', 'sync')('json-200-instead-of-image', 'wrong-content-type'),
	...kinds('spoil', 'status', 'result', 'download', 'sync')('empty-body'),
	...kinds('spoil')('too-long'),
	// what becomes of a job is drawn once, however often it is polled
	...kinds('job', 'submit')('failed', 'failed-policy', 'never', 'expired'),
	...kinds('job', 'submit', 'status')('unknown-state'),
	...kinds('job', 'submit')('no-request-id'),
];

/** The same by other gateways, by size, or with a request that was executed all the same. */
const VARIATIONS = [
	...kinds('instead')('408', '409', '418', '425', '499', '520', '521', '522', '524'),
	...kinds('instead')('404-broken', '502-broken', '504-broken', 'rate-limit-long'),
	...kinds('spoil')('500-started', '502-started', '503-started', '504-started'),
	...kinds('spoil')('408-started', '409-started', '418-started', '425-started', '499-started'),
	...kinds('spoil')('520-started', '522-started', '524-started'),
	...kinds('spoil')('500-started-broken', '502-started-broken', '504-started-broken'),
	...kinds('spoil')('gzip', 'huge', 'gzip-bomb', 'trickle', 'slow', 'nested'),
	...kinds('job')('numeric-request-id'),
	...kinds('spoil')('no-output', 'null-output', 'blank-output', 'list-output', 'object-output'),
];

const ALL = [...BASIC, ...VARIATIONS];

/** What can go wrong. */
export type FaultKind = (typeof ALL)[number][0];

export const BASIC_FAULT_KINDS: readonly FaultKind[] = BASIC.map(([kind]) => kind);
export const FAULT_KINDS: readonly FaultKind[] = ALL.map(([kind]) => kind);
export const FAULTS: ReadonlyMap<FaultKind, Fault> = new Map(ALL);
