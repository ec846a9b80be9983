import { withLinks } from '../../nodes/Segmind/errors/toNodeError';
import { gzipSync } from 'node:zlib';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import type { ServerResponse } from 'node:http';
import type { ErrorDefinition } from '../../nodes/Segmind/errors/problem';
import type { Outcome } from './support/bench';
import {
	anyModel,
	closeStages,
	expectImage,
	image,
	PNG,
	refuseFiles,
	sends,
	stage,
} from './support/oneJob';
import { forRetry } from './support/retry';
import { REQUEST_ID, type Acts } from './support/standIn';
import { expectError } from './support/expected';
import { RETRYING } from './support/jobs';

afterEach(closeStages);

/** Request → Get, in actual time: the virtual clock can't see that something is being unpacked. */
async function getPacked(acts: Acts) {
	const { standIn, bench, run } = await stage(acts);
	bench.clock?.uninstall();
	const requestId = { resource: 'request', operation: 'get', requestId: REQUEST_ID };
	return { standIn, outcome: await run(requestId) };
}

function expectRow({ error, output }: Outcome, row: ErrorDefinition, billed: string): string {
	expect(output).toEqual([]);
	expectError({ error }, row, withLinks(row.next), REQUEST_ID, billed);
	return error?.description ?? '';
}

describe('a download', () => {
	it('is tried until the deadline, however often it breaks off', async () => {
		const content = await image();
		const { standIn, run } = await stage({
			file: (response, tries) => {
				response.writeHead(200, { ...PNG, 'content-length': content.length });
				if (tries > 20) response.end(content);
				else response.write(content.subarray(0, 60), () => response.destroy());
			},
		});
		await expectImage(await run(), content);
		expect(standIn.count('file')).toBe(21);
	});

	it.each([404, 403])('of a file that answers %i at first is made again', async (status) => {
		const content = await image();
		const { standIn, run } = await stage({
			file: (response, tries) => {
				if (tries > 5) response.writeHead(200, PNG).end(content);
				else response.writeHead(status).end('Not here');
			},
		});
		await expectImage(await run(), content);
		expect(standIn.count('file')).toBe(6);
	});

	it('of a file that is not there is given up after a minute, and made by the next run', async () => {
		const content = await image();
		let there = false;
		const { standIn, bench, run } = await stage({
			file: (response) => {
				if (there) response.writeHead(200, PNG).end(content);
				else response.writeHead(404).end('Not here');
			},
		});
		const sinceMs = bench.clock?.now() ?? 0;
		const first = await run();
		const description = expectRow(first, API_ERRORS.fileGone, 'It has been billed.');
		expect(description).toContain(`${standIn.base}/files/a.png`);
		const tookMs = (bench.clock?.now() ?? 0) - sinceMs;
		expect(tookMs).toBeGreaterThan(45_000);
		expect(tookMs).toBeLessThan(100_000);
		there = true;
		await expectImage(await run({}, { earlier: forRetry(first) }), content);
		expect(standIn.count('submit')).toBe(1);
	});

	it('takes a file that came packed', async () => {
		const content = await image();
		const packed = gzipSync(content);
		const { standIn, outcome } = await getPacked({
			file: (response) => {
				const length = { 'content-length': packed.length, 'content-encoding': 'gzip' };
				response.writeHead(200, { ...PNG, ...length }).end(packed);
			},
		});
		await expectImage(outcome, content);
		expect(standIn.count('file')).toBe(1);
	});

	it('is made again where a refusal breaks off in its body', async () => {
		const content = await image();
		const { run } = await stage({
			file: (response, tries) => {
				if (tries > 2) return void response.writeHead(200, PNG).end(content);
				response.writeHead(502, { 'content-length': 1000 });
				response.write('<html>', () => response.destroy());
			},
		});
		await expectImage(await run(), content);
	});

	it('names the request where a refusal breaks off in its body to the end', async () => {
		const { run } = await stage({
			file: (response) => {
				response.writeHead(404, { 'content-length': 1000 });
				response.write('<html>', () => response.destroy());
			},
		});
		expectRow(await run(), API_ERRORS.fileGone, 'It has been billed.');
	});

	it('leaves its place to others while it waits', async () => {
		const content = await image();
		const { standIn, run } = await stage({
			output: (base) => [1, 2, 3].map((n) => `${base}/files/${n}.png`),
			file: (response, _tries, { url }) => {
				const seen = standIn.paths.filter((path) => path === url).length;
				if (url === '/files/1.png' && seen < 8) response.writeHead(503).end();
				else response.writeHead(200, PNG).end(content);
			},
		});
		const items = [{}, {}, {}, {}];
		const { output, error } = await run({}, { items });
		expect(error).toBeUndefined();
		expect(output).toHaveLength(12);
	});
});

describe('an address that an answer names', () => {
	const elsewhere = ['http://localhost:1/a.png', 'http://169.254.169.254/latest/meta-data'];

	it.each([...elsewhere, 'http://10.0.0.8/a.png', 'http://nas.local/a.png', 'http://[::1]/a.png'])(
		'is not opened: %s',
		async (url) => {
			for (const parameters of [{}, anyModel()]) {
				const { bench, run } = await stage({ output: () => [url] });
				const sinceMs = bench.clock?.now() ?? 0;
				const told = expectRow(
					await run(parameters),
					FILE_ERRORS.addressNotAllowed,
					'It has been billed.',
				);
				expect(told).toContain(new URL(url).toString());
				expect((bench.clock?.now() ?? 0) - sinceMs).toBeLessThan(20_000);
			}
		},
	);

	it('is opened where a redirect leads to the host of the credential', async () => {
		const content = await image();
		const { run } = await stage({
			file: (response, tries) => {
				if (tries === 1) response.writeHead(302, { location: '/files/b.png' }).end();
				else response.writeHead(200, PNG).end(content);
			},
		});
		await expectImage(await run(), content);
	});

	it.each(elsewhere)('is not opened where a redirect leads to it: %s', async (location) => {
		const { standIn, run } = await stage({
			file: (response) => void response.writeHead(302, { location }).end(),
		});
		const told = expectRow(await run(), FILE_ERRORS.addressNotAllowed, 'It has been billed.');
		expect(told).toContain(`It redirects to ${location}.`);
		expect(standIn.count('file')).toBe(1);
	});

	it('is followed five times and no more', async () => {
		const { standIn, run } = await stage({
			file: (response) => void response.writeHead(302, { location: '/files/again' }).end(),
		});
		const outcome = await run({ options: { delivery: 'queue', maxWaitSeconds: 10 } });
		expectRow(outcome, API_ERRORS.fileGone, 'It has been billed.');
		expect(standIn.count('file') % 6).toBe(0);
	});

	it('is words where it stands in a sentence', async () => {
		const words = (base: string) => `Look at ${base}/files/a.png today`;
		const { standIn, run } = await stage({ output: words });
		const { output, error } = await run(anyModel());
		expect(error).toBeUndefined();
		expect(output[0]?.json.text).toBe(words(standIn.base));
		expect(standIn.count('file')).toBe(0);
	});
});

describe("n8n's own protection against internal addresses", () => {
	beforeEach(refuseFiles);

	it('is told at once where it refuses a download', async () => {
		const { bench, run } = await stage({});
		const sinceMs = bench.clock?.now() ?? 0;
		const told = expectRow(await run(), FILE_ERRORS.blockedByN8n, 'It has been billed.');
		expect(told).toContain('/files/a.png');
		expect((bench.clock?.now() ?? 0) - sinceMs).toBeLessThan(20_000);
	});
});

describe('an answer about a job', () => {
	it('that breaks off is asked for again', async () => {
		const content = await image();
		const { standIn, run } = await stage({
			file: sends(content),
			status: (response, tries) => {
				response.writeHead(200, { 'content-type': 'application/json' });
				if (tries > 2) response.end('{"status":"COMPLETED"}');
				else response.write('{"sta', () => response.destroy());
			},
		});
		await expectImage(await run(), content);
		expect(standIn.count('status')).toBe(3);
	});

	it('nested without end does no harm', async () => {
		const deep = '['.repeat(50_000) + ']'.repeat(50_000);
		for (const parameters of [{}, anyModel()]) {
			const { run } = await stage({
				result: (response) => void response.end(`{"status":"COMPLETED","output":${deep}}`),
			});
			const { error, output } = await run(parameters);
			const ended = error?.description.includes(REQUEST_ID) ?? output.length === 1;
			expect(ended).toBe(true);
			expect(error?.message ?? '').not.toContain('unforeseen');
		}
	});
});

describe('the key', () => {
	it.each(['base64', 'hex'] as const)(
		'is stored nowhere that an answer repeats it: %s',
		async (way) => {
			const key = 'SG_0123456789abcdef';
			const encoded = Buffer.from(key).toString(way);
			const { run } = await stage({ output: () => `You sent ${encoded}, did you?` });
			const outcome = await run(anyModel(), { apiKey: key });
			expect(outcome.error).toBeUndefined();
			expect(outcome.output[0]?.json.text).toContain('You sent');
			expect(JSON.stringify(outcome.run.data)).not.toContain(encoded.slice(0, 20));
		},
	);
});

it('a job that was COMPLETED and has FAILED as its result may have been billed, and is not submitted again', async () => {
	const { standIn, run } = await stage({
		result: (response) => {
			response.writeHead(422, { 'content-type': 'application/json' });
			response.end('{"status":"FAILED","error":"No such file"}');
		},
	});
	const says = ['Segmind says: "No such file"', 'It may have been billed.', REQUEST_ID];
	expectError(await run({}, { node: RETRYING }), API_ERRORS.noResult, ...says);
	expect(standIn.count('submit')).toBe(1);
});

it.each([500, 503])(
	'a host of files that answers %i is told as that, with the URL, and not as a setting that does not suit',
	async (status) => {
		const { run } = await stage({ file: (response) => void response.writeHead(status).end() });
		const { error } = await run({ options: { delivery: 'queue', maxWaitSeconds: 20 } });
		expectError({ error }, API_ERRORS.arrivedIncomplete, '/files/a.png', 'It has been billed.');
		expect(error?.description).not.toContain('setting');
	},
);

it.each<[string, (response: ServerResponse) => void, ErrorDefinition]>([
	['HTTP 500', (response) => void response.writeHead(500).end(), API_ERRORS.unavailable],
	['HTTP 502', (response) => void response.writeHead(502).end(), API_ERRORS.unavailable],
	['HTTP 429', (response) => void response.writeHead(429).end(), API_ERRORS.rateLimited],
	['no answer', (response) => void response.destroy(), API_ERRORS.connectionLost],
])(
	'a poll that ends with %s blames no setting and sends nobody to run the paid item again',
	async (_name, status, row) => {
		const { run } = await stage({ status });
		const outcome = await run({ options: { delivery: 'queue', maxWaitSeconds: 20 } });
		expectError(
			outcome,
			row,
			'It may have been billed.',
			'executing this node again waits for the same job. Elsewhere a retry of its failed execution does.',
			'can also be fetched by its request ID within the hour.',
		);
		expect(outcome.error?.description).not.toMatch(/run the item again|picked up/i);
	},
);
