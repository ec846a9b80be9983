import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { searchModels } from '../../../nodes/Segmind/models/searchModels';

describe('the address', () => {
	async function asked(baseUrl: unknown): Promise<{ url: string; headers: object }> {
		const calls: Array<{ url: string; headers: object }> = [];
		const ctx = {
			getCredentials: async () => {
				if (baseUrl === undefined) throw new Error('no credential');
				return { baseUrl, apiKey: 'SG_0123456789abcdef' };
			},
			getNode: () => ({ name: 'Segmind' }),
			getNodeParameter: () => '',
			helpers: {
				httpRequest: async (options: { url: string; headers: object }) => {
					calls.push(options);
					return await Promise.reject(new Error('offline'));
				},
			},
		} as unknown as ILoadOptionsFunctions;
		await expect(searchModels.call(ctx)).rejects.toThrow("can't be reached");
		return calls.at(-1) ?? { url: '', headers: {} };
	}

	it.each([
		['https://api.segmind.com', 'https://www.segmind.com'],
		['https://API.segmind.com/', 'https://www.segmind.com'],
		['', 'https://www.segmind.com'],
		[undefined, 'https://www.segmind.com'],
		['http://127.0.0.1:7000/', 'http://127.0.0.1:7000'],
	])('with the base URL %j is at %s, and the key stays here', async (baseUrl, host) => {
		const { url, headers } = await asked(baseUrl);
		expect(url).toBe(`${host}/llms.txt`);
		expect(JSON.stringify(headers)).not.toContain('SG_');
	});
});
