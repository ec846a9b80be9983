import { FILE_ERRORS } from './fileErrors';
import { WORKFLOW_ERRORS } from './workflowErrors';
import type { Billed, Cause, ErrorDefinition } from './problem';

const row = (message: string, next: string, billed: Billed, cause?: Cause): ErrorDefinition => ({
	message,
	next,
	billed,
	...(cause && { cause }),
});

/** What Segmind or the network can answer. The one table of outcomes; the documentation is printed from it. */
export const API_ERRORS = {
	settingsRefused: row(
		"Segmind refused a setting. Check the fields below 'Model'",
		'Change the setting that is named here and run the item again.',
		'no',
		'configuration-invalid',
	),
	keyMissing: row(
		"The API key did not reach Segmind. Check 'Base URL' and 'Upload URL' in the credential",
		'A proxy or a redirect between n8n and Segmind can drop the key. The URL must be the one that answers directly.',
		'no',
		'credential-invalid',
	),
	keyInvalid: row(
		"Segmind does not accept the API key. Check 'API Key' in the credential",
		'Make a new key at https://platform.segmind.com/api-keys and enter it in the credential.',
		'no',
		'credential-invalid',
	),
	creditsUsedUp: row(
		'The Segmind account behind the credential has too few credits',
		'Add credits to the account, then run the item again.',
		'no',
		'quota-exhausted',
	),
	spendLimit: row(
		'The Segmind team behind the credential has reached its spending limit',
		'Raise the limit in the console of Segmind, or use the key of another team.',
		'no',
		'quota-exhausted',
	),
	notPermitted: row(
		"The account behind the credential may not use the model chosen in 'Model'",
		'Choose another model, or ask Segmind to enable this one for the team.',
		'no',
		'configuration-invalid',
	),
	modelUnknown: row(
		"Segmind has no model under the name chosen in 'Model'",
		"Choose another model. If 'Base URL' in the credential was changed, check that too.",
		'no',
		'configuration-invalid',
	),
	modelRetired: row(
		"The model chosen in 'Model' is retired: Segmind no longer offers it",
		'Choose another model.',
		'no',
		'configuration-invalid',
	),
	recordExpired: row(
		'Segmind no longer keeps the record of this job',
		'Records are kept for one hour. The file itself may still be listed in the console of Segmind, under its request ID.',
		'maybe',
	),
	requestNotFound: row(
		"Segmind has no job under what 'Request ID' holds",
		'The ID may be mistyped, its record may have expired (after one hour), or it belongs to another account than the credential.',
		'maybe',
	),
	wrongAddress: row(
		"'Base URL' in the credential does not take this request",
		'Set it to https://api.segmind.com unless Segmind told you otherwise.',
		'no',
		'configuration-invalid',
	),
	wrongUploadAddress: row(
		"'Upload URL' in the credential does not take files",
		'Set it to https://workflows-api.segmind.com unless Segmind told you otherwise.',
		'no',
		'configuration-invalid',
	),
	wrongContentType: row(
		'Segmind did not accept the format of the request',
		'A proxy between n8n and Segmind may have changed the request. If not, please report it to the authors of this node.',
		'no',
	),
	jobFailed: row(
		"Segmind could not finish this job. Check the fields below 'Model'",
		"Segmind's own words say why. Unfinished jobs are not billed.",
		'no',
	),
	contentRefused: row(
		'The model declined what the prompt or the images ask for',
		"Reword the prompt or use another image. 'Moderation' under 'Additional Fields' can be set to 'Low' where the model has it.",
		'no',
	),
	rateLimited: row(
		'Segmind takes no more requests from this account for now',
		"Run the item later, or lower 'Parallel Jobs' under 'Options'. The plan of the account sets the limit.",
		'no',
		'rate-limited',
	),
	serverTrouble: row(
		'Segmind could not handle the request',
		'This often means that one of the settings does not suit the model. Check them, then run the item again.',
		'no',
		'temporarily-unavailable',
	),
	unavailable: row(
		'Segmind is not available at the moment',
		'Run the item again in a few minutes. https://status.segmind.com tells more.',
		'no',
		'temporarily-unavailable',
	),
	unreachable: row(
		"No connection to Segmind. Check 'Base URL' and 'Upload URL' in the credential and the network",
		'Nothing was sent. Check that the machine that runs n8n can open the URL.',
		'no',
		'temporarily-unavailable',
	),
	silence: row(
		'No answer came after the job was submitted',
		"It may have arrived, so it was not submitted again. Look in the console of Segmind before you run this item again. 'Repeat Unconfirmed' under 'Options' submits it again.",
		'maybe',
		'temporarily-unavailable',
	),
	submitUnclear: row(
		"Segmind's answer does not say whether the job was started",
		"It was not submitted again. Look in the console of Segmind before you run this item again. 'Repeat Unconfirmed' under 'Options' submits it again.",
		'maybe',
		'temporarily-unavailable',
	),
	unconfirmedBefore: row(
		'An earlier submission of this item was never confirmed',
		"It was not submitted again. Look in the console of Segmind. To submit it again, turn on 'Repeat Unconfirmed' under 'Options'. To get the other items without this one, set 'On Error' in the settings of the node to Continue.",
		'maybe',
	),
	notSentInTime: row(
		"The job was not submitted: its turn did not come within 'Maximum Wait (Seconds)'",
		"Nothing was sent. Raise 'Maximum Wait (Seconds)' under 'Options', or work on fewer or smaller files at a time.",
		'no',
		'temporarily-unavailable',
	),
	connectionLost: row(
		'The connection to Segmind broke off',
		'Run the item again. A job that was submitted already is picked up, not submitted again.',
		'maybe',
		'temporarily-unavailable',
	),
	directAnswerLost: row(
		'The connection broke off before the whole result had arrived',
		"In 'Direct' mode a result can't be fetched a second time. Look for it in the console of Segmind. 'Repeat Unconfirmed' under 'Options' submits the item again.",
		'yes',
		'temporarily-unavailable',
	),
	uploadLost: row(
		'A file of this item could not be handed to Segmind',
		'Run the item again. Uploads are free of charge.',
		'no',
		'temporarily-unavailable',
	),
	waitedTooLong: row(
		"The result was not ready within 'Maximum Wait (Seconds)'",
		"It may still be finished and billed. Fetch it by its request ID within the hour, or raise 'Maximum Wait (Seconds)' under 'Options'.",
		'maybe',
	),
	notAnImage: row(
		'What Segmind delivered is not an image',
		'Segmind keeps the file for seven days; its URL and the request ID are given here.',
		'yes',
	),
	notTheFile: row(
		'What Segmind delivered is not the file that it announced',
		'Segmind keeps the file for seven days; its URL and the request ID are given here.',
		'yes',
	),
	arrivedIncomplete: row(
		'The file arrived incomplete, again and again',
		'Segmind keeps the file for seven days; its URL and the request ID are given here.',
		'yes',
		'temporarily-unavailable',
	),
	fileGone: row(
		'The file of the finished job is not at its URL',
		'Segmind keeps files for seven days. The request ID finds the job in the console of Segmind.',
		'yes',
	),
	emptyAnswer: row(
		"Segmind's answer was empty",
		'Look in the console of Segmind whether the job was done before you run this item again.',
		'maybe',
	),
	unreadableAnswer: row(
		"Segmind's answer could not be read",
		'Look in the console of Segmind whether the job was done before you run this item again.',
		'maybe',
	),
	noResult: row(
		'Segmind reports the job as finished, but names no result',
		'The request ID finds the job in the console of Segmind.',
		'yes',
	),
	redirected: row(
		"The URL in the credential leads elsewhere. Check 'Base URL' and 'Upload URL'",
		'The request was not followed, because the API key goes to the hosts of the credential only.',
		'no',
		'configuration-invalid',
	),
	uploadUnclear: row(
		'Segmind took a file of this item, but did not say where it keeps it',
		'Run the item again. Uploads are free of charge.',
		'no',
	),
	fileRefused: row(
		'Segmind did not take the file',
		'It is meant for images, video and audio. Its own words may say what is wrong with this file; it may also be too large.',
		'no',
	),
	unexpectedStatus: row(
		'Segmind answered in a way that this node does not know',
		"Segmind's own words may say why.",
		'maybe',
	),
	stopped: row(
		'The execution was stopped',
		'Jobs that were submitted already go on at Segmind and are billed; there is no way to take them back. Their request IDs are given here.',
		'maybe',
	),
	overBudget: row(
		"This item was not submitted: it does not fit into 'Maximum Cost (USD)'",
		"Raise 'Maximum Cost (USD)' under 'Options', or run the item again later.",
		'no',
		'quota-exhausted',
	),
	balanceTooLow: row(
		"Nothing was submitted: the balance is below 'Minimum Balance (USD)'",
		"Add credits to the account, or lower 'Minimum Balance (USD)' under 'Options'.",
		'no',
		'quota-exhausted',
	),
	notStarted: row(
		'This item was not submitted, because another item of the run could not be completed',
		"Set 'On Error' in the settings of the node to Continue to let the other items go on.",
		'no',
	),
	...FILE_ERRORS,
	...WORKFLOW_ERRORS,
} as const;
