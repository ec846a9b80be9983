import type { Deadline } from '../core/clock';
import type { Semaphore } from '../core/semaphore';
import type { Step } from '../errors/classify';
import type { Certainty } from './retryPolicy';

/** What a request belongs to, for the deadline and for the message if it fails. */
export interface RequestContext {
	readonly step: Step;
	readonly deadline: Deadline;
	readonly requestId?: string;
	/** True for submits: they go through the rate limiter, and a 429 counts for all of them. */
	readonly rateLimited?: boolean;
	/** Held by each try, and by no wait between two. */
	readonly semaphore?: Semaphore;
	/** Done before every try, when its turn has come. */
	readonly beforeTry?: () => void;
	/** Done when a try has ended, with what is known of the job then. */
	readonly afterTry?: (certainty: Certainty) => void;
}
