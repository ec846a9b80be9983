import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { parseJson } from '../core/json';
import { errorFor } from '../errors/classify';
import { apiTextOf } from '../errors/presentable';
import { besidesKey } from './credential';
import { endpoints, httpUrl } from './endpoints';

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
	for (const [label, value] of [
		['Base URL', baseUrl],
		['Upload URL', uploadUrl],
	] as const) {
		if (httpUrl(value) === undefined) {
			return refused(`'${label}' must start with https:// (or http:// for a local test)`);
		}
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
