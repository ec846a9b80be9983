import { InvalidArgumentError } from 'commander';
import type { FaultRule } from '../types';
import { FAULT_KINDS, STEPS, type FaultKind, type Step } from './kinds';

/**
 * Rules from a command line: `step:kind`, `step:kind:nth` or `step:kind:nth:times`, separated by
 * commas, e.g. `submit:rate-limit:1:2,download:truncated-body:1`. Throws an Error that lists what
 * is allowed.
 */
export function parseFaults(text: string): FaultRule[] {
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) => {
			const [step = '', kind = '', nth, times] = entry.split(':');
			if (!STEPS.some((known) => known === step)) {
				throw new InvalidArgumentError(`Unknown step "${step}". Steps: ${STEPS.join(', ')}`);
			}
			if (!FAULT_KINDS.some((known) => known === kind)) {
				throw new InvalidArgumentError(
					`Unknown fault "${kind}". Faults: ${FAULT_KINDS.join(', ')}`,
				);
			}
			return {
				step: step as Step,
				kind: kind as FaultKind,
				...(nth === undefined ? {} : { nth: Number(nth) }),
				...(times === undefined ? {} : { times: Number(times) }),
			};
		});
}
