import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../../../scripts/generate/modelFile';
import { problemsOf } from '../../../scripts/generate/modelFile';
import { FOLDER, modelSlugs, readModel } from '../../../scripts/models/files';
import { inFolder, run, runAlone } from './command';
import { CORPUS } from './corpus';

const PAGES = path.resolve(__dirname, '..', '..', 'pages');
const corpus = (name: string) => path.join(CORPUS, `${name}.txt`);
const modelIn = (folder: string, slug: string) =>
	JSON.parse(readFileSync(path.join(folder, `${slug}.json`), 'utf8')) as ModelFile;

describe('npm run models:import', () => {
	it('writes a new model with sentences still to be written, which the checks refuse', async () => {
		await inFolder(async (folder) => {
			const ended = await run('import', [corpus('whole'), '--into', folder]);
			expect(ended).toMatchObject({ code: 0, err: '' });
			expect(ended.out).toContain('marked TODO: 7');
			const file = modelIn(folder, 'lantern-glow');
			const { summary, operation, source, added, parameters } = file;
			expect({ summary, operation }).toEqual({ summary: 'TODO', operation: 'edit' });
			expect(added.slice(0, 7)).toBe(source.read);
			expect(parameters.every(({ description }) => description === 'TODO')).toBe(true);
			expect(problemsOf(file, 'lantern-glow.json', FOLDER).length).toBeGreaterThan(0);
		});
	});

	it('refuses with the line and writes no file', async () => {
		await inFolder(async (folder) => {
			const ended = await run('import', [corpus('refused-quote'), '--into', folder]);
			expect(ended).toEqual({
				code: 1,
				out: '',
				err: 'Not understood, nothing was written: line 33: a closing quote is missing\n',
			});
			expect(readdirSync(folder)).toEqual([]);
		});
	});

	it('leaves the file as it is when a page that it knows is refused', async () => {
		await inFolder(async (folder) => {
			await run('import', [corpus('whole'), '--into', folder]);
			const before = readFileSync(path.join(folder, 'lantern-glow.json'), 'utf8');
			const page = path.join(folder, 'page.txt');
			const broken = readFileSync(corpus('whole'), 'utf8').replace('Default: 4', 'Default: four');
			writeFileSync(page, broken);
			expect((await run('import', [page, '--into', folder])).code).toBe(1);
			expect(readFileSync(path.join(folder, 'lantern-glow.json'), 'utf8')).toBe(before);
		});
	});

	it('keeps what a person wrote and chose, takes the changed fact, asks for the new row', async () => {
		await inFolder(async (folder) => {
			const file = path.join(folder, 'p-image-edit.json');
			const page = path.join(folder, 'page.txt');
			copyFileSync(path.join(FOLDER, 'p-image-edit.json'), file);
			const text = readFileSync(path.join(PAGES, 'p-image-edit.txt'), 'utf8')
				.replace('Default: 42', 'Default: 43')
				.replace('\nResponse Type', '\nturbooptional\nboolean\n\nQuick.\n\nResponse Type');
			writeFileSync(page, text);
			const { code, out } = await run('import', [page, '--into', folder]);
			expect(code).toBe(0);
			expect(out).toContain('marked TODO: 1');
			const before = readModel('p-image-edit') as ModelFile;
			const after = modelIn(folder, 'p-image-edit');
			const { parameters: rows, source: _, ...rest } = before;
			expect(after).toMatchObject(rest);
			expect(after.parameters).toEqual([
				...rows.map((row) => (row.name === 'seed' ? { ...row, default: 43 } : row)),
				{ name: 'turbo', type: 'boolean', required: false, description: 'TODO' },
			]);
		});
	});

	it('leaves a file alone when the page says nothing new', async () => {
		await inFolder(async (folder) => {
			for (const slug of modelSlugs()) {
				const file = path.join(folder, `${slug}.json`);
				copyFileSync(path.join(FOLDER, `${slug}.json`), file);
				const before = readFileSync(file, 'utf8');
				const cut = readModel(slug)?.coverage === 'partial' ? ['--cut'] : [];
				const page = path.join(PAGES, `${slug}.txt`);
				const ended = await run('import', [page, '--into', folder, ...cut]);
				expect(ended).toMatchObject({ code: 0, err: '' });
				expect(ended.out).toContain('left as it is');
				expect(readFileSync(file, 'utf8')).toBe(before);
			}
		});
	});

	it('writes the same bytes for the same facts', async () => {
		await inFolder(async (folder) => {
			const slug = 'runway-gen4-image';
			const file = path.join(folder, `${slug}.json`);
			copyFileSync(path.join(FOLDER, `${slug}.json`), file);
			const before = readFileSync(file, 'utf8');
			const read = ['--read', readModel(slug)?.source.read ?? ''];
			const page = path.join(PAGES, `${slug}.txt`);
			const ended = await runAlone('import', [page, '--into', folder, ...read]);
			expect(ended).toMatchObject({ code: 0, err: '' });
			expect(ended.out).not.toContain('left as it is');
			expect(readFileSync(file, 'utf8')).toBe(before);
		});
	});

	it('refuses a text that is run together', async () => {
		await inFolder(async (folder) => {
			const refused = await run('import', [corpus('one-word-a-line'), '--into', folder]);
			expect(refused.code).toBe(1);
			expect(refused.err).toMatch(/line 15: .*copy the page anew/);
			expect(readdirSync(folder)).toEqual([]);
		});
	});

	it('reads other codings and the source of a page', async () => {
		await inFolder(async (folder) => {
			const text = readFileSync(corpus('newer-header'), 'utf8');
			const html = `<!doctype html><html><head><title>x</title></head><body><pre>${text
				.replaceAll('&', '&amp;')
				.replaceAll('<', '&lt;')}</pre></body></html>`;
			const files: Array<[string, Buffer]> = [
				['utf16le.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
				['latin1.txt', Buffer.from(text, 'latin1')],
				['page.html', Buffer.from(html)],
			];
			for (const [name, bytes] of files) {
				writeFileSync(path.join(folder, name), bytes);
				const ended = await run('import', [path.join(folder, name), '--into', folder, '--dry-run']);
				expect(ended).toMatchObject({ code: 0, err: '' });
				expect(ended.out).toContain('folds: integer, optional; default 3, from 1, to 20');
			}
		});
	});

	it.each<[string, string[], RegExp]>([
		['nothing', [], /^Usage:/],
		['two pages', ['a.txt', 'b.txt'], /^Usage:/],
		['a file that is missing', ['no/such.txt'], /^no\/such\.txt is missing/],
		['no slug', ['what is this'], /neither a file nor the slug/],
		['another address', ['https://example.com/models/a/api'], /neither a file nor the slug/],
		['a picture', ['examples/pictures'], /is no file|neither/],
		['an option that does not exist', ['a.txt', '--forse'], /Unknown option '--forse'/],
		['no month', ['a.txt', '--read', 'May'], /--read is a year and a month/],
		['no operation', [corpus('whole'), '--operation', 'fly'], /--operation is one of edit,/],
	])('says what is wrong with %s, and ends with 1', async (_, args, what) => {
		const ended = await run('import', [...args, '--dry-run']);
		expect(ended.code).toBe(1);
		expect(ended.err).toMatch(what);
		expect(ended.err).not.toMatch(/^\s+at /m);
	});

	it('explains itself', async () => {
		const { code, out } = await run('import', ['--help']);
		expect(code).toBe(0);
		expect(out).toContain('--prefer');
	});

	it('ends with that code as a process', async () => {
		const ended = await runAlone('import', [corpus('refused-type'), '--dry-run']);
		expect(ended).toMatchObject({ code: 1, out: '' });
		expect(ended.err).toMatch(/^Not understood, nothing was written: line 29: /);
	});
});

it('writes no file beside the one of the model', async () => {
	await inFolder(async (folder) => {
		await run('import', [corpus('types'), '--into', folder]);
		expect(readdirSync(folder)).toEqual(['every-kind.json']);
		expect(existsSync(path.join(FOLDER, 'every-kind.json'))).toBe(false);
	});
});
