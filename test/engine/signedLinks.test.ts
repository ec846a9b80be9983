import { crc32 } from 'node:zlib';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SandboxOptions } from '../../sandbox';
import {
	closeBenches,
	fileRows,
	openBench,
	contentOf,
	until,
	type Bench,
	type Job,
} from './support/bench';
import { openGateway } from './support/gateway';
import { picture } from './support/pictures';
import { forRetry, ledgerOf, retry, storage } from './support/retry';
import { model, workflow } from './support/jobs';

afterEach(closeBenches);

const N8N = 'https://n8n.example.com/prefix/rest';
const LINK = /https:\/\/n8n\.example\.com\/prefix\/rest\/binary-data\/signed\?token=([\w.-]+)/;

const byLink = { options: { sendFilesBy: 'link' } };

/** What Segmind opens as n8n's server does, with what it opened. */
async function openLinks(options: SandboxOptions = {}) {
	const opened: Array<{ token: string; bytes: Buffer; atMs: number; lifeMs: number }> = [];
	const files = await storage();
	const bench = await openBench({
		async openUrl(url) {
			const [, token = ''] = LINK.exec(url) ?? [];
			const bytes = await files.getAsBuffer({ id: files.validateSignedToken(token) } as never);
			const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
			const { iat, exp } = JSON.parse(claims) as { iat: number; exp: number };
			opened.push({ token, bytes, atMs: bench.clock?.now() ?? 0, lifeMs: (exp - iat) * 1000 });
			return bytes;
		},
		...options,
	});
	return { bench, opened };
}

const row = (name: string, field: string, sendAs = 'url') => ({
	...{ name, source: 'binary', binaryPropertyName: field, sendAs },
});

const items = async () => [
	{ json: { n: 1 }, files: { data: await picture(1), photo: await picture(2) } },
];

const edit = (more: object = {}) => ({ prompt: 'Blue', images: fileRows('data'), ...more });

const faces = {
	...{ operation: 'swapFace', model: 'faceswap-v5' },
	...{ sourceImageSource: 'binary', sourceImageBinaryPropertyName: 'data' },
	...{ targetImageSource: 'binary', targetImageBinaryPropertyName: 'photo' },
};

const mixed = { values: [row('frames', 'data', 'list'), row('still', 'photo', 'base64')] };

const PLACES: Array<[string, number, Job['parameters']]> = [
	['images', 2, edit({ images: fileRows('data', 'photo') })],
	['an image and its mask', 2, edit({ maskSource: 'binary', maskBinaryPropertyName: 'photo' })],
	['two faces', 2, faces],
	['files of any model, one of them as base64', 1, model('sandbox-video', { imageFields: mixed })],
	[
		'files of a PixelFlow',
		2,
		workflow({
			fileFields: {
				values: [row('product_image', 'photo'), row('background_images', 'data', 'list')],
			},
		}),
	],
];

it.each(PLACES)('Segmind opens %s at n8n, and nothing is uploaded', async (_, count, own) => {
	const { bench, opened } = await openLinks();
	const parameters = { ...own, options: { ...byLink.options, simplify: false } };
	const files = await items();
	const outcome = await bench.run({ items: files, parameters, n8nUrl: N8N });
	expect(outcome.error).toBeUndefined();
	expect(bench.calls('upload')).toEqual([]);
	const sent = [files[0]?.files.data, files[0]?.files.photo].map((file) => file?.content);
	expect(opened).toHaveLength(count);
	for (const { bytes, token, lifeMs } of opened) {
		expect(sent.some((content) => content?.equals(bytes))).toBe(true);
		expect(lifeMs).toBe(3_600_000);
		expect(JSON.stringify(outcome.run)).not.toContain(token);
	}
});

it.each(['filesystem', 'default'] as const)(
	'what the user gives as a URL, or sends as base64, needs no link, %s',
	async (binaryMode) => {
		const bench = await openBench();
		const url = { ...row('frames', '', 'list'), source: 'url', url: bench.pictureUrl };
		const imageFields = { values: [row('still', 'photo', 'base64'), url] };
		const parameters = model('sandbox-video', { imageFields, ...byLink });
		const job = { items: await items(), parameters, binaryMode };
		expect((await bench.run(job)).error).toBeUndefined();
		expect(bench.bodies()[0]).toMatchObject({ frames: [bench.pictureUrl] });
		const mask = { operation: 'createMask', model: 'automatic-mask-generator' };
		const inline = { ...job, parameters: edit({ ...mask, ...byLink }) };
		expect((await bench.run(inline)).error).toBeUndefined();
		expect(bench.calls('upload')).toEqual([]);
	},
);

describe('an n8n that Segmind can not open', () => {
	it.each([
		'http://localhost:5678/rest',
		'http://n8n:5678/rest',
		'https://n8n.fritz.box/rest',
		'https://n8n.test:8443/n8n/rest',
		'http://n8n.internal./rest',
		'http://192.168.1.20/rest',
		'http://[fd00::1]:5678/rest',
		'ftp://n8n.example.com/rest',
	])('%s is refused with its row, before anything is sent', async (n8nUrl) => {
		const bench = await openBench();
		const two = [{ json: {} }, ...(await items())];
		const images = { values: [{ source: '={{ $json.n ? "binary" : "url" }}', ...from(bench) }] };
		const parameters = { prompt: 'Blue', images, ...byLink };
		const { error } = await bench.run({ items: two, parameters, n8nUrl });
		expect(error?.message).toBe(`${INPUT_ERRORS.linkNotPublic.message} [item 1]`);
		expect(error?.description).toMatch(/^Field: 'data'\. n8n's URL: .*WEBHOOK_URL/);
		expect(error?.description).not.toContain('token');
		expect(bench.sandbox.requests).toEqual([]);
	});

	const from = ({ pictureUrl }: Bench) => ({ binaryPropertyName: 'data', url: pictureUrl });

	it('is named where a job fails for a URL', async () => {
		const { bench } = await openLinks({ openUrl: async () => await Promise.resolve(undefined) });
		for (const [_, count, parameters] of PLACES) {
			const job = { items: await items(), parameters: { ...parameters, ...byLink }, n8nUrl: N8N };
			const { error, run } = await bench.run(job);
			const fields = count === 2 ? /n8n: '(data|photo)', '(data|photo)'\./ : /n8n: 'data'\./;
			expect(error?.description).toMatch(fields);
			expect(error?.description).toContain('Perhaps Segmind could not open n8n');
			expect(error?.description).not.toContain('HTTP Request node');
			expect(JSON.stringify(run)).not.toMatch(/eyJ/);
		}
	});
});

describe('the token of a link', () => {
	type Echo = (link: string, token: string) => unknown;

	const ECHOES: Array<[string, Echo]> = [
		['in a text', (link) => ({ input: link, image_url_used: link })],
		['in a list', (link) => ({ inputs: [[link], { url: link }] })],
		['as a key', (link) => ({ opened: { [link]: 200 } })],
		[
			'encoded in another URL',
			(link) => ({ via: `https://a.example/?u=${encodeURIComponent(link)}` }),
		],
		['encoded twice', (link) => ({ via: encodeURIComponent(encodeURIComponent(link)) })],
		['as JSON in a text', (link) => ({ log: JSON.stringify({ link }).replaceAll('/', '\\/') })],
		['by itself', (_, token) => ({ query: { token: [token] } })],
		['as the name of a file', (link) => ({ note: `no extension: ${link.split('/').pop()}` })],
		['cut short', (link) => ({ note: `${link.slice(0, -20)}...` })],
	];

	/** Answers of one kind echo the link that came last. */
	async function echoing(
		path: RegExp,
		status: number,
		make: (link: string, bench: Bench) => string,
	) {
		let link = '';
		const { bench } = await openLinks();
		const answer = () => {
			link = String((bench.bodies()[0]?.image_urls as string[])[0]);
			return make(link, bench);
		};
		const gateway = await openGateway(bench.sandbox.baseUrl, [{ path, status, answer }]);
		const options = { ...byLink.options, simplify: false };
		const job = { items: await items(), parameters: edit({ options }), n8nUrl: N8N };
		const outcome = await bench.run({ ...job, baseUrl: gateway.url });
		await gateway.close();
		const token = link.split('token=')[1] ?? '';
		expect(token).toMatch(/^eyJ.+\..+\./);
		for (const part of token.split('.').slice(1)) {
			expect(JSON.stringify(outcome.run)).not.toContain(part.slice(0, 30));
		}
		return outcome;
	}

	it.each(ECHOES)('is in no item where a result holds it %s', async (_, echo) => {
		const result = /^\/v2\/requests\/[\w-]+$/;
		const { output: made, error } = await echoing(result, 200, (link, { pictureUrl }) =>
			JSON.stringify({
				...{ status: 'COMPLETED', seed: 1, words: 'kept' },
				...(echo(link, link.split('token=')[1] ?? '') as object),
				output: pictureUrl,
			}),
		);
		expect(error).toBeUndefined();
		expect(made[0]?.json.response).toMatchObject({ words: 'kept' });
	});

	it.each(ECHOES)('is in no error where Segmind says it %s', async (_, echo) => {
		const status = /^\/v2\/requests\/[\w-]+\/status$/;
		const { error } = await echoing(status, 422, (link) => {
			const said = JSON.stringify(echo(link, link.split('token=')[1] ?? ''));
			return JSON.stringify({ status: 'FAILED', error: `Can't open the URL ${said}` });
		});
		expect(error?.description).toContain("Can't open the URL");
		expect(error?.description).toContain('Perhaps Segmind could not open n8n');
	});

	it('is in no error of a submit that is refused, whatever length it has', async () => {
		for (const length of [0, 300, 590, 49_900]) {
			const { error } = await echoingSubmit(length);
			expect(error?.description).toContain("Sent by a signed link of n8n: 'data'.");
		}
	});

	/** A submit is answered with 422 and the link, behind so many letters. */
	async function echoingSubmit(letters: number) {
		const { bench } = await openLinks();
		let link = '';
		const gateway = await openGateway(bench.sandbox.baseUrl, [
			{
				...{ method: 'POST', path: /^\/v2\//, status: 422 },
				answer: () => {
					link = LINK.exec(gateway.seen.at(-1)?.body ?? '')?.[0] ?? '';
					return JSON.stringify({ error: `${'The URL '.repeat(letters / 8)} ${link}` });
				},
			},
		]);
		const job = { items: await items(), parameters: edit(byLink), n8nUrl: N8N };
		const outcome = await bench.run({ ...job, baseUrl: gateway.url });
		await gateway.close();
		expect(link).toMatch(/token=eyJ/);
		expect(JSON.stringify(outcome.run)).not.toMatch(/eyJ\w+\.\w{5}/);
		return outcome;
	}
});

it.each(['502', '503', '400', 'reset-before', 'reset-after', 'too-long', 'empty-body'] as const)(
	'is in nothing that is left of a submit that met %s',
	async (kind) => {
		const { bench } = await openLinks({ faults: [{ step: 'submit', kind }] });
		const job = { items: await items(), parameters: edit(byLink), n8nUrl: N8N };
		const { run, error } = await bench.run(job);
		expect(error).toBeDefined();
		expect(JSON.stringify(run)).not.toContain('eyJ');
	},
);

it('ten rows with the same file, several images each, all get links', async () => {
	const { bench, opened } = await openLinks();
	const photo = await picture(1);
	const ten = Array.from({ length: 10 }, (_, n) => ({
		json: { n },
		files: { a: photo, b: photo },
	}));
	const parameters = edit({ images: fileRows('a, b', 'a'), ...byLink });
	const { output, error } = await bench.run({ items: ten, parameters, n8nUrl: N8N });
	expect(error).toBeUndefined();
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(ten.map((_, item) => ({ item })));
	expect(opened).toHaveLength(30);
});

it('a PixelFlow that hands an input out again has that as a text', async () => {
	let link = '';
	const made = await openLinks({
		flowOutput: ([image = '']) => [
			{ keyname: 'before', value: { data: link, type: 'image' } },
			{ keyname: 'after', value: { data: image, type: 'image' } },
		],
	});
	const { bench } = made;
	const fileFields = { values: [row('product_image', 'photo')] };
	const job = { items: await items(), parameters: workflow({ fileFields, ...byLink }) };
	const running = bench.run({ ...job, n8nUrl: N8N });
	await until(() => bench.calls('submit').length > 0);
	link = String(bench.bodies()[0]?.product_image);
	const { output, run, error } = await running;
	expect(error).toBeUndefined();
	expect(output[0]?.json.files).toMatchObject([{ output: 'after' }]);
	expect(output[0]?.json.outputs).toMatchObject({
		before: expect.stringMatching(/token=…$/) as string,
	});
	expect(Object.keys(output[0]?.binary ?? {})).toEqual(['after']);
	expect(JSON.stringify(run)).not.toContain('eyJ');
});

it('a file that came at once under a wrong type is whole, whatever link stands in it', async () => {
	const { bench } = await openLinks();
	const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6ImZpbGVzeXN0ZW0tdjI6YSJ9.c2ln';
	const { content } = await picture(4);
	const note = Buffer.from(`https://n8n.example.com/rest/binary-data/signed?token=${token}`);
	const file = Buffer.concat([content.subarray(0, -12), pngText(note), content.subarray(-12)]);
	const rule = { method: 'POST', path: /^\/v1\//, status: 200, answer: () => file } as const;
	const headers = { 'content-type': 'text/plain', 'x-request-id': 'r1' };
	const gateway = await openGateway(bench.sandbox.baseUrl, [{ ...rule, headers }]);
	const options = { ...byLink.options, delivery: 'sync' };
	const job = { items: await items(), parameters: edit({ options }), n8nUrl: N8N };
	const { output, error } = await bench.run({ ...job, baseUrl: gateway.url });
	await gateway.close();
	expect(error).toBeUndefined();
	expect((await contentOf(output[0]?.binary?.data)).equals(file)).toBe(true);
});

/** A chunk of a PNG that holds a text. */
function pngText(text: Buffer): Buffer {
	const data = Buffer.concat([Buffer.from('tEXtprompt\0'), text]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length - 4);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(data));
	return Buffer.concat([length, data, sum]);
}

it('a retry makes a new link for what is submitted again, and pays for nothing twice', async () => {
	const { bench, opened } = await openLinks({
		faults: [{ step: 'submit', kind: 'failed', promptIncludes: 'item 2' }],
	});
	const two = [...(await items()), { json: { n: 2 }, files: { data: await picture(3) } }];
	const parameters = edit({ prompt: '={{ "item " + $json.n }}', ...byLink });
	const job = { items: two, parameters, n8nUrl: N8N };
	const failed = await bench.run(job);
	expect(failed.error?.message).toContain('[item 1]');
	expect(ledgerOf(failed.run.data)).toContain('fingerprint');
	expect(JSON.stringify(failed.run)).not.toContain('eyJ');
	const before = bench.calls('submit').length;
	const again = await retry(bench, job, forRetry(failed));
	expect(again.output).toHaveLength(2);
	expect(bench.calls('submit')).toHaveLength(before + 1);
	// one of the first run, one of the retry
	expect(new Set(opened.map(({ token }) => token)).size).toBe(2);
	expect(bench.billedJobs).toBe(2);
});

it('a link is made when its turn comes, however long that takes', async () => {
	const { bench, opened } = await openLinks({ jobSeconds: 3000 });
	const madeAtMs: number[] = [];
	const files = await storage();
	const make = files.createSignedToken.bind(files);
	jest.spyOn(files, 'createSignedToken').mockImplementation((...file) => {
		const token = make(...file);
		madeAtMs.push(bench.clock?.now() ?? 0);
		return token;
	});
	const rows = [1, 2].map(async (n) => ({ json: { n }, files: { data: await picture(n) } }));
	const options = { ...byLink.options, concurrency: 1, maxWaitSeconds: 4000 };
	const parameters = edit({ prompt: '={{ "item " + $json.n }}', options });
	const { error } = await bench.run({ items: await Promise.all(rows), parameters, n8nUrl: N8N });
	jest.restoreAllMocks();
	expect(error).toBeUndefined();
	expect(opened).toHaveLength(2);
	for (const { atMs } of opened) {
		expect(madeAtMs.some((made) => made <= atMs && atMs - made < 120_000)).toBe(true);
	}
	expect((opened[1]?.atMs ?? 0) - (opened[0]?.atMs ?? 0)).toBeGreaterThan(2_900_000);
});

it('a dry run checks the link, and shows the file by its name', async () => {
	const bench = await openBench();
	const options = { ...byLink.options, dryRun: true };
	const job = { items: await items(), parameters: edit({ options }) };
	expect((await bench.run(job)).error?.message).toContain("Segmind can't open n8n's URL");
	const { output, run } = await bench.run({ ...job, n8nUrl: N8N });
	expect(output[0]?.json.body).toMatchObject({ image_urls: ['[file picture-1.png]'] });
	expect(JSON.stringify(run)).not.toContain('eyJ');
	expect(bench.sandbox.requests).toEqual([]);
});
