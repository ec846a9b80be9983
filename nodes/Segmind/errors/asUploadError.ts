import { API_ERRORS } from './apiErrors';
import { toError } from './toError';
import { Problem, type ErrorDefinition } from './problem';

/** Outcomes that speak of models and settings, although only a file was handed over. */
const REFUSALS: readonly ErrorDefinition[] = [
	API_ERRORS.settingsRefused,
	API_ERRORS.notPermitted,
	API_ERRORS.unexpectedStatus,
	API_ERRORS.fileRefused,
];

/** What came of an upload, in words about a file. */
export function asUploadError(thrown: unknown): Error {
	if (!(thrown instanceof Problem) || !REFUSALS.includes(thrown.definition)) return toError(thrown);
	return new Problem(API_ERRORS.fileRefused, { ...thrown.details, billed: 'no' });
}
