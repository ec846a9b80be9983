import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IExecuteFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import type { Closing } from '../core/clock';
import type { Semaphore } from '../core/semaphore';
import type { Admission } from './admission';
import { endpoints, httpUrl, type Upload } from './endpoints';
import { parseJson } from '../core/json';
import { errorFor } from '../errors/classify';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { apiTextOf } from '../errors/presentable';
import { Problem } from '../errors/problem';

/** The credential, decrypted once a run. */
export interface Credential {
	/** As n8n's HTTP helper wants it, so that it need not decrypt again for every request. */
	readonly decrypted: ICredentialsDecrypted;
	readonly base: string;
	readonly uploadBase: string;
	/** As it is sent; only ever used to strike it out of texts. */
	readonly key: string;
}

/** What the requests of one run of the node share. */
export interface HttpContext {
	readonly ctx: IExecuteFunctions;
	readonly credential: Credential;
	/** The Stop of the execution. */
	readonly signal: AbortSignal | undefined;
	readonly admission: Admission;
	/** Closed when nothing new is to be submitted: wakes all that wait for their turn. */
	readonly closing: Closing;
}

/** Files that were uploaded before in this execution, by their identity. */
export interface UploadStore {
	uploaded(identity: string): Upload | undefined;
	rememberUpload(identity: string, upload: Upload): void;
}

/** What the files of one run of the node share. */
export interface FilesContext extends HttpContext {
	readonly ledger: UploadStore;
	/** Uploads on their way, by identity: each distinct file goes up once. */
	readonly uploads: Map<string, Promise<Upload>>;
	/** Bounds on what holds bytes: memory depends on these, not on the number of items. */
	readonly semaphores: { readonly upload: Semaphore; readonly download: Semaphore };
}

/** Whether the node runs as a tool of an agent: n8n gives it a type of its own then. */
export const isToolType = (type: string): boolean => type.endsWith('Tool');

/** What comes along when a key is copied. The first that holds is told. */
const BESIDES_KEY: ReadonlyArray<readonly [RegExp, string]> = [
	[/^\s*(?:undefined|null|NaN)?\s*$/, 'no key'],
	[/^\W*(?:authorization|x-api-key|api[ _-]?key|bearer)["'\s:=]/i, 'a name in front of the key'],
	[/["'`\u00ab\u00bb\u2018-\u201f\u2039\u203a]/, 'quotation marks'],
	[/[\n\r\u2028\u2029]/, 'a line break'],
	[/[ \t\u00a0]/, 'a blank'],
	[/[^\x21-\x7e]/, 'a sign that no key has; it may be one that is not seen'],
];

/**
 * What the entered key holds besides the key, in words, without the key. n8n takes some signs out
 * before it sends a header and keeps others, so that a key with any of them is sent to nobody.
 */
export const besidesKey = (entered: unknown): string | undefined => {
	const text = String(entered ?? '');
	return BESIDES_KEY.find(([pattern]) => pattern.test(text))?.[1];
};

const text = (data: ICredentialDataDecryptedObject, name: string, fallback: string): string => {
	const value = data[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
};

/** The URL of a credential that is none, with its label. */
const noUrlIn = (base: unknown, uploadBase: unknown) =>
	[['Base URL', base] as const, ['Upload URL', uploadBase] as const].find(
		([, url]) => httpUrl(url) === undefined,
	);

/** @throws Problem when a URL or the key of the credential is not valid */
export function checkCredential({ base, uploadBase, key }: Credential): void {
	const [label, url] = noUrlIn(base, uploadBase) ?? [];
	if (label !== undefined) {
		const detail = `'${label}' holds '${String(url).slice(0, 200)}'.`;
		throw new Problem(INPUT_ERRORS.credentialUrlInvalid, { detail });
	}
	const found = besidesKey(key);
	if (found !== undefined) {
		throw new Problem(INPUT_ERRORS.credentialKeyInvalid, { detail: `It holds ${found}.` });
	}
}

/** @throws n8n's own error when the node has no credential */
export async function openCredential(ctx: IExecuteFunctions): Promise<Credential> {
	const data = await ctx.getCredentials('segmindApi');
	return {
		decrypted: { id: '', name: 'Segmind API', type: 'segmindApi', data },
		base: text(data, 'baseUrl', 'https://api.segmind.com'),
		uploadBase: text(data, 'uploadUrl', 'https://workflows-api.segmind.com'),
		key: String(data.apiKey ?? '').trim(),
	};
}

const TIMEOUT_MS = 30_000;

const refused = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

interface FullResponse {
	statusCode: number;
	body: unknown;
}

function verdictOf({ statusCode, body }: FullResponse): INodeCredentialTestResult {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const words = apiTextOf(typeof body === 'string' ? parseJson(body) : body, text);
	// an account that never held credits answers 404, yet its key is good
	const works = statusCode < 300 || (statusCode === 404 && words.includes('No credits found'));
	if (works) return { status: 'OK', message: 'The key works' };
	if (statusCode === 404) {
		return refused("'Base URL' leads to no Segmind API. It is usually https://api.segmind.com");
	}
	return refused(`${errorFor('credits', statusCode, words).message} (HTTP ${statusCode})`);
}

/**
 * Tests a credential with the call for the balance, which is free. A request described as data can't
 * do it: n8n then takes the 404 of an account without credits for a wrong key.
 */
export async function testSegmindApi(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { apiKey, baseUrl, uploadUrl } = credential.data ?? {};
	const [label] = noUrlIn(baseUrl, uploadUrl) ?? [];
	if (label !== undefined) {
		return refused(`'${label}' must start with https:// (or http:// for a local test)`);
	}
	const found = besidesKey(apiKey);
	if (found !== undefined) {
		return refused(`'API Key' holds ${found}. Copy the key alone, and save it again`);
	}
	// n8n gives a credential test nothing else to call with, so the rule against it can't be followed
	const { request } = this.helpers;
	try {
		return verdictOf(
			(await request({
				method: 'GET',
				uri: endpoints.credits(String(baseUrl)),
				headers: { 'x-api-key': String(apiKey), accept: 'application/json' },
				simple: false,
				resolveWithFullResponse: true,
				followRedirect: false,
				timeout: TIMEOUT_MS,
			})) as FullResponse,
		);
	} catch {
		return refused("No connection to Segmind. Check 'Base URL' and the network");
	}
}
