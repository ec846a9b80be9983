import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { SegmindApi } from '../../credentials/SegmindApi.credentials';

/** What a person enters in the credential. */
export interface SegmindCredential {
	apiKey: string;
	baseUrl: string;
	uploadUrl: string;
}

/**
 * The part of n8n that holds credentials is its server, not its engine. This one holds a single
 * credential, applies the `authenticate` of the real credential class to requests, and has what the
 * engine asks of an `ICredentialsHelper`.
 */
export class OneCredential {
	/** How often n8n would have had to decrypt. */
	decryptions = 0;

	constructor(private readonly data: SegmindCredential) {}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.decryptions += 1;
		return { ...this.data };
	}

	readonly authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	) => await new SegmindApi().authenticate(credentials, options);

	readonly preAuthentication = async () => undefined;

	readonly runPreAuthentication = async () => undefined;

	readonly isCredentialUsableByNode = () => true;

	readonly getParentTypes = () => [];

	readonly getCredentialsProperties = () => [];
}
