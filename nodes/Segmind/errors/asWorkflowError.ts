import { API_ERRORS } from './apiErrors';
import { toError } from './toError';
import { INPUT_ERRORS } from './inputErrors';
import { Problem, type ErrorDefinition } from './problem';

/** Errors about images and models, and the same for a workflow. */
const FOR_WORKFLOW = new Map<ErrorDefinition, ErrorDefinition>([
	[API_ERRORS.modelUnknown, API_ERRORS.workflowUnknown],
	[API_ERRORS.modelRetired, API_ERRORS.workflowUnknown],
	[API_ERRORS.notPermitted, API_ERRORS.workflowNotPermitted],
	[API_ERRORS.settingsRefused, API_ERRORS.workflowInputRefused],
	[API_ERRORS.jobFailed, API_ERRORS.workflowFailed],
	[API_ERRORS.contentRefused, API_ERRORS.workflowFailed],
	[API_ERRORS.silence, API_ERRORS.workflowSilent],
	[API_ERRORS.submitUnclear, API_ERRORS.workflowUnclear],
	[API_ERRORS.emptyAnswer, API_ERRORS.workflowUnclear],
	[API_ERRORS.unreadableAnswer, API_ERRORS.workflowUnclear],
	[API_ERRORS.waitedTooLong, API_ERRORS.workflowTooLong],
	[API_ERRORS.recordExpired, API_ERRORS.workflowRecordGone],
	[API_ERRORS.noResult, API_ERRORS.workflowWithoutOutput],
	[INPUT_ERRORS.fieldNameInvalid, INPUT_ERRORS.inputNameInvalid],
	[INPUT_ERRORS.fieldNameTwice, INPUT_ERRORS.inputTwice],
	[INPUT_ERRORS.valueOfWrongType, INPUT_ERRORS.inputOfWrongType],
	[INPUT_ERRORS.bodyNotAnObject, INPUT_ERRORS.inputNotAnObject],
	[INPUT_ERRORS.fileFieldEmpty, INPUT_ERRORS.inputFileMissing],
	[INPUT_ERRORS.fileFieldSingle, INPUT_ERRORS.inputFileSingle],
]);

/**
 * The error of a workflow, in words about one. Whether a failed one was billed is not known: it may
 * have gone through paid steps before.
 */
export function asWorkflowError(thrown: unknown): Error {
	if (!(thrown instanceof Problem)) return toError(thrown);
	const definition = FOR_WORKFLOW.get(thrown.definition);
	if (!definition) return thrown;
	const { billed, ...details } = thrown.details;
	const known = definition === API_ERRORS.workflowFailed || billed === undefined ? {} : { billed };
	return new Problem(definition, { ...details, ...known });
}
