import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';
import { SegmindApi } from '../../credentials/SegmindApi.credentials';

/** What a person enters in the credential. */
export interface SegmindCredential {
	apiKey: string;
	baseUrl: string;
	uploadUrl: string;
}

type Options = IHttpRequestOptions | IRequestOptionsSimplified;

/**
 * The part of n8n that holds credentials is its server, not its engine. This one holds a single
 * credential and applies the `authenticate` of the real credential class to requests.
 */
export class OneCredential extends ICredentialsHelper {
	/** How often n8n would have had to decrypt. */
	decryptions = 0;

	constructor(private readonly data: SegmindCredential) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: Options,
	): Promise<IHttpRequestOptions> {
		const own = options as IHttpRequestOptions;
		return await new SegmindApi().authenticate(credentials, own);
	}

	async preAuthentication(): Promise<ICredentialDataDecryptedObject | undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<ICredentialDataDecryptedObject | undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not needed here');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.decryptions += 1;
		return { ...this.data };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(): [] {
		return [];
	}
}
