import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class SegmindApi implements ICredentialType {
	name = 'segmindApi';

	displayName = 'Segmind API';

	icon: Icon = { light: 'file:segmind.svg', dark: 'file:segmind.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-segmind/n8n-nodes-segmind#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Create a key at <a href="https://platform.segmind.com/api-keys" target="_blank">platform.segmind.com/api-keys</a>',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.segmind.com',
			description: 'Where jobs are submitted. The key is sent there.',
			hint: 'Leave as it is, unless Segmind gave you another one',
		},
		{
			displayName: 'Upload URL',
			name: 'uploadUrl',
			type: 'string',
			default: 'https://workflows-api.segmind.com',
			description: 'Where files are uploaded. The key is sent there.',
			hint: 'Leave as it is, unless Segmind gave you another one',
		},
	];

	/**
	 * A function, although an expression would do: n8n 2.41 can't evaluate a credential's expressions
	 * in a workflow with combined binary mode ("Node … hasn't been executed"; its own HTTP Request
	 * node fails the same way).
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		// blanks at its ends are no part of it; what else it may hold, the node refuses before it calls
		const key = String(credentials.apiKey ?? '').trim();
		return { ...options, headers: { ...options.headers, 'x-api-key': key } };
	}
}
