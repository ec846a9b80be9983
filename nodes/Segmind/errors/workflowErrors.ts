import { defineError, type ErrorDefinition } from './problem';

/** What can come of a PixelFlow. */
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
	workflowFailed: defineError(
		'Segmind could not finish the PixelFlow. Check its inputs',
		"Segmind's own words say why. Steps that were done before may have been billed; the next run starts from the beginning.",
		'maybe',
	),
	workflowSilent: defineError(
		'No answer came after the PixelFlow was submitted',
		"It may run and may be billed, so it was not started again. Check the Segmind console before you run this item again. 'Repeat Unconfirmed' under 'Options' starts it again.",
		'maybe',
		'temporarily-unavailable',
	),
	workflowUnclear: defineError(
		"Segmind's answer about the PixelFlow could not be read",
		'Check in the Segmind console whether the PixelFlow runs before you run this item again.',
		'maybe',
	),
	workflowTooLong: defineError(
		"The PixelFlow was not done within 'Maximum Wait (Seconds)'",
		"It goes on at Segmind and may be billed. A retry of this execution waits for the same run of it; for the next time raise 'Maximum Wait (Seconds)' under 'Options'.",
		'maybe',
	),
	workflowRecordGone: defineError(
		'Segmind no longer keeps the record of this run of the PixelFlow',
		'The run may still be listed in the Segmind console, under its request ID.',
		'maybe',
	),
	workflowWithoutOutput: defineError(
		'The PixelFlow completed without an output',
		'Look up the request ID in the Segmind console. Check that the PixelFlow has an output.',
		'yes',
	),
} as const;

const inputRow = (message: string, next: string): ErrorDefinition =>
	defineError(message, next, 'no', 'configuration-invalid');

/** What can be wrong with what the user entered for a PixelFlow. */
export const WORKFLOW_INPUT_ERRORS = {
	workflowInvalid: inputRow(
		'Enter the slug, the ID or the URL of a PixelFlow',
		'Copy it from the page of the PixelFlow at Segmind. If it comes from an expression, check that it has a value for this item.',
	),
	inputNameInvalid: inputRow(
		"'Name' is empty, or can't be the name of an input of the PixelFlow",
		"Enter the name that the PixelFlow has for the input. An unusual one can be given in 'JSON Inputs'.",
	),
	inputTwice: inputRow(
		'An input of the PixelFlow is given twice',
		"Each name may stand once in 'Inputs' or 'JSON Inputs' and 'Files' together. Only files that are sent as a list may repeat a name.",
	),
	inputOfWrongType: inputRow(
		"An entry of 'Inputs' holds a value that does not fit its 'Type'",
		"Change the value or choose another 'Type'. If it comes from an expression, check that it has a value for this item.",
	),
	inputNotAnObject: inputRow(
		"'JSON Inputs' is not one JSON object",
		'It must start with { and end with }, and hold the inputs of the PixelFlow by name.',
	),
	inputFileMissing: inputRow(
		"An entry of 'Files' names no file",
		'Name a field of the incoming item, or a URL. If it comes from an expression, check that it has a value for this item.',
	),
	inputFileSingle: inputRow(
		"'Files' names several files for an input that takes a single one",
		"Set 'Send As' to 'List of URLs' in each entry of that name, or name one file.",
	),
} as const;
