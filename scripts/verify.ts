/** `npm run verify`: holds the real Segmind to what node and sandbox assume of it. */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { withoutKey } from '../nodes/Segmind/errors/presentable';
import { besidesKey } from '../nodes/Segmind/http/context';
import { at, LIMIT_USD, lookAt, MODEL, type Answer, type Visit } from '../sandbox/assumptions';
import { parseJson } from '../sandbox/http';
import type { ModelFile } from './generate/modelFile';
import { checkModel } from './models/check';
import { readModel } from './models/files';
import { call, fetchDirectory, SITE } from './models/site';
import { runHere, surroundings, type Surroundings } from './models/terminal';
import { prepareOutput } from './setup/outputFolder.js';
import { segmindIn } from './start/service';

const PHOTO = path.join(__dirname, '../examples/pictures/product.jpg');
const OUTPUT = path.join(__dirname, '../output/verify');
const DOCUMENTED = [MODEL, 'gpt-image-1-edit', 'gpt-image-1.5-edit', 'p-image-edit', 'imagen-4'];
const RATE_LIMIT_MS = 61_000;

/** Without the key, and without the account's email address, which URLs of uploaded files hold. */
const hide = (text: string, key: string): string =>
	withoutKey(text, key)
		.replace(/(assets(?:\\?\/|%2F))[^/\\"\s]+?(?=[/\\"\s]|%2F|$)/gi, '$1…')
		.replace(/[\w.+-]+(?:@|%40|\\u0040)[\w.-]+/gi, '…');

/** Status, headers and body of an answer; a body that is no text in base64. */
function partsOf({ status, headers, bytes }: Answer) {
	const text = bytes.toString('utf8');
	const isText = Buffer.from(text).equals(bytes);
	const { 'set-cookie': _, ...shown } = headers;
	return {
		full: `${status} ${JSON.stringify(shown, null, 2)}\n\n${isText ? text : bytes.toString('base64')}`,
		short: `${status} ${headers['content-type']} ${isText ? text : `${bytes.length} bytes`}`,
	};
}

/** Compares the directory and some `llms.txt` with the model files. @returns price of a job, USD */
async function documentation(site: string, { ask, note }: Pick<Visit, 'ask' | 'note'>) {
	const read = async (url: string) => (await ask(url)).bytes.toString('utf8');
	const rows = await fetchDirectory(site, read);
	for (const slug of DOCUMENTED) {
		const { lines } = await checkModel(readModel(slug) as ModelFile, site, rows, read);
		note(`Documentation of ${slug}: its file`, lines.join('; ') || 'the same', !lines.length);
	}
	return rows.get(MODEL)?.averageUsd ?? Infinity;
}

/** Talks to Segmind, and takes down what it hears. */
function conversation(key: string, hosts: string[], folder: string, here: Surroundings) {
	const [lines, jobs] = [new Array<string>(), new Set<string>()];
	let asked = 0;
	const write = (name: string, text: string) =>
		writeFileSync(path.join(folder, `${name.slice(0, 80)}.txt`), hide(text, key));
	const note: Visit['note'] = (assumed, found, same) => {
		const seen = hide(typeof found === 'string' ? found : partsOf(found).short, key);
		lines.push(`${same ? 'same' : 'DIFFERENT'} | ${assumed} | ${seen.slice(0, 300)}`);
		here.terminal.tell(lines.at(-1) ?? '');
	};
	const ask: Visit['ask'] = async (target, json, otherKey = key) => {
		const isApi = target.startsWith('/');
		const host = hosts[target.startsWith('/upload') ? 1 : 0];
		const sent = isApi && otherKey !== '' && { 'x-api-key': otherKey };
		const headers = { accept: 'application/json, text/plain, */*', ...sent };
		// no answer leads the key elsewhere
		const request = { headers, json, redirect: 'manual', stop: here.stop } as const;
		for (let attempt = 1; ; attempt += 1) {
			if (json !== undefined && host === hosts[0]) jobs.add(target);
			const answer = await call(isApi ? host + target : target, request);
			const found = { ...answer, json: parseJson(answer.bytes) };
			const name = hide(target, key).replace(/^\w+:|[^\w.]+/g, '-');
			write(`${(asked += 1)}`.padStart(2, '0') + name, `${target}\n\n${partsOf(found).full}`);
			if (at(found, 'request_id')) jobs.add(String(at(found, 'request_id')));
			if (answer.status !== 429 || attempt > 2) return found;
			here.terminal.tell('Segmind asks to wait: a minute');
			await here.pause(RATE_LIMIT_MS);
		}
	};
	return { ask, note, write, lines, jobs };
}

/** Asks for what can't be undone. @throws Error where nobody agrees */
async function agree(args: string[], api: string, { agrees, terminal }: Surroundings) {
	const { yes } = parseArgs({ args, options: { yes: { type: 'boolean' } } }).values;
	terminal.tell(`Looks at ${api} with your key. Two background removals cost about $0.002,
at most $${LIMIT_USD}. A photo is uploaded and stays at Segmind, at a public URL that holds the email
address of your account. All else is free.`);
	if (!yes && !agrees) throw new Error('There is nobody to ask. Add --yes to agree.');
	if (!yes && !(await agrees?.('Go on? [y/N] '))) throw new Error('Nothing was sent.');
}

/** @returns the exit code: 0 when all is as assumed, 1 on a difference, 2 when not all was seen */
export async function verify(args: string[], here: Surroundings, folder = OUTPUT) {
	const { apiKey, baseUrl, uploadUrl } = segmindIn(here.env);
	const [api = '', upload = ''] = [baseUrl, uploadUrl].map((url) => url.replace(/\/+$/, ''));
	const key = apiKey.trim();
	const { ask, note, write, lines, jobs } = conversation(key, [api, upload], folder, here);
	try {
		const besides = besidesKey(key);
		if (besides) throw new Error(`Set SEGMIND_API_KEY to your key: it holds ${besides}.`);
		await agree(args, api, here);
		rmSync(folder, { recursive: true, force: true });
		prepareOutput(folder);
		const site = api === segmindIn({}).baseUrl ? SITE : api;
		const priceUsd = await documentation(site, { ask, note });
		const picture = await sharp(PHOTO).resize(256).png().toBuffer();
		await lookAt({ api, picture, priceUsd, ask, note, pause: here.pause });
		write('report', lines.join('\n'));
		const count = lines.filter((line) => line.startsWith('D')).length;
		here.terminal.tell(`${count} of ${lines.length} are different. Raw answers: ${folder}`);
		return count > 0 ? 1 : 0;
	} catch (error) {
		here.terminal.complain(here.stop.aborted ? 'Stopped.' : hide((error as Error).message, key));
		if (jobs.size > 0) here.terminal.complain(`Perhaps billed: ${[...jobs].join(', ')}`);
		return 2;
	}
}

if (require.main === module) void runHere(async (args) => await verify(args, surroundings()));
