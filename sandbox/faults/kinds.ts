import type { FaultKind, Step } from '../types';

/**
 * How a fault is acted out.
 * - `instead`: answered at once, nothing is executed, nothing is billed.
 * - `silence`: `reset-before` executes nothing; `reset-after` and `hang` execute the request
 *   (a job is made and will be billed) and send no answer.
 * - `spoil`: the request is executed and its answer is damaged on the way.
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
const QUEUE: readonly Step[] = ['submit', 'status', 'result'];

/** Each kind: its manner, and the steps at which `randomFaults` uses it by itself. */
export const FAULTS: Readonly<Record<FaultKind, { manner: Manner; steps: readonly Step[] }>> = {
	'rate-limit': { manner: 'instead', steps: API },
	'rate-limit-reset-header': { manner: 'instead', steps: API },
	'rate-limit-retry-after': { manner: 'instead', steps: API },
	'500': { manner: 'instead', steps: ALL },
	'502': { manner: 'instead', steps: ALL },
	// not drawn by chance, so that a seed keeps its meaning
	'503': { manner: 'instead', steps: [] },
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
	failed: { manner: 'job', steps: QUEUE },
	'failed-policy': { manner: 'job', steps: QUEUE },
	never: { manner: 'job', steps: ['submit'] },
	expired: { manner: 'job', steps: QUEUE },
	'unknown-state': { manner: 'job', steps: ['submit', 'status'] },
	'no-request-id': { manner: 'job', steps: ['submit'] },
};
