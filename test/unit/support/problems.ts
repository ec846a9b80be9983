import { Problem, type ErrorDefinition } from '../../../nodes/Segmind/errors/problem';

/** The problem that some work ends with. @throws when it ends well, or with something else */
export function problemIn(work: () => unknown): Problem {
	try {
		work();
	} catch (thrown) {
		if (thrown instanceof Problem) return thrown;
		throw thrown;
	}
	throw new Error('Nothing was refused');
}

/** The row of the problem that some work ends with. */
export const rowIn = (work: () => unknown): ErrorDefinition => problemIn(work).definition;
