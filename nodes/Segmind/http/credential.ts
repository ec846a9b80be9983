import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { Credential } from './context';
import { httpUrl } from './endpoints';

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

/** @throws Problem when a URL or the key of the credential is not valid */
export function checkCredential({ base, uploadBase, key }: Credential): void {
	for (const [label, url] of [
		['Base URL', base],
		['Upload URL', uploadBase],
	] as const) {
		if (httpUrl(url) !== undefined) continue;
		const detail = `'${label}' holds '${url.slice(0, 200)}'.`;
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
