import { API_ROWS } from './apiRows';
import { asIs } from './asIs';
import { Problem, type Row } from './problem';

/** Outcomes that speak of models and settings, although only a file was handed over. */
const REFUSALS: readonly Row[] = [
	API_ROWS.settingsRefused,
	API_ROWS.notPermitted,
	API_ROWS.serverTrouble,
	API_ROWS.unexpectedStatus,
];

/** What came of an upload, in words about a file. */
export function aboutFile(thrown: unknown): Error {
	if (!(thrown instanceof Problem) || !REFUSALS.includes(thrown.row)) return asIs(thrown);
	return new Problem(API_ROWS.fileRefused, { ...thrown.details, billed: 'no' });
}
