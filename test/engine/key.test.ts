import { BASIC_FAULT_KINDS, type Step } from '../../sandbox';
import { closeBenches, openBench, urlRows, type Bench } from './support/bench';
import { openGateway } from './support/gateway';
import { picture } from './support/pictures';
import { CONTINUING, jsonFlow } from './support/jobs';

jest.setTimeout(60_000);

afterEach(closeBenches);

const STEPS: Step[] = ['upload', 'submit', 'sync', 'status', 'result', 'download'];

/** Requests that carried the key to a host that is not one of the credential's. */
const strays = (bench: Bench) =>
	bench.sandbox.requests.filter(
		({ server, headers }) =>
			server === 'images' && JSON.stringify(headers).includes(bench.sandbox.apiKey),
	);

/** One bench for each thing that can meet a step, so that a leak anywhere in it shows. */
async function meetAll(step: Step, parameters: (bench: Bench) => Record<string, unknown>) {
	for (const kind of BASIC_FAULT_KINDS) {
		// a call that is never answered ends by a real timer, which virtual time can't hurry
		if (kind === 'hang' || (step === 'sync' && kind === 'never')) continue;
		const bench = await openBench({ faults: [{ step, kind, times: 2 }], slowBodyMs: 20 });
		const { run } = await bench.run({
			items: [{ files: { data: await picture(1) } }, { files: { data: await picture(2) } }],
			parameters: parameters(bench),
			node: CONTINUING,
		});
		expect(strays(bench)).toEqual([]);
		expect(bench.sandbox.requests.some(({ server }) => server !== 'images')).toBe(true);
		expect(JSON.stringify(run.data)).not.toContain(bench.sandbox.apiKey);
		await closeBenches();
	}
}

it.each(STEPS)(
	'the key stays with the hosts of the credential, whatever meets %s',
	async (step) => {
		const delivery = step === 'sync' ? 'sync' : 'queue';
		await meetAll(step, () => ({ prompt: 'Blue', options: { delivery, maxWaitSeconds: 60 } }));
	},
);

it.each<Step>(['submit', 'status', 'download'])(
	'the key of a PixelFlow stays there, whatever meets %s',
	async (step) =>
		await meetAll(step, (bench) => jsonFlow(bench, { options: { maxWaitSeconds: 60 } })),
);

it('is not in the error of a run either, nor in what its answer repeats', async () => {
	const bench = await openBench({ faults: [{ step: 'submit', kind: 'redirect-foreign' }] });
	const { run, error } = await bench.edit();
	expect(error?.message).toContain('redirects to another one');
	expect(JSON.stringify(run)).not.toContain(bench.sandbox.apiKey);
	expect(error?.description).not.toContain(bench.sandbox.apiKey);
	expect(strays(bench)).toEqual([]);
});

it('the credential is decrypted once a run', async () => {
	const bench = await openBench();
	const execution = await bench.start({
		items: Array.from({ length: 5 }, () => ({})),
		parameters: { prompt: 'Make it blue', images: urlRows(bench.pictureUrl) },
	});
	await execution.done;
	expect(bench.calls('status').length).toBeGreaterThan(5);
	expect(execution.helper.decryptions).toBe(1);
});

it.each(['\u200b', '\u00ad', '\n', '"'])(
	'a key with %j in it goes nowhere, and into no text',
	async (sign) => {
		const bench = await openBench();
		const { apiKey } = bench.sandbox;
		const { run, error } = await bench.edit(
			{},
			{ apiKey: apiKey.slice(0, 9) + sign + apiKey.slice(9) },
		);
		expect(error?.message).toBe("'API Key' in the credential is not a key alone [item 0]");
		expect(bench.sandbox.requests).toEqual([]);
		expect(JSON.stringify(run)).not.toContain(apiKey.slice(9));
	},
);

it('blanks around the key are not sent, and the key is struck out as it is sent', async () => {
	const apiKey = 'my-own-key-0123456789';
	const bench = await openBench({ apiKey });
	const parameters = { prompt: 'Make it blue', images: urlRows(bench.pictureUrl) };
	const entered = `\n ${apiKey}\t\r\n`;
	expect((await bench.run({ apiKey: entered, parameters })).error).toBeUndefined();
	expect(bench.calls('submit')[0]?.headers['x-api-key']).toBe(apiKey);
	const answer = JSON.stringify({ error: `The key "${apiKey}" is unknown` });
	const rule = { method: 'POST', path: /^\/v2\//, status: 401, answer } as const;
	const gateway = await openGateway(bench.sandbox.baseUrl, [rule]);
	const { error } = await bench.run({ apiKey: entered, baseUrl: gateway.url, parameters });
	await gateway.close();
	expect(error?.description).toContain('Segmind says: "The key "…" is unknown"');
});
