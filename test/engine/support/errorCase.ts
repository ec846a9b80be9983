import type { FaultKind, FaultRule, SandboxOptions } from '../../../sandbox';
import type { Bench, Job } from './bench';

/** One thing that Segmind or the network can answer, and what is said of it. */
export interface Case {
	/** Faults of the sandbox that bring it about. */
	faults?: FaultRule[];
	sandbox?: SandboxOptions;
	job?: (bench: Bench) => Job;
	/** What the description must hold besides. */
	says?: RegExp[];
	httpCode?: string;
	/** The description names the request ID of the first job. */
	withRequestId?: boolean;
	billed: 'Nothing was billed.' | 'It may have been billed.' | 'It has been billed.';
}

export const fault = (step: FaultRule['step'], kind: FaultKind): FaultRule[] => [{ step, kind }];
export const NO = 'Nothing was billed.' as const;
export const MAYBE = 'It may have been billed.' as const;
export const YES = 'It has been billed.' as const;
