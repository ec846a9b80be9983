import { defineError, JOB_IS_EMPTY, JOB_IS_KEPT, WITHOUT_THIS } from './problem';

/** What Segmind or the network can answer. The one table of outcomes; the documentation is printed from it. */
export const API_ERRORS = {
	settingsRefused: defineError(
		"Segmind refused a setting. Check the fields below 'Model'",
		'Change the setting that is named here and run the item again.',
		'no',
		'configuration-invalid',
	),
	keyMissing: defineError(
		"The API key did not reach Segmind. Check 'Base URL' and 'Upload URL' in the credential",
		'A proxy or a redirect between n8n and Segmind can drop the key. Enter the URL that answers directly.',
		'no',
		'credential-invalid',
	),
	keyInvalid: defineError(
		"Segmind does not accept the API key. Check 'API Key' in the credential",
		'Make a new key at https://platform.segmind.com/api-keys and enter it in the credential.',
		'no',
		'credential-invalid',
	),
	creditsUsedUp: defineError(
		'The Segmind account behind the credential has too few credits',
		'Add credits to the account, then run the item again.',
		'no',
		'quota-exhausted',
	),
	spendLimit: defineError(
		'The Segmind team behind the credential has reached its spending limit',
		'Raise the limit in the Segmind console, or use the key of another team.',
		'no',
		'quota-exhausted',
	),
	notPermitted: defineError(
		"The account behind the credential may not use the model chosen in 'Model'",
		'Choose another model, or ask Segmind to enable this one for the team.',
		'no',
		'configuration-invalid',
	),
	modelUnknown: defineError(
		"Segmind has no such model. Check 'Model'",
		"Choose another model. If 'Base URL' in the credential was changed, check that too.",
		'no',
		'configuration-invalid',
	),
	modelRetired: defineError(
		"The model chosen in 'Model' is retired: Segmind no longer offers it",
		'Choose another model.',
		'no',
		'configuration-invalid',
	),
	recordExpired: defineError(
		'Segmind no longer keeps the record of this job',
		'Records are kept for one hour. The job may still be listed in the Segmind console, under its request ID.',
		'maybe',
	),
	requestNotFound: defineError(
		"Segmind has no job with this 'Request ID'",
		'The ID may be mistyped, its record may have expired (after one hour), or it belongs to another account than the credential.',
		'maybe',
	),
	wrongBaseUrl: defineError(
		"'Base URL' in the credential is not the URL of Segmind's API",
		'Set it to https://api.segmind.com unless Segmind told you otherwise.',
		'no',
		'configuration-invalid',
	),
	wrongUploadUrl: defineError(
		"'Upload URL' in the credential is not the URL of Segmind's uploads",
		'Set it to https://workflows-api.segmind.com unless Segmind told you otherwise.',
		'no',
		'configuration-invalid',
	),
	wrongContentType: defineError(
		'Segmind did not accept the format of the request',
		'A proxy between n8n and Segmind may have changed the request. If not, please report it to the authors of this node.',
		'no',
	),
	jobFailed: defineError(
		"Segmind could not finish this job. Check the fields below 'Model'",
		"Segmind's own words say why. Unfinished jobs are not billed.",
		'no',
	),
	fileFailed: defineError(
		"Segmind could not finish this job. Check its files and URLs, and the fields below 'Model'",
		"Segmind's own words say why. Segmind opens each URL itself: without a login, and never in your own network. Fetch such a file with the HTTP Request node and choose 'Input Data Field' as its source. Unfinished jobs are not billed.",
		'no',
	),
	contentRefused: defineError(
		'The model declined what the prompt or the images ask for',
		"Reword the prompt or use another image. 'Moderation' under 'Additional Fields' can be set to 'Low' where the model has it.",
		'no',
	),
	rateLimited: defineError(
		'Segmind is limiting the requests of this account',
		"Run the item again later, or lower 'Parallel Jobs' under 'Options'. The plan of the account sets the limit.",
		'no',
		'rate-limited',
	),
	unavailable: defineError(
		'Segmind is not available at the moment',
		'Run the item again in a few minutes. https://status.segmind.com tells more.',
		'no',
		'temporarily-unavailable',
	),
	unreachable: defineError(
		"No connection to Segmind. Check 'Base URL' and 'Upload URL' in the credential and the network",
		'Nothing was sent. Check that the machine that runs n8n can open the URL.',
		'no',
		'temporarily-unavailable',
	),
	silence: defineError(
		'No answer came after the job was submitted',
		"It may have arrived, so it was not submitted again. Check the Segmind console before you run this item again. 'Repeat Unconfirmed' under 'Options' submits it again.",
		'maybe',
		'temporarily-unavailable',
	),
	submitUnclear: defineError(
		"Segmind's answer does not say whether the job was started",
		"It was not submitted again. Check the Segmind console before you run this item again. 'Repeat Unconfirmed' under 'Options' submits it again.",
		'maybe',
		'temporarily-unavailable',
	),
	unconfirmedBefore: defineError(
		'An earlier submission of this item was never confirmed',
		`It was not submitted again. Check the Segmind console. To submit it again, turn on 'Repeat Unconfirmed' under 'Options'. ${WITHOUT_THIS}`,
		'maybe',
	),
	notSentInTime: defineError(
		"The job was not submitted: its turn did not come within 'Maximum Wait (Seconds)'",
		"Nothing was sent. Raise 'Maximum Wait (Seconds)' under 'Options', or work on fewer or smaller files at a time.",
		'no',
		'temporarily-unavailable',
	),
	connectionLost: defineError(
		'The connection to Segmind broke off',
		JOB_IS_KEPT,
		'maybe',
		'temporarily-unavailable',
	),
	directAnswerLost: defineError(
		'The connection broke off in the middle of the result',
		"In 'Direct' mode a result can't be fetched a second time. Look for it in the Segmind console. 'Repeat Unconfirmed' under 'Options' submits the item again.",
		'yes',
		'temporarily-unavailable',
	),
	uploadLost: defineError(
		'A file of this item could not be uploaded to Segmind',
		'Run the item again. Uploads are free of charge.',
		'no',
		'temporarily-unavailable',
	),
	waitedTooLong: defineError(
		"The result was not ready within 'Maximum Wait (Seconds)'",
		`It may still finish and be billed. ${JOB_IS_KEPT} For the next time raise 'Maximum Wait (Seconds)' under 'Options'.`,
		'maybe',
	),
	notAnImage: defineError(
		'Segmind returned a file that is not an image',
		'Segmind keeps the file for seven days. Its URL and the request ID are given here.',
		'yes',
	),
	notTheFile: defineError(
		'Segmind returned another kind of file than it announced',
		'Segmind keeps the file for seven days. Its URL and the request ID are given here.',
		'yes',
	),
	arrivedIncomplete: defineError(
		'The file could not be downloaded',
		'Segmind keeps the file for seven days. Its URL and the request ID are given here.',
		'yes',
		'temporarily-unavailable',
	),
	fileGone: defineError(
		'The file of the finished job is not at its URL',
		'Segmind keeps files for seven days. Look up the request ID in the Segmind console.',
		'yes',
	),
	emptyAnswer: defineError(
		"Segmind's answer was empty",
		'Check in the Segmind console whether the job finished before you run this item again.',
		'maybe',
	),
	unreadableAnswer: defineError(
		"Segmind's answer could not be read",
		'Check in the Segmind console whether the job finished before you run this item again.',
		'maybe',
	),
	noResult: defineError('The job completed without a result', JOB_IS_EMPTY, 'yes'),
	redirected: defineError(
		"The URL in the credential redirects to another one. Check 'Base URL' and 'Upload URL'",
		'The redirect was not followed: the API key is sent to the hosts of the credential only.',
		'no',
		'configuration-invalid',
	),
	uploadUnclear: defineError(
		'Segmind took a file of this item, but returned no URL for it',
		'Run the item again. Uploads are free of charge.',
		'no',
	),
	fileRefused: defineError(
		'Segmind did not take the file',
		'It is meant for images, video and audio. Its own words may say what is wrong with this file; it may also be too large.',
		'no',
	),
	unexpectedStatus: defineError(
		'Segmind sent an answer that this node does not know',
		"Segmind's own words may say why.",
		'maybe',
	),
	stopped: defineError(
		'The execution was stopped',
		'Submitted jobs go on at Segmind and are billed: Segmind has no way to cancel them. In the editor, executing this node again hands out what they make. Their request IDs are given here.',
		'maybe',
	),
	overBudget: defineError(
		"This item was not submitted: it does not fit into 'Maximum Cost (USD)'",
		"Raise 'Maximum Cost (USD)' under 'Options', or run the item again later.",
		'no',
		'quota-exhausted',
	),
	balanceTooLow: defineError(
		"Nothing was submitted: the balance is below 'Minimum Balance (USD)'",
		"Add credits to the account, or lower 'Minimum Balance (USD)' under 'Options'.",
		'no',
		'quota-exhausted',
	),
	notStarted: defineError(
		'This item was skipped, because another item could not be completed',
		"Set 'On Error' in the settings of the node to 'Continue' to let the other items go on.",
		'no',
	),
	directoryUnread: defineError(
		"Segmind's list of models can't be reached",
		'Try again later.',
		'no',
	),
	documentationUnread: defineError(
		"The documentation of the model chosen in 'Model' can't be read",
		"Check the slug in 'Model', or try again later.",
		'no',
	),
} as const;
