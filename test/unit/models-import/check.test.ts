import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../../../scripts/generate/modelFile';
import { FOLDER, modelSlugs, readModel } from '../../../scripts/models/files';
import { inFolder, run, runAlone, slugIn, withServer } from './command';

const PAGES = path.resolve(__dirname, '..', '..', 'pages');

/** Changes the saved page of a model in a copy of all pages, and compares. */
async function checkAfter(changes: Record<string, (text: string) => string>) {
	return await inFolder(async (folder) => {
		cpSync(PAGES, folder, { recursive: true });
		for (const [slug, change] of Object.entries(changes)) {
			const file = path.join(folder, `${slug}.txt`);
			const before = readFileSync(file, 'utf8');
			const after = change(before);
			if (after === before) throw new Error(`${slug}: nothing was changed`);
			writeFileSync(file, after);
		}
		return await run('check', ['--pages', folder]);
	});
}

const held = (slug: string) => readModel(slug) as ModelFile;

/** A copy of some model files. */
async function withModels<T>(slugs: string[], use: (models: string) => Promise<T>): Promise<T> {
	return await inFolder(async (folder) => {
		for (const slug of slugs) {
			cpSync(path.join(FOLDER, `${slug}.json`), path.join(folder, `${slug}.json`));
		}
		return await use(folder);
	});
}

describe('npm run models:check', () => {
	it('says nothing of the committed pages', async () => {
		const out = `${modelSlugs().length} models agree with their pages\n`;
		expect(await runAlone('check', ['--pages', PAGES])).toEqual({ code: 0, out, err: '' });
	});

	it('says exactly what was changed', async () => {
		const { seconds, usd } = held('p-image-edit').typical;
		const { code, out } = await checkAfter({
			'p-image-edit': (text) =>
				text
					.replace(/^~([\d.]+)s/m, () => `~${(seconds ?? 0) * 1.3}s`)
					.replace('Default: 42', 'Default: 43')
					.replace('Range: -1 - ', 'Range: 0 - ')
					.replace('"3:2""2:3"', '"3:2"+9 more')
					.replace('disable_safety_checkeroptional', 'fastoptional'),
			'gpt-image-1-edit': (text) =>
				text
					.replace('POSThttps://api.segmind.com/v1/', 'POSThttps://api.segmind.com/v1/models/')
					.replace('Returns: Image', 'Returns: Text/JSON')
					.replace('"mask": null', '"mask": "x"')
					.replace('image_urlsrequired', 'image_urlsoptional'),
		});
		expect(usd).not.toBeNull();
		expect(out.split('\n')).toEqual([
			'gpt-image-1-edit: changed: endpoint is "/v1/models/gpt-image-1-edit", was "/v1/gpt-image-1-edit"',
			'gpt-image-1-edit: changed: returns is "Text/JSON", was "Image"',
			'gpt-image-1-edit: changed: image_urls: required is false, was true',
			'gpt-image-1-edit: changed: mask: nullable is nothing, was true',
			`p-image-edit: changed: average time in seconds is ${(seconds ?? 0) * 1.3}, was ${seconds}`,
			'p-image-edit: changed: aspect_ratio: allowed is ["match_input_image","1:1","16:9","9:16","4:3","3:4","3:2"], was ["match_input_image","1:1","16:9","9:16","4:3","3:4","3:2","2:3"]',
			'p-image-edit: changed: aspect_ratio: open is true, was nothing',
			'p-image-edit: added: fast (boolean)',
			'p-image-edit: changed: seed: default is 43, was 42',
			'p-image-edit: changed: seed: minimum is 0, was -1',
			'p-image-edit: removed: disable_safety_checker',
			'11 lines to look at',
			'',
		]);
		expect(code).toBe(1);
	});

	it('says why a page is known in part only', async () => {
		const { out } = await checkAfter({
			'seededit-v3': (text) => text.replace('"size": ', '"scale": 2,\n"size": '),
			'recraft-v3-svg': (text) =>
				text.replace('\nResponse Type', '\ncoloursoptional\nobject\n\nAll.\n\nResponse Type'),
		});
		expect(out.split('\n').slice(0, -2)).toEqual([
			'recraft-v3-svg: changed: coverage is "partial", was "complete" (colours: left out, no control makes a value of type object: known in part only)',
			'seededit-v3: changed: coverage is "partial", was "complete" (the sample sends scale, which the table lacks: known in part only)',
		]);
	});

	it.each([
		[1.24, 0],
		[0.76, 0],
		[1.26, 1],
		[0.74, 1],
	])('sees averages of %d times the old ones: exit %d', async (factor, code) => {
		const { seconds, usd } = held('gpt-image-1.5-edit').typical;
		const times = (value: number | null) => ((value ?? 0) * factor).toFixed(6);
		const ended = await checkAfter({
			'gpt-image-1.5-edit': (text) =>
				text
					.replace(/^~[\d.]+s/m, `~${times(seconds)}s`)
					.replace(/^~\$[\d.]+/m, `~$$${times(usd)}`),
		});
		expect(ended.code).toBe(code);
		expect(ended.out.match(/average/g) ?? []).toHaveLength(code * 2);
	});

	it('ends with 2 when a page is not understood, and still says what differs elsewhere', async () => {
		const { code, out } = await checkAfter({
			'seededit-v3': (text) => text.replace('\nDefault: 5.5', '\nDefault: about 5'),
			'bg-removal-v2': (text) => text.replace('Returns: Image', 'Returns: Text/JSON'),
		});
		expect(code).toBe(2);
		expect(out).toMatch(/^bg-removal-v2: changed: returns/m);
		expect(out).toMatch(
			/^seededit-v3: not read: not understood: line \d+: "about 5.*" is no JSON$/m,
		);
		expect(out).toMatch(new RegExp(`^1 of ${modelSlugs().length} pages could not be read$`, 'm'));
	});

	it('ends with 2 when a page is missing or that of another model', async () => {
		await inFolder(async (folder) => {
			cpSync(PAGES, folder, { recursive: true });
			rmSync(path.join(folder, 'nano-banana.txt'));
			cpSync(path.join(folder, 'faceswap-v5.txt'), path.join(folder, 'bria-eraser.txt'));
			const { code, out } = await run('check', ['--pages', folder]);
			expect(code).toBe(2);
			expect(out).toMatch(/^nano-banana: not read: .*nano-banana\.txt is missing$/m);
			expect(out).toMatch(/^bria-eraser: not read: the page is that of faceswap-v5$/m);
		});
	});

	it('names a page that has no file of its model', async () => {
		await withModels(['seededit-v3'], async (models) => {
			const { code, out } = await run('check', ['--pages', PAGES, '--models', models]);
			expect(code).toBe(1);
			expect(out).toContain('p-image-edit: added: a page, and there is no file of the model');
			expect(out).not.toContain('seededit-v3');
		});
	});

	it('fetches the pages, and counts one that it does not get as unread', async () => {
		const text = (slug: string) => readFileSync(path.join(PAGES, `${slug}.txt`), 'utf8');
		await withModels(['faceswap-v5', 'seededit-v3'], async (models) => {
			const check = async (missing?: string) =>
				await withServer(
					(request, response) => {
						const slug = slugIn(request);
						// of llms.txt there is none here
						if (slug === '' || slug === missing) response.writeHead(404).end();
						else response.end(text(slug));
					},
					async (site) => await run('check', ['--models', models, '--site', site]),
				);
			expect(await check()).toMatchObject({ code: 0, out: '2 models agree with their pages\n' });
			const { code, out } = await check('seededit-v3');
			expect(code).toBe(2);
			expect(out).toMatch(/^seededit-v3: not read: .*HTTP 404/m);
		});
	});

	it.each([
		['--pages', 'no-such-folder'],
		['--models', 'no-such-folder'],
		['--page', 'x'],
	])('ends with 2 at %s %s', async (...args) => {
		const { code, err } = await run('check', args);
		expect(code).toBe(2);
		expect(err).toMatch(/no-such-folder is no folder|Unknown option/);
	});
});
