import type { ModelFacts } from '../models/facts';
import { API_ROWS } from './apiRows';
import { asIs } from './asIs';
import { Problem } from './problem';

/** Where Segmind does not know a model, what is known of the model here says why. */
export function aboutModel({ status }: Pick<ModelFacts, 'status'>, thrown: unknown): Error {
	if (!(thrown instanceof Problem) || thrown.row !== API_ROWS.modelUnknown) return asIs(thrown);
	if (status === 'retired') return new Problem(API_ROWS.modelRetired, thrown.details);
	if (status !== 'unconfirmed') return thrown;
	const detail = "Segmind's directory of models did not list this one when the node was made.";
	return new Problem(thrown.row, { ...thrown.details, detail });
}
