import type { WorkflowFile } from '../lib/workflowTypes';
import { pause } from '../lib/wait';
import { code, flow, fromUrl, numbered, ofItem, segmind, start, webhook } from './flow';
import { call, gallery, inN8n, itemsOf, stage, startedBy, succeeded, whileActive } from './stage';

const jobs = () => stage.sandbox.jobs.length;

/** A picture that is stored anew with every run, as the upload of a form is. */
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const photo = () =>
	code(
		'Items',
		`const data = await this.helpers.prepareBinaryData(Buffer.from('${PNG}', 'base64'), 'photo.png', 'image/png');
return [{ json: { n: 0 }, binary: { data } }];`,
	);

inN8n('run again by hand in n8n %s', () => {
	/** What "Execute workflow" does. */
	const execute = async (id: string) => {
		const { rest } = stage.n8n;
		return await rest.finished(await rest.runManually(id, 'Start'));
	};

	const executeAndStop = async (id: string, polls: number) => {
		const { rest } = stage.n8n;
		const before = stage.sandbox.requests.length;
		const execution = await rest.runManually(id, 'Start');
		const polled = () =>
			stage.sandbox.requests.slice(before).filter(({ step }) => step === 'status').length;
		while (polled() < polls) await pause(50);
		await rest.stopExecution(execution);
		await rest.finished(execution);
		await pause(500);
	};

	const hintsOf = (execution: Awaited<ReturnType<typeof execute>>) =>
		JSON.stringify(execution.runData.Edit?.at(-1));

	test.each<[string, () => WorkflowFile]>([
		[
			'three URLs',
			() =>
				flow('Stop URLs', [
					start(),
					numbered(3),
					segmind('Edit', { ...ofItem, ...fromUrl(gallery()) }),
				]),
		],
		[
			'a photo that is uploaded anew',
			() => flow('Stop photo', [start(), photo(), segmind('Edit', ofItem)]),
		],
	])('Stop, then Execute: %s', async (_name, fileOf) => {
		stage.sandbox.setFaults([{ step: 'status', kind: 'unknown-state' }]);
		const id = await stage.add(fileOf());
		await executeAndStop(id, 3);
		const submitted = jobs();
		expect(submitted).toBeGreaterThan(0);
		stage.sandbox.setFaults([]);
		const again = await execute(id);
		expect(again.status).toBe('success');
		expect(itemsOf(again, 'Edit')).toHaveLength(submitted);
		expect(jobs()).toBe(submitted);
		expect(hintsOf(again)).toMatch(/taken over from the run that was stopped at \d\d:\d\d/);
		await execute(id);
		expect(jobs()).toBe(2 * submitted);
	});

	test('a failure, mended, then Execute', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: '400', promptIncludes: 'item 2.' }]);
		const work = segmind('Edit', { ...ofItem, ...fromUrl(gallery()), options: { concurrency: 1 } });
		const id = await stage.add(flow('Mended', [start(), numbered(3), work]));
		expect((await execute(id)).status).toBe('error');
		stage.sandbox.setFaults([]);
		const again = await execute(id);
		expect(again.status).toBe('success');
		expect(itemsOf(again, 'Edit')).toHaveLength(3);
		expect(jobs()).toBe(3);
		expect(hintsOf(again)).toContain('2 images were taken over from the run that failed at');
	});

	test('two equal items of which one came out', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: 'never', nth: 2 }]);
		const parameters = {
			prompt: 'the same',
			...fromUrl(gallery()),
			options: { maxWaitSeconds: 10 },
		};
		const work = segmind('Edit', parameters, { onError: 'continueRegularOutput' });
		const id = await stage.add(flow('Equal', [start(), numbered(2), work]));
		expect(itemsOf(await execute(id), 'Edit').filter(({ json }) => json.error)).toHaveLength(1);
		await execute(id);
		expect(jobs()).toBe(3);
	});

	test('production beside it pays for its own', async () => {
		stage.sandbox.setFaults([{ step: 'status', kind: 'unknown-state' }]);
		const work = segmind('Edit', { prompt: 'the same', ...fromUrl(gallery()) });
		const file = flow(
			'Beside',
			[start(), webhook('beside'), work],
			[
				['Start', 'Edit'],
				['Webhook', 'Edit'],
			],
		);
		await whileActive(file, async (id) => {
			await executeAndStop(id, 2);
			expect(jobs()).toBe(1);
			stage.sandbox.setFaults([]);
			succeeded(await startedBy(id, async () => await call('beside')));
			expect(jobs()).toBe(2);
			expect(itemsOf(await execute(id), 'Edit')).toHaveLength(1);
			expect(jobs()).toBe(2);
		});
	});

	test.each([
		['continueRegularOutput', 0],
		['continueErrorOutput', 1],
	] as const)('one of three items fails with %s: its columns', async (onError, output) => {
		stage.sandbox.setFaults([{ step: 'submit', kind: 'failed', promptIncludes: 'item 1.' }]);
		const work = segmind('Edit', { ...ofItem, ...fromUrl(gallery()) }, { onError });
		const ended = await execute(await stage.add(flow('Columns', [start(), numbered(3), work])));
		const rows = itemsOf(ended, 'Edit', output);
		const row = rows.find(({ json }) => json.error)?.json ?? {};
		expect(rows).toHaveLength(output === 1 ? 1 : 3);
		expect(row.error).toMatch(/could not finish this job.*\[item 1\]$/);
		const failed = stage.sandbox.jobs.filter(({ body }) => body.prompt === 'item 1.').at(-1);
		expect(row.message).toContain(failed?.id);
		const others = output === 1 ? ['n'] : Object.keys(itemsOf(ended, 'Edit')[0]?.json ?? {});
		expect(Object.keys(row).sort()).toEqual([...others, 'error', 'message'].sort());
		expect(hintsOf(ended)).toContain('1 of 3 items failed: row 2 (');
	});
});
