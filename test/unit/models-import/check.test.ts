import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { checkModels } from '../../../scripts/models/check';
import { FOLDER, modelSlugs } from '../../../scripts/models/files';
import { inFolder, run, siteTexts, withSite } from './command';

const ROOT = path.resolve(__dirname, '..', '..', '..');
const PAGES = path.join(ROOT, 'test', 'pages');

/** Of one text, what stands there and what is put there. */
type Change = [slug: string, from: string | RegExp, to: string];

/** Compares all model files with what the site says after these changes. */
async function checkAfter(...changes: Change[]) {
	const texts = siteTexts();
	for (const [slug, from, to] of changes) {
		const before = texts.get(slug) ?? '';
		texts.set(slug, before.replace(from, to));
		if (texts.get(slug) === before) throw new Error(`${slug}: nothing was changed`);
	}
	return await withSite(texts, async (site) => await run(checkModels, ['--site', site], FOLDER));
}

describe('npm run models:check', () => {
	it('finds no contradiction between the model files and the texts of all of them', async () => {
		const { code, out } = await checkAfter();
		expect(out).toBe(`${modelSlugs().length} models agree with their documentation`);
		expect(code).toBe(0);
	});

	it('names each contradiction, with both values', async () => {
		const { code, out } = await checkAfter(
			['p-image-edit', 'Default: `42`', 'Default: `43`'],
			['p-image-edit', 'Range: -1 to', 'Range: 0 to'],
			['p-image-edit', '**`disable_safety_checker`** (', '**`fast`** ('],
			['esrgan', 'Options: 2, 4, 8', 'Options: 2, 4, +3 more'],
			['gpt-image-1-edit', '/v1/gpt', '/v1/models/gpt'],
			['gpt-image-1-edit', 'image/png', 'application/json'],
			['gpt-image-1-edit', '(`list<string>`, _required_)', '(`string`, _optional_)'],
			['imagen-4', '# Imagen 4', '# Imagen 5'],
			['', /.*\| faceswap-v5 \|.*\n/, ''],
			['', '| p-image |', '| seededit-v3 |'],
		);
		expect(`\n${out}`).toBe(`
esrgan: allowed of scale is [2,4] in llms.txt, [2,4,8] in the file
esrgan: open of scale is true in llms.txt, nothing in the file
faceswap-v5: is in the file, not in the directory
gpt-image-1-edit: the endpoint is "/v1/models/gpt-image-1-edit" in llms.txt, "/v1/gpt-image-1-edit" in the file
gpt-image-1-edit: what it returns is "Text/JSON" in llms.txt, "Image" in the file
gpt-image-1-edit: the type of image_urls is "string" in llms.txt, "string[]" in the file
gpt-image-1-edit: required of image_urls is false in llms.txt, true in the file
imagen-4: the title is "Imagen 5" in llms.txt, "Imagen 4" in the file
p-image: is in the file, not in the directory
p-image-edit: fast is a parameter in llms.txt only
p-image-edit: default of seed is 43 in llms.txt, 42 in the file
p-image-edit: minimum of seed is 0 in llms.txt, -1 in the file
p-image-edit: disable_safety_checker is a parameter in the file only
seededit-v3: is in the directory, retired in the file
14 to look at, 0 of 22 could not be read`);
		expect(code).toBe(1);
	});

	it('finds none in what llms.txt leaves out, as not all of them say all', async () => {
		const { code } = await checkAfter(['p-image-edit', /.*Default: `42`.*\n/, '']);
		expect(code).toBe(0);
	});

	it.each([0.74, 0.76, 1.24, 1.26])('counts averages from a quarter on: %d', async (factor) => {
		const averages = `$${0.24 * factor} | ${56.95 * factor}s`;
		const { code, out } = await checkAfter(['', '$0.24 | 56.95s', `$${averages}`]);
		expect(code).toBe(Math.abs(factor - 1) > 0.25 ? 1 : 0);
		expect(out.match(/average (?:time|price)/g) ?? []).toHaveLength(code * 2);
	});

	it('ends with 2 when a text is none of its model, and still says what differs elsewhere', async () => {
		const { code, out } = await checkAfter(
			['esrgan', /[^]*/, '<html></html>'],
			['faceswap-v5', /[^]*/, siteTexts().get('p-image') ?? ''],
			['imagen-4', '# Imagen 4', '# Imagen 5'],
		);
		expect(code).toBe(2);
		expect(out).toMatch(/^esrgan: not read: it is no llms.txt of a model\nfaceswap-v5: not read: /);
		expect(out).toMatch(/it is of p-image\nimagen-4: the title.*\n3 to look at, 2 of 22 could/);
	});

	it('compares saved pages instead, as a process of its own', () => {
		const args = ['--import', 'tsx', 'scripts/models/check.ts', '--pages', PAGES];
		const ended = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
		const out = '6 models agree with their documentation\n';
		expect(ended).toMatchObject({ status: 0, stdout: out, stderr: '' });
	});

	it('says of a saved page why it was not compared', async () => {
		await inFolder(async (folder) => {
			copyFileSync(path.join(PAGES, 'nano-banana.txt'), path.join(folder, 'esrgan.txt'));
			writeFileSync(path.join(folder, 'imagen-4.txt'), 'Imagen 4\n');
			const { code, out } = await run(checkModels, ['--pages', folder], FOLDER);
			expect(code).toBe(2);
			expect(out).toContain('esrgan: not read: it is of nano-banana');
			expect(out).toContain('imagen-4: not read: line 2: the sample is missing');
			const none = await run(checkModels, ['--pages', PAGES], folder);
			expect(none.out).toContain('nano-banana: there is no file of this model');
		});
	});

	it.each(['--pages no-such-folder', '--pages examples', '--page x', '--site http://127.0.0.1:1'])(
		'ends with 2 at %s',
		async (args) => {
			const { code, err } = await run(checkModels, args.split(' '), FOLDER);
			expect(code).toBe(2);
			expect(err).toContain('Usage: npm run models:check');
		},
	);
});
