import { API_ROWS } from './apiRows';
import { asIs } from './asIs';
import { INPUT_ROWS } from './inputRows';
import { Problem, type Row } from './problem';

/** Rows that speak of images and models, and what they are for a workflow. */
const ROW_OF = new Map<Row, Row>([
	[API_ROWS.modelUnknown, API_ROWS.workflowUnknown],
	[API_ROWS.modelRetired, API_ROWS.workflowUnknown],
	[API_ROWS.notPermitted, API_ROWS.workflowNotPermitted],
	[API_ROWS.settingsRefused, API_ROWS.workflowInputRefused],
	[API_ROWS.jobFailed, API_ROWS.workflowFailed],
	[API_ROWS.contentRefused, API_ROWS.workflowFailed],
	[API_ROWS.silence, API_ROWS.workflowSilent],
	[API_ROWS.submitUnclear, API_ROWS.workflowUnclear],
	[API_ROWS.emptyAnswer, API_ROWS.workflowUnclear],
	[API_ROWS.unreadableAnswer, API_ROWS.workflowUnclear],
	[API_ROWS.waitedTooLong, API_ROWS.workflowTooLong],
	[API_ROWS.recordExpired, API_ROWS.workflowRecordGone],
	[API_ROWS.noResult, API_ROWS.workflowWithoutOutput],
	[INPUT_ROWS.fieldNameInvalid, INPUT_ROWS.inputNameInvalid],
	[INPUT_ROWS.fieldNameTwice, INPUT_ROWS.inputTwice],
	[INPUT_ROWS.valueOfWrongType, INPUT_ROWS.inputOfWrongType],
	[INPUT_ROWS.bodyNotAnObject, INPUT_ROWS.inputNotAnObject],
	[INPUT_ROWS.fileFieldEmpty, INPUT_ROWS.inputFileMissing],
	[INPUT_ROWS.fileFieldSingle, INPUT_ROWS.inputFileSingle],
]);

/**
 * What came of a workflow, in words about one. Whether a failed one was billed is not known: it may
 * have gone through paid steps before.
 */
export function aboutFlow(thrown: unknown): Error {
	if (!(thrown instanceof Problem)) return asIs(thrown);
	const row = ROW_OF.get(thrown.row);
	if (!row) return thrown;
	const { billed, ...details } = thrown.details;
	const known = row === API_ROWS.workflowFailed || billed === undefined ? {} : { billed };
	return new Problem(row, { ...details, ...known });
}
