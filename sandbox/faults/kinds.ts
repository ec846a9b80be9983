import type { FaultKind, Step } from '../types';

/**
 * How a fault is acted out.
 * - `instead`: answered at once, nothing is executed, nothing is billed.
 * - `silence`: `reset-before` executes nothing; `reset-after` and `hang` execute the request
 *   (a job is made and will be billed) and send no answer.
 * - `spoil`: the request is executed and its answer is damaged on the way, or another one sent.
 * - `job`: the handler acts it out on the job.
 */
export type Manner = 'instead' | 'silence' | 'spoil' | 'job';

const ALL: readonly Step[] = [
	'upload',
	'submit',
	'sync',
	'status',
	'result',
	'download',
	'credits',
];
const API: readonly Step[] = ['upload', 'submit', 'sync', 'status', 'result', 'credits'];
const PAID: readonly Step[] = ['submit', 'sync'];

type Fault = { manner: Manner; steps: readonly Step[] };

/** Kinds that only rules ask for, never chance. */
const REFUSAL: Fault = { manner: 'instead', steps: [] };
const DAMAGE: Fault = { manner: 'spoil', steps: [] };

/** Each kind: its manner, and the steps at which `randomFaults` uses it by itself. */
export const FAULTS: Readonly<Record<FaultKind, Fault>> = {
	'rate-limit': { manner: 'instead', steps: API },
	'rate-limit-reset-header': { manner: 'instead', steps: API },
	'rate-limit-retry-after': { manner: 'instead', steps: API },
	'500': { manner: 'instead', steps: ALL },
	'502': { manner: 'instead', steps: ALL },
	// not drawn by chance, so that a seed keeps its meaning
	'504': { manner: 'instead', steps: ALL },
	'400': { manner: 'instead', steps: PAID },
	'401-missing': { manner: 'instead', steps: [] },
	'401-invalid': { manner: 'instead', steps: [] },
	'402': { manner: 'instead', steps: PAID },
	'403': { manner: 'instead', steps: PAID },
	'404': { manner: 'instead', steps: [] },
	'405-html': { manner: 'instead', steps: [] },
	'406-credits': { manner: 'instead', steps: PAID },
	'406-content-type': { manner: 'instead', steps: [] },
	'406-parameter': { manner: 'instead', steps: PAID },
	'406-spend-limit': { manner: 'instead', steps: PAID },
	'410': { manner: 'instead', steps: [] },
	'reset-before': { manner: 'silence', steps: ALL },
	'reset-after': { manner: 'silence', steps: ALL },
	hang: { manner: 'silence', steps: [] },
	'slow-body': { manner: 'spoil', steps: ['result', 'download'] },
	'truncated-body': { manner: 'spoil', steps: ['result', 'download', 'sync'] },
	'short-body': { manner: 'spoil', steps: ['download', 'sync'] },
	'html-200': { manner: 'spoil', steps: ['status', 'result', 'download'] },
	'json-200-instead-of-image': { manner: 'spoil', steps: ['download', 'sync'] },
	'wrong-content-type': { manner: 'spoil', steps: ['download', 'sync'] },
	'empty-body': { manner: 'spoil', steps: ['status', 'result', 'download', 'sync'] },
	'too-long': { manner: 'spoil', steps: [] },
	'redirect-foreign': { manner: 'instead', steps: [] },
	// what becomes of a job is drawn once, however often it is polled
	failed: { manner: 'job', steps: ['submit'] },
	'failed-policy': { manner: 'job', steps: ['submit'] },
	never: { manner: 'job', steps: ['submit'] },
	expired: { manner: 'job', steps: ['submit'] },
	'unknown-state': { manner: 'job', steps: ['submit', 'status'] },
	'no-request-id': { manner: 'job', steps: ['submit'] },
	'numeric-request-id': { manner: 'job', steps: [] },
	'503': REFUSAL,
	'408': REFUSAL,
	'409': REFUSAL,
	'418': REFUSAL,
	'425': REFUSAL,
	'499': REFUSAL,
	'520': REFUSAL,
	'521': REFUSAL,
	'522': REFUSAL,
	'524': REFUSAL,
	'404-broken': REFUSAL,
	'502-broken': REFUSAL,
	'504-broken': REFUSAL,
	'rate-limit-long': REFUSAL,
	'500-started': DAMAGE,
	'502-started': DAMAGE,
	'503-started': DAMAGE,
	'504-started': DAMAGE,
	'408-started': DAMAGE,
	'409-started': DAMAGE,
	'418-started': DAMAGE,
	'425-started': DAMAGE,
	'499-started': DAMAGE,
	'520-started': DAMAGE,
	'522-started': DAMAGE,
	'524-started': DAMAGE,
	'500-started-broken': DAMAGE,
	'502-started-broken': DAMAGE,
	'504-started-broken': DAMAGE,
	gzip: DAMAGE,
	huge: DAMAGE,
	'gzip-bomb': DAMAGE,
	trickle: DAMAGE,
	slow: DAMAGE,
	nested: DAMAGE,
	'no-output': DAMAGE,
	'null-output': DAMAGE,
	'blank-output': DAMAGE,
	'list-output': DAMAGE,
	'object-output': DAMAGE,
};
