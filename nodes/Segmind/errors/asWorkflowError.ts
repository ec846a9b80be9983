import { API_ERRORS } from './apiErrors';
import { toError } from './toError';
import { Problem, type ErrorDefinition } from './problem';

/** Outcomes after which something else is to be done for a workflow than for a model. */
const FOR_WORKFLOW = new Map<ErrorDefinition, ErrorDefinition>([
	[API_ERRORS.modelUnknown, API_ERRORS.workflowUnknown],
	[API_ERRORS.modelRetired, API_ERRORS.workflowUnknown],
	[API_ERRORS.notPermitted, API_ERRORS.workflowNotPermitted],
	[API_ERRORS.settingsRefused, API_ERRORS.workflowInputRefused],
	[API_ERRORS.jobFailed, API_ERRORS.workflowFailed],
	[API_ERRORS.fileFailed, API_ERRORS.workflowFailed],
	[API_ERRORS.contentRefused, API_ERRORS.workflowFailed],
	[API_ERRORS.noResult, API_ERRORS.workflowNoResult],
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
