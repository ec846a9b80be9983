import { API_ERRORS } from './apiErrors';
import { toError } from './toError';
import { Problem } from './problem';

/** Where Segmind does not know a model, what is known of the model here says why. */
export function asModelError(
	{ status }: { readonly status?: 'retired' | 'unconfirmed' },
	thrown: unknown,
): Error {
	if (!(thrown instanceof Problem) || thrown.definition !== API_ERRORS.modelUnknown)
		return toError(thrown);
	if (status === 'retired') return new Problem(API_ERRORS.modelRetired, thrown.details);
	if (status !== 'unconfirmed') return thrown;
	const detail = "Segmind's directory of models did not list this one when the node was made.";
	return thrown.with({ detail });
}
