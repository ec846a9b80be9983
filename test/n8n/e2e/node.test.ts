import { pause } from '../lib/wait';
import { flow, fromUrl, node, numbered, ofItem, segmind, SEGMIND, start } from './flow';
import { credentialData, gallery, inN8n, itemsOf, runs, stage } from './stage';

const billed = () => stage.sandbox.jobs.filter(({ billedUsd }) => billedUsd > 0).length;

inN8n('the node in n8n %s', () => {
	const test1 = async (data: Record<string, unknown>) => {
		const { rest } = stage.n8n;
		const { id } = await rest.createCredential('segmindApi', 'Another', data);
		return await rest.testCredential(id);
	};

	test('the credential is tested: a good key, a wrong one, a wrong address', async () => {
		expect((await test1(credentialData(stage.sandbox))).status).toBe('OK');
		const wrong = await test1(credentialData(stage.sandbox, 'SG_ffffffffffffffff'));
		expect(wrong.status).toBe('Error');
		expect(wrong.message).toContain("Check 'API Key' in the credential");
		const nowhere = await test1({
			...credentialData(stage.sandbox),
			baseUrl: 'http://127.0.0.1:9',
		});
		expect(nowhere.message).toContain("Check 'Base URL'");
	});

	test('a job that failed once is submitted again, and its item says so', async () => {
		stage.sandbox.setFaults([
			{ step: 'submit', kind: 'failed', promptIncludes: 'item 1.', times: 1 },
		]);
		const work = segmind('Edit', { ...ofItem, ...fromUrl(gallery()) });
		const execution = await runs(flow('Failed once', [start(), numbered(3), work]));
		expect(itemsOf(execution, 'Edit').map(({ json }) => json.attempts)).toEqual([1, 2, 1]);
		expect(stage.sandbox.jobs).toHaveLength(4);
		expect(billed()).toBe(3);
	});

	test('Retry On Fail pays for each image once', async () => {
		stage.sandbox.setFaults([
			{ step: 'download', kind: '404', promptIncludes: 'item 2.', times: 1 },
		]);
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
		const work = segmind('Edit', { ...ofItem, ...fromUrl(gallery()) }, retry);
		const execution = await runs(flow('Retry On Fail', [start(), numbered(10), work]));
		expect(itemsOf(execution, 'Edit')).toHaveLength(10);
		expect(billed()).toBe(10);
	});

	test('Stop ends a wait at once, and no request leaves after it', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: 'never' }]);
		const { rest } = stage.n8n;
		// the sandbox gives the same IDs after each reset, so earlier tests have logged them too
		const before = (await stage.n8n.log()).length;
		const work = segmind('Edit', { ...ofItem, ...fromUrl(gallery()) });
		const id = await stage.add(flow('Stop', [start(), numbered(3), work]));
		const execution = await rest.runManually(id, 'Start');
		while (stage.sandbox.requests.filter(({ step }) => step === 'status').length < 3) {
			await pause(50);
		}
		const stoppedAtMs = Date.now();
		await rest.stopExecution(execution);
		const ended = await rest.finished(execution);
		expect(ended.status).toBe('canceled');
		expect(Date.now() - stoppedAtMs).toBeLessThan(2000);
		const sent = stage.sandbox.requests.length;
		await pause(3000);
		expect(stage.sandbox.requests).toHaveLength(sent);
		const { customData } = await rest.call<{ customData: Record<string, string> }>(
			'GET',
			`/executions/${execution}`,
		);
		const ids = stage.sandbox.jobs.map(({ id }) => id).sort();
		expect(Object.values(customData).join(' ').split(' ').sort()).toEqual(ids);
		const log = (await stage.n8n.log()).slice(before);
		for (const id of ids) expect(log.match(new RegExp(id, 'g'))).toHaveLength(2);
	});

	test('submits now and fetches later', async () => {
		const parameters = {
			options: { waitForCompletion: false },
			...ofItem,
			...fromUrl(gallery()),
		};
		const fetchIt = { resource: 'request', operation: 'get', requestId: '={{ $json.requestId }}' };
		const file = flow('Later', [
			start(),
			numbered(4),
			segmind('Submit', parameters),
			node('Fetch', SEGMIND, 1, fetchIt),
		]);
		const execution = await runs(file);
		const fetched = itemsOf(execution, 'Fetch');
		expect(fetched.map(({ json }) => json.requestId)).toEqual(
			itemsOf(execution, 'Submit').map(({ json }) => json.requestId),
		);
		expect(fetched.every(({ binary }) => binary?.data?.mimeType === 'image/jpeg')).toBe(true);
		expect(billed()).toBe(4);
	});
});
