import { Problem } from './problem';
import { toError } from './toError';

/** Puts a sentence before what is known of an error, for its description. */
export function withDetail(text: string, thrown: unknown): Error {
	if (!(thrown instanceof Problem)) return toError(thrown);
	return thrown.with({ detail: `${text} ${thrown.details.detail ?? ''}`.trim() });
}
