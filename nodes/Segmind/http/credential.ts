import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IExecuteFunctions,
} from 'n8n-workflow';

import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { httpUrl } from './endpoints';

/** The credential, decrypted once a run. */
export interface Credential {
	/** As n8n's HTTP helper wants it, so that it need not decrypt again for every request. */
	readonly decrypted: ICredentialsDecrypted;
	readonly base: string;
	readonly uploadBase: string;
	/** Only ever used to strike it out of texts. */
	readonly key: string;
}

const text = (data: ICredentialDataDecryptedObject, name: string, fallback: string): string => {
	const value = data[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
};

/** @throws Problem when a URL of the credential is not valid */
export function checkCredential({ base, uploadBase }: Credential): void {
	for (const [label, url] of [
		['Base URL', base],
		['Upload URL', uploadBase],
	] as const) {
		if (httpUrl(url) !== undefined) continue;
		const detail = `'${label}' holds '${url.slice(0, 200)}'.`;
		throw new Problem(INPUT_ERRORS.credentialUrlInvalid, { detail });
	}
}

/** @throws n8n's own error when the node has no credential */
export async function openCredential(ctx: IExecuteFunctions): Promise<Credential> {
	const data = await ctx.getCredentials('segmindApi');
	return {
		decrypted: { id: '', name: 'Segmind API', type: 'segmindApi', data },
		base: text(data, 'baseUrl', 'https://api.segmind.com'),
		uploadBase: text(data, 'uploadUrl', 'https://workflows-api.segmind.com'),
		key: text(data, 'apiKey', ''),
	};
}
