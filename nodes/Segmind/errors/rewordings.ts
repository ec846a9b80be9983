import { API_ERRORS } from './apiErrors';
import { WORKFLOW_ERRORS } from './fileAndWorkflowErrors';
import { speaksOfFile } from './classify';
import { type ErrorDefinition, Problem, toError } from './problem';

/** Where Segmind does not know a model, what is known of the model here says why. */
export function asModelError(
	{ status }: { readonly status?: 'retired' | 'unconfirmed' },
	thrown: unknown,
): Error {
	if (!(thrown instanceof Problem) || thrown.definition !== API_ERRORS.modelUnknown)
		return toError(thrown);
	if (status === 'retired') return new Problem(API_ERRORS.modelRetired, thrown.details);
	if (status !== 'unconfirmed') return thrown;
	const detail = "Segmind's directory of models did not list this one when the node was made.";
	return thrown.with({ detail });
}

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

/** Outcomes after which something else is to be done for a workflow than for a model. */
const FOR_WORKFLOW = new Map<ErrorDefinition, ErrorDefinition>([
	[API_ERRORS.modelUnknown, WORKFLOW_ERRORS.workflowUnknown],
	[API_ERRORS.modelRetired, WORKFLOW_ERRORS.workflowUnknown],
	[API_ERRORS.notPermitted, WORKFLOW_ERRORS.workflowNotPermitted],
	[API_ERRORS.settingsRefused, WORKFLOW_ERRORS.workflowInputRefused],
	[API_ERRORS.jobFailed, WORKFLOW_ERRORS.workflowFailed],
	[API_ERRORS.fileFailed, WORKFLOW_ERRORS.workflowFailed],
	[API_ERRORS.contentRefused, WORKFLOW_ERRORS.workflowFailed],
	[API_ERRORS.noResult, WORKFLOW_ERRORS.workflowNoResult],
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
	const known =
		definition === WORKFLOW_ERRORS.workflowFailed || billed === undefined ? {} : { billed };
	return new Problem(definition, { ...details, ...known });
}

const MAX_SHOWN_URLS = 5;
const MAX_NAME_LENGTH = 40;
const KEPT_OF_LONG_NAME = 12;

/** Where Segmind refuses or ends a job for what was sent. */
const ABOUT_REQUEST: readonly ErrorDefinition[] = [
	API_ERRORS.fileFailed,
	API_ERRORS.settingsRefused,
	WORKFLOW_ERRORS.workflowFailed,
	WORKFLOW_ERRORS.workflowInputRefused,
];

/** Where a job ended without saying that a setting is wrong. */
const UNEXPLAINED: readonly ErrorDefinition[] = [
	API_ERRORS.jobFailed,
	WORKFLOW_ERRORS.workflowFailed,
];

/**
 * A URL as it may be shown: its host and the end of its path. What opens the file can stand in the
 * rest: in the query of a signed URL, in the path of Telegram's.
 */
export function shownUrl(url: string): string {
	if (!URL.canParse(url)) return '…';
	const { origin, pathname, search } = new URL(url);
	const parts = pathname.split('/').filter((part) => part !== '');
	const name = parts.pop() ?? '';
	const short =
		name.length > MAX_NAME_LENGTH
			? `${name.slice(0, KEPT_OF_LONG_NAME)}…${name.slice(-KEPT_OF_LONG_NAME)}`
			: name;
	return `${origin}/${parts.length > 0 ? '…/' : ''}${short}${search === '' ? '' : '?…'}`;
}

/** Texts of a request that are a URL, each once. */
const urlsOfBody = (body: Readonly<Record<string, unknown>>): string[] => [
	...new Set(
		[...JSON.stringify(body).matchAll(/"(https?:\/\/[^"\\]+)"/gi)].map(([, url = '']) => url),
	),
];

const isAboutFile = ({ definition, details: { apiText = '' } }: Problem): boolean =>
	ABOUT_REQUEST.includes(definition) && speaksOfFile(apiText);

/** A model that can't read a file doesn't always say so. */
export const mayBeAboutFile = (problem: Problem): boolean =>
	isAboutFile(problem) || UNEXPLAINED.includes(problem.definition);

const sentencesOn = (urls: readonly string[]): string[] => {
	const shown = urls.slice(0, MAX_SHOWN_URLS).map((url) => `'${shownUrl(url)}'`);
	const more = urls.length > shown.length ? ` and ${urls.length - shown.length} more` : '';
	return urls.length > 0 ? [`Sent as URL: ${shown.join(', ')}${more}.`] : [];
};

const sentencesOnLinks = (fields: ReadonlySet<string>): string[] => {
	if (fields.size === 0) return [];
	const sent = `Sent by a signed link of n8n: ${[...fields].join(', ')}.`;
	return [
		`${sent} Perhaps Segmind could not open n8n, or could not use the file. The link is valid for one hour, and n8n must be reachable from the internet until the job is done. 'Send Files By' under 'Options' has another way.`,
	];
};

/**
 * Names the URLs that were sent where an error may be about one of them.
 * @param body of the request, with the URLs that the user gave
 * @param linked fields of files that Segmind opens at n8n
 */
export function withSentUrls(
	body: Readonly<Record<string, unknown>>,
	thrown: unknown,
	linked: ReadonlySet<string> = new Set(),
): Error {
	if (!(thrown instanceof Problem)) return toError(thrown);
	const { definition, details } = thrown;
	const { apiText = '', detail = '' } = details;
	const isAbout = isAboutFile(thrown);
	const all = isAbout ? urlsOfBody(body) : [];
	if (all.length === 0 && !(isAbout && linked.size > 0)) return thrown;
	const told = [detail, ...sentencesOn(all), ...sentencesOnLinks(linked)].join(' ').trim();
	const words = all.reduce((text, url) => text.split(url).join(shownUrl(url)), apiText);
	// how to send a URL's file in another way is no help for a link
	const isFile = definition === API_ERRORS.fileFailed && all.length === 0;
	const next = isFile && { next: API_ERRORS.jobFailed.next };
	return thrown.with({ apiText: words, detail: told, ...next });
}
