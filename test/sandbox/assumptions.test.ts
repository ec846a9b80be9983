import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MODELS } from '../../sandbox/models';
import type { Sandbox, SandboxOptions } from '../../sandbox';
import type { Surroundings } from '../../scripts/models/terminal';
import { verify } from '../../scripts/verify';
import { closeAll, open } from './client';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));

afterEach(async () => {
	jest.restoreAllMocks();
	await closeAll();
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Person extends Partial<Omit<Surroundings, 'env'>> {
	args?: string[];
	env?: Record<string, string>;
}

/** Runs the command as a person would. @returns exit code and what stood on the terminal */
async function run(sandbox: Sandbox, { args = ['--yes'], env, ...person }: Person = {}) {
	const out: string[] = [];
	const say = (line: string) => out.push(line);
	const surroundings: Surroundings = {
		terminal: { tell: say, complain: say },
		env: {
			SEGMIND_API_KEY: sandbox.apiKey,
			SEGMIND_BASE_URL: sandbox.baseUrl,
			SEGMIND_UPLOAD_URL: sandbox.uploadUrl,
			...env,
		},
		stop: new AbortController().signal,
		pause: async () => {},
		...person,
	};
	const code = await verify(args, surroundings, folder);
	const different = out.flatMap((line) => /^DIFFERENT \| ([^|]+) \|/.exec(line)?.[1] ?? []);
	return { code, different, text: out.join('\n') };
}

const billed = ({ jobs }: Sandbox) => jobs.reduce((sum, job) => sum + job.billedUsd, 0);

it('the sandbox is what node and sandbox assume of Segmind, for two cheap jobs', async () => {
	const { sandbox } = await open();
	const { code, different, text } = await run(sandbox);
	expect(text).toMatch(/0 of 23 are different/);
	expect(different).toEqual([]);
	expect(code).toBe(0);
	expect(sandbox.jobs.map(({ version, state }) => [version, state])).toEqual([
		['v2', 'COMPLETED'],
		['v1', 'COMPLETED'],
		['v2', 'FAILED'],
	]);
	expect(billed(sandbox)).toBeCloseTo(0.002);
});

it('keeps neither the key nor the address of the account, and sends the key to two hosts only', async () => {
	const { sandbox } = await open();
	const { text } = await run(sandbox);
	const names = readdirSync(folder);
	expect(names.length).toBe(sandbox.requests.length + 1);
	const kept = names.map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`);
	for (const one of [text, ...kept]) {
		expect(one).not.toContain(sandbox.apiKey);
		expect(one).not.toMatch(/demo.{0,3}sandbox/);
	}
	expect(kept.join()).toContain('assets/…/images/');
	for (const { server, path, headers } of sandbox.requests) {
		const isPublic = server === 'images' || path.endsWith('llms.txt');
		expect(isPublic && headers['x-api-key'] !== undefined).toBe(false);
	}
});

const submitted = ': 200, QUEUED, request_id, and the URLs that follow from it';

it.each<[what: string, SandboxOptions, different: string[]]>([
	['another answer to an upload', { uploadAnswer: 'urls' }, ['Upload: one URL in "file_urls"']],
	[
		'a list as output',
		{ resultShape: 'output-list' },
		['Result: "output" and the same URL in "images", content_type, cost, remaining_credits'],
	],
	[
		'JSON from the direct call',
		{ syncAnswer: 'json-images' },
		['Direct call: 200, an image under its content type'],
	],
	[
		'another word for a status',
		{ faults: [{ step: 'status', kind: 'unknown-state', nth: 2 }], jobSeconds: 0 },
		['Its status: QUEUED, PROCESSING, COMPLETED'],
	],
	[
		'another content type of a file',
		{ faults: [{ step: 'download', kind: 'wrong-content-type' }] },
		['The file of the result: a PNG that needs no key'],
	],
	[
		'a submit without a request ID',
		{ faults: [{ step: 'submit', kind: 'no-request-id', nth: 2 }] },
		[`Submit with a wrong parameter${submitted}`],
	],
	[
		'a gateway in front of the direct call',
		{ faults: [{ step: 'sync', kind: '504', nth: 2 }] },
		['The same directly: 400 or 406 with an error'],
	],
	[
		'a wrong key that is told in another way',
		{ faults: [{ step: 'credits', kind: '403', nth: 3 }] },
		['A wrong key: 401, "Unauthorized"'],
	],
])('a difference shows: %s', async (_, options, expected) => {
	const { sandbox } = await open(options);
	const { code, different } = await run(sandbox);
	expect(different).toEqual(expected);
	expect(code).toBe(1);
});

it('takes an account without a balance, as one that works', async () => {
	const { sandbox } = await open({ creditsAnswer: 'not-found' });
	expect(await run(sandbox)).toMatchObject({ code: 0, different: [] });
});

it('submits nothing where the model has become dear', async () => {
	const { sandbox } = await open();
	const model = MODELS.get('bg-removal-v2');
	if (model) jest.replaceProperty(model, 'priceUsd', 0.02);
	const { code, different } = await run(sandbox);
	expect(different).toEqual([
		'Documentation of bg-removal-v2: its file',
		'A job of bg-removal-v2 costs at most $0.0125',
	]);
	expect(code).toBe(1);
	expect(sandbox.jobs).toEqual([]);
});

it('waits where it is told to, and submits each job once', async () => {
	const { sandbox } = await open({ rateLimit: { submits: 1, windowMs: 300 } });
	const pause = async () => await new Promise<void>((resolve) => setTimeout(resolve, 350));
	const { code, text } = await run(sandbox, { pause });
	expect(text).toMatch(/asks to wait/);
	expect(code).toBe(0);
	expect(sandbox.jobs).toHaveLength(3);
});

describe("where a person can't go on", () => {
	const NO_KEYS = [
		'',
		' ',
		'undefined',
		'"SG_0123456789abcdef"',
		'x-api-key: SG_1',
		'SG_0 1',
		'SG_ä',
	];

	it.each(NO_KEYS)('says what is wrong with the key %p, and sends nothing', async (key) => {
		const { sandbox } = await open();
		const { code, text } = await run(sandbox, { env: { SEGMIND_API_KEY: key } });
		expect(text).toMatch(/^Set SEGMIND_API_KEY to your key: it holds /);
		expect(code).toBe(2);
		expect(sandbox.requests).toEqual([]);
	});

	it('stops at a wrong key, which it does not show', async () => {
		const { sandbox } = await open();
		const { code, text } = await run(sandbox, {
			env: { SEGMIND_API_KEY: `SG_${'fedc'.repeat(4)}` },
		});
		expect(text).toMatch(/The API refuses the key\.$/);
		expect(text).not.toContain('fedc');
		expect(code).toBe(2);
		expect(sandbox.requests.every(({ method }) => method === 'GET')).toBe(true);
	});

	it('looks at the refusal where the balance is 0', async () => {
		const { sandbox } = await open({ credits: 0 });
		const { code, different, text } = await run(sandbox);
		expect(text).toMatch(/same \| Submit without credits.*\n.*balance is too low/);
		expect({ code, different }).toEqual({ code: 2, different: [] });
		expect(sandbox.jobs).toEqual([]);
	});

	it.each([
		['nobody is there', {}, /Add --yes/],
		['the person says no', { agrees: async () => false }, /Nothing was sent/],
		['an option is unknown', { args: ['--ja'] }, /--ja/],
	])('asks first: %s', async (_, person, said) => {
		const { sandbox } = await open();
		const { code, text } = await run(sandbox, { args: [], ...person });
		expect(text).toMatch(said);
		expect(code).toBe(2);
		expect(sandbox.requests).toEqual([]);
	});

	it('says what it costs before it asks', async () => {
		const { sandbox } = await open();
		const agrees = jest.fn(async () => true);
		const { code, text } = await run(sandbox, { args: [], agrees });
		expect(text).toMatch(/at most \$0\.05/);
		expect(agrees).toHaveBeenCalledTimes(1);
		expect(code).toBe(0);
	});

	it('is offline', async () => {
		const { sandbox } = await open();
		await closeAll();
		const { code, text } = await run(sandbox);
		expect(text).toMatch(/\/llms\.txt could not be read \(connect ECONNREFUSED.*\)$/);
		expect(code).toBe(2);
	});

	it.each([
		['documentation', 'html-200', /is no directory of models$/],
		['credits', 'html-200', /doesn't answer as the API does\.$/],
		['upload', 'reset-after', /upload-asset could not be read/],
		['submit', 'reset-after', /Perhaps billed: \/v2\/bg-removal-v2$/],
		['sync', 'reset-after', /Perhaps billed: \/v2\/bg-removal-v2, [\w-]{36}, \/v1\/bg-removal-v2$/],
	] as const)('meets a broken line: %s, %s', async (step, kind, said) => {
		const { sandbox } = await open({ faults: [{ step, kind, nth: 1 }] });
		const { code, text } = await run(sandbox);
		expect(text).toMatch(said);
		expect(code).toBe(2);
		expect(sandbox.jobs.length).toBeLessThan(3);
	});

	it('ends at Ctrl+C while a job runs, and names it', async () => {
		const { sandbox } = await open({ jobSeconds: 60 });
		const stop = new AbortController();
		const pause = async () => stop.abort();
		const { code, text } = await run(sandbox, { stop: stop.signal, pause });
		expect(text).toContain(`Stopped.\nPerhaps billed: /v2/bg-removal-v2, ${sandbox.jobs[0]?.id}`);
		expect(code).toBe(2);
		expect(sandbox.jobs).toHaveLength(1);
	});
});

describe('behind a proxy', () => {
	const tunnels: string[] = [];
	let proxy: Server;

	/** A proxy on loopback, which takes part in nothing but what `use` does. */
	async function withProxy<T>(status: 200 | 407, use: () => Promise<T>): Promise<T> {
		proxy = createServer().on('connect', ({ url = '' }, socket) => {
			tunnels.push(url);
			socket.on('error', () => undefined);
			if (status === 407) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
			const [host, port] = url.split(':');
			const there = connect(Number(port), host, () => {
				socket.write('HTTP/1.1 200 OK\r\n\r\n');
				there.pipe(socket).pipe(there);
			});
			return there.on('error', () => socket.destroy());
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const { port } = proxy.address() as AddressInfo;
		jest.replaceProperty(process, 'env', { HTTP_PROXY: `http://127.0.0.1:${port}` });
		return await use().finally(() => proxy.close());
	}

	it('goes through it', async () => {
		const { sandbox } = await open();
		expect(await withProxy(200, async () => await run(sandbox))).toMatchObject({ code: 0 });
		expect(tunnels.length).toBe(sandbox.requests.length);
	});

	it('says so where the proxy refuses', async () => {
		const { sandbox } = await open();
		const { code, text } = await withProxy(407, async () => await run(sandbox));
		expect(text).toMatch(/could not be read \(.*407.*\)$/);
		expect(code).toBe(2);
	});

	it('says so where the environment names none', async () => {
		const { sandbox } = await open();
		jest.replaceProperty(process, 'env', { HTTP_PROXY: 'proxy' });
		const { code, text } = await run(sandbox);
		expect(text).toMatch(/The proxy that the environment names could not be read/);
		expect(code).toBe(2);
	});
});
