import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { DOCUMENTED_MODELS } from '../../../sandbox/documentation';
import type { DocumentedModel } from '../../../sandbox/documentation/types';
import { modelText } from '../../../sandbox/llms/model';
import { MODELS } from '../../../sandbox/models';
import type { ModelFile } from '../../../scripts/generate/modelFile';
import { differences } from '../../../scripts/models/compare/compare';
import { takeFacts } from '../../../scripts/models/write/facts';
import { FOLDER, modelSlugs, readModel } from '../../../scripts/models/files';
import { textOfHtml } from '../../../scripts/models/fetch/html';
import { readTexts } from '../../../scripts/models/read/readModelPage';
import { inFolder, run, withServer } from './command';

const PAGES = path.resolve(__dirname, '..', '..', 'pages');
const pageOf = (slug: string) => readFileSync(path.join(PAGES, `${slug}.txt`), 'utf8');
const tableOf = (slug: string) => MODELS.get(slug) as DocumentedModel;
const SLUG = 'p-image-edit';
const LLMS = modelText(tableOf(SLUG), 'older');

/** A site with both texts, or what it answers instead of one. */
async function withSite<T>(
	texts: { page?: string; llms?: string },
	use: (site: string, asked: string[]) => Promise<T>,
): Promise<T> {
	const asked: string[] = [];
	return await withServer(
		({ url = '' }, response) => {
			asked.push(url);
			const text = url.endsWith('/llms.txt') ? texts.llms : texts.page;
			response
				.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/plain' })
				.end(text);
		},
		async (site) => await use(site, asked),
	);
}

/** Imports from a site into a folder of its own. */
async function imported(texts: { page?: string; llms?: string }, ...args: string[]) {
	return await withSite(
		texts,
		async (site, asked) =>
			await inFolder(async (folder) => {
				const ended = await run('import', [SLUG, '--site', site, '--into', folder, ...args]);
				const [name] = readdirSync(folder);
				const file = name ? readFileSync(path.join(folder, name), 'utf8') : 'null';
				return { ...ended, asked, file: JSON.parse(file) as ModelFile | null };
			}),
	);
}

const rowOf = (file: ModelFile | null, name: string) =>
	file?.parameters.find((parameter) => parameter.name === name);

describe('the two sources', () => {
	it.each(modelSlugs().filter((slug) => DOCUMENTED_MODELS.has(slug)))(
		'agree about %s, and with its file',
		(slug) => {
			const held = readModel(slug) as ModelFile;
			const how = { cut: held.coverage === 'partial', heldBy: () => held };
			for (const template of ['older', 'newer'] as const) {
				const documentation = modelText(tableOf(slug), template);
				const { page, contradictions } = readTexts({ documentation, page: pageOf(slug) }, how);
				expect(contradictions).toEqual([]);
				const context = { known: held, read: held.source.read, today: held.added };
				// where the page breaks off, llms.txt has the rest
				const { file } = takeFacts(page, context);
				expect(differences({ ...held, coverage: file.coverage }, file)).toEqual([]);
			}
		},
	);

	it('are read in this order: llms.txt, then the page', async () => {
		const { code, asked, file } = await imported({ page: pageOf(SLUG), llms: LLMS });
		expect(code).toBe(0);
		expect(asked).toEqual([`/models/${SLUG}/llms.txt`, `/models/${SLUG}/api`]);
		expect(file?.slug).toBe(SLUG);
	});

	it('fill in for each other', async () => {
		const page = pageOf(SLUG)
			.replace('Default: 42', 'Default: 42')
			.replace('"3:2""2:3"', '"3:2"+1 more');
		const { code, file } = await imported({ page, llms: LLMS });
		expect(code).toBe(0);
		expect(rowOf(file, 'aspect_ratio')).toEqual(
			expect.objectContaining({ allowed: expect.arrayContaining(['2:3']) }),
		);
		expect(rowOf(file, 'aspect_ratio')).not.toHaveProperty('open');
		expect(file?.typical.seconds).not.toBeNull();
	});

	const contradicting = LLMS.replace('Default: `42`', 'Default: `43`').replace(
		/\(`boolean`, _optional_\)/,
		'(`integer`, _required_)',
	);

	it('that contradict each other are named, all at once, and nothing is written', async () => {
		const ended = await imported({ page: pageOf(SLUG), llms: contradicting });
		expect(ended).toMatchObject({ code: 1, file: null, out: '' });
		expect(ended.err).toContain('the default of seed is 42 on the page, 43 in llms.txt');
		expect(ended.err).toMatch(/the type of \w+ is "boolean" on the page, "integer" in llms.txt/);
		expect(ended.err).toMatch(/required of \w+ is false on the page, true in llms.txt/);
		expect(ended.err).toContain('--prefer page or --prefer llms.txt');
	});

	it.each([
		['page', 42],
		['llms.txt', 43],
	])('are decided by --prefer %s, and it is said', async (prefer, value) => {
		const llms = LLMS.replace('Default: `42`', 'Default: `43`');
		const ended = await imported({ page: pageOf(SLUG), llms }, '--prefer', prefer);
		expect(ended).toMatchObject({ code: 0, err: '' });
		expect(ended.out).toContain(`43 in llms.txt: ${prefer} counts`);
		expect(rowOf(ended.file, 'seed')?.default).toBe(value);
	});

	it('may have rows that the other lacks: that is a contradiction', async () => {
		const llms = LLMS.replace('- **`seed`**', '- **`sapling`**');
		const { err } = await imported({ page: pageOf(SLUG), llms });
		expect(err).toContain('seed is a parameter on the page only');
		expect(err).toContain('sapling is a parameter in llms.txt only');
	});

	it('must be of one model', async () => {
		const llms = modelText(tableOf('seededit-v3'), 'newer');
		const { code, err } = await imported({ page: pageOf(SLUG), llms });
		expect(code).toBe(1);
		expect(err).toContain(`llms.txt is of seededit-v3, the page of ${SLUG}`);
	});
});

describe('one source', () => {
	it.each<[string, string | undefined]>([
		['is missing', undefined],
		['is a page', '<!doctype html><html><body>Hello</body></html>'],
	])('is enough where llms.txt %s, and it is said', async (_, llms) => {
		const texts = { page: pageOf(SLUG), ...(llms !== undefined && { llms }) };
		const { code, out, file } = await imported(texts);
		expect(code).toBe(0);
		expect(out).toMatch(/Note: llms\.txt was not read \(/);
		expect(file?.slug).toBe(SLUG);
	});

	it('is llms.txt alone only when that is asked for', async () => {
		const refused = await imported({ llms: LLMS });
		expect(refused).toMatchObject({ code: 1, file: null });
		expect(refused.err).toContain('/api could not be read');
		const args = ['--prefer', 'llms.txt', '--returns', 'Image'];
		const { code, out, file } = await imported({ llms: LLMS }, ...args);
		expect({ code, slug: file?.slug }).toEqual({ code: 0, slug: SLUG });
		expect(out).toContain('Note: only llms.txt was read');
		expect(rowOf(file, 'image_urls')).toMatchObject({ type: 'string[]', role: 'images' });
	});

	it('may be a saved file, or both', async () => {
		await inFolder(async (folder) => {
			const [page, llms] = ['page.txt', 'page.llms.txt'].map((name) => path.join(folder, name));
			writeFileSync(page ?? '', pageOf(SLUG));
			writeFileSync(llms ?? '', LLMS.replace('Default: `42`', 'Default: `43`'));
			const alone = await run('import', [llms ?? '', '--dry-run', '--returns', 'Image']);
			expect(alone).toMatchObject({ code: 0, err: '' });
			expect(alone.out).toContain('default 43');
			const both = await run('import', [page ?? '', '--llms', llms ?? '', '--dry-run']);
			expect(both.err).toContain('the default of seed is 42 on the page, 43 in llms.txt');
		});
	});

	it('of a video can not be held', async () => {
		const video = modelText(tableOf('wan-2.2-t2v-fast'), 'older');
		await inFolder(async (folder) => {
			const file = path.join(folder, 'video.txt');
			writeFileSync(file, video);
			const { code, err } = await run('import', [file, '--dry-run']);
			expect(code).toBe(1);
			expect(err).toContain('returns "Video"');
		});
	});
});

it('models:check names what the two contradict each other about', async () => {
	await inFolder(async (folder) => {
		const [pages, models] = [path.join(folder, 'pages'), path.join(folder, 'models')];
		cpSync(path.join(PAGES, `${SLUG}.txt`), path.join(pages, `${SLUG}.txt`));
		cpSync(path.join(FOLDER, `${SLUG}.json`), path.join(models, `${SLUG}.json`));
		const llms = path.join(pages, `${SLUG}.llms.txt`);
		writeFileSync(llms, LLMS);
		const check = async () => await run('check', ['--pages', pages, '--models', models]);
		expect(await check()).toMatchObject({ code: 0 });
		writeFileSync(llms, LLMS.replace('Default: `42`', 'Default: `43`'));
		expect(await check()).toMatchObject({
			code: 1,
			out: `${SLUG}: contradiction: the default of seed is 42 on the page, 43 in llms.txt\n1 line to look at\n`,
		});
	});
});

describe('a PixelFlow', () => {
	it('is named as such by its address', async () => {
		const { code, err } = await run('import', ['https://www.segmind.com/pixelflows/product-card']);
		expect(code).toBe(1);
		expect(err).toContain('is the page of a PixelFlow, not of a model');
	});

	it('is named as such by its page', async () => {
		await inFolder(async (folder) => {
			const file = path.join(folder, 'page.txt');
			const address = 'https://api.segmind.com/workflows/66b2f0c4e1a97d3f58c06b21-v2';
			writeFileSync(file, `Card\n\nMakes a card\n\nAPI Endpoint\n\nPOST${address}\n\nParameters\n`);
			const { code, err } = await run('import', [file]);
			expect(code).toBe(1);
			expect(err).toContain('line 7: this is the page of a PixelFlow, not of a model');
		});
	});
});

it.each([
	['<div>Allowed values :<span>1</span><span>2</span><span>10</span></div>', '1 2 10'],
	['<p>0.5<b>0.75</b></p>', '0.5 0.75'],
	['<p>1<i>-1</i></p>', '1 -1'],
	['<p>prompt<b>required</b></p>', 'promptrequired'],
	['<p>$<!-- -->0.14</p>', '$0.14'],
])('numbers of neighbours do not grow together: %s', (html, text) => {
	expect(textOfHtml(html)).toContain(text);
});
