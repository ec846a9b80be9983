import { JOB_IS_EMPTY } from './howToGoOn';
import { defineError } from './problem';

/** What can come of a PixelFlow and asks for other steps than the same of a model. */
export const WORKFLOW_ERRORS = {
	workflowUnknown: defineError(
		'Segmind has no PixelFlow with this name',
		'Copy the slug or the ID from the page of the PixelFlow at Segmind, and check that it is published.',
		'no',
		'configuration-invalid',
	),
	workflowNotPermitted: defineError(
		'The account behind the credential may not run this PixelFlow',
		'Use the key of the team that the PixelFlow belongs to, or have it published.',
		'no',
		'configuration-invalid',
	),
	workflowInputRefused: defineError(
		"Segmind refused an input of the PixelFlow. Check 'Inputs' and 'Files'",
		'Names must be those of the inputs of the PixelFlow, as its page at Segmind shows them.',
		'no',
		'configuration-invalid',
	),
	workflowNoResult: defineError(
		'The PixelFlow completed without an output',
		`It must have an output. ${JOB_IS_EMPTY}`,
		'yes',
	),
	workflowFailed: defineError(
		'Segmind could not finish the PixelFlow. Check its inputs',
		"Segmind's own words say why. Steps that were done before may have been billed; the next run starts from the beginning.",
		'maybe',
	),
} as const;
