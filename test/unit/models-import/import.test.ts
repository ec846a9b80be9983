import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { DOCUMENTED_MODELS } from '../../../sandbox/models';
import type { DocumentedModel } from '../../../sandbox/documentation/types';
import { modelText } from '../../../sandbox/llms';
import { problemsOf, type ModelFile } from '../../../scripts/generate/modelFile';
import { draftOf } from '../../../scripts/models/draft';
import { FOLDER, modelSlugs, readModel } from '../../../scripts/models/files';
import { importModel } from '../../../scripts/models/import';
import { readLlms } from '../../../scripts/models/stated';
import { inFolder, run, siteTexts, withSite } from './command';

const heldOf = (slug: string): ModelFile => readModel(slug) as ModelFile;

/** Imports into a folder with some model files. @returns how it ended, and the files by name */
async function imported(args: string[], texts = siteTexts(), ...held: string[]) {
	return await inFolder(async (folder) => {
		const copy = (name: string) => copyFileSync(path.join(FOLDER, name), path.join(folder, name));
		for (const slug of held) copy(`${slug}.json`);
		const command = async (site: string) =>
			await run(importModel, [...args, '--site', site], folder);
		const ended = await withSite(texts, command);
		const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
		return { ...ended, files: Object.fromEntries(readdirSync(folder).map((n) => [n, text(n)])) };
	});
}

const modelIn = (files: Record<string, string>, slug: string): ModelFile =>
	JSON.parse(files[`${slug}.json`] ?? 'null') as ModelFile;

/** The text of a model of the sandbox, with a change. */
const text = (slug: string, from: string | RegExp = '', to = ''): string =>
	modelText(DOCUMENTED_MODELS.get(slug) as DocumentedModel, 'newer').replace(from, to);

/** No llms.txt prints the members of its objects, so a person has to write this one. */
const OF_OBJECTS = 'runway-gen4-image';

it.each(modelSlugs().filter((slug) => slug !== OF_OBJECTS))(
	'%s: its text makes its file anew',
	(slug) => {
		const { file, notes } = draftOf(readLlms(text(slug)), undefined, '2026-11-30');
		const facts = ({ parameters }: ModelFile) =>
			parameters.map(({ type, description, prominent, label, hint, control, sample, ...row }) => ({
				...row,
				// the sample on the page says it where no default does
				nullable: row.default === null,
			}));
		const held = heldOf(slug);
		expect(facts(file)).toEqual(facts(held));
		expect(file).toMatchObject({ displayName: held.displayName, endpoint: held.endpoint });
		expect(notes).toEqual([]);
	},
);

describe('npm run models:import', () => {
	it('writes a file with all facts, and TODO where a person has to write', async () => {
		const { code, out, files } = await imported(['p-image-edit']);
		const file = modelIn(files, 'p-image-edit');
		expect(code).toBe(0);
		expect(out).toContain('Yours to write, marked TODO: 7');
		const whole = JSON.stringify({ ...file, operation: 'edit', returns: 'Image' });
		const filled: unknown = JSON.parse(whole.replaceAll('"TODO"', '"Whether it is so"'));
		expect(problemsOf(filled, 'p-image-edit.json', FOLDER)).toEqual([]);
		expect(file.typical).toEqual({ seconds: 7.53, usd: 0.01 });
	});

	it('keeps sentences, controls and what llms.txt leaves out, and takes what is new', async () => {
		const row = '- **`mask`** (`string`, _optional_):\n  Quick\n  - Default: `null`\n\n';
		const texts = siteTexts();
		const changed = text('p-image-edit', 'Default: `42`', 'Default: `43`')
			.replace('- **`seed`**', `${row}- **\`seed\`**`)
			.replace(/.*Range: .*\n/, '');
		texts.set('p-image-edit', changed);
		texts.set('', (texts.get('') ?? '').replace('$0.01 |', '$0.020793580058224165 |'));
		const { out, files } = await imported(['p-image-edit'], texts, 'p-image-edit');
		expect(out).toContain('p-image-edit: default of seed is 43 in llms.txt, 42 in the file');
		const held = heldOf('p-image-edit');
		const rows = held.parameters.map((one) =>
			one.name === 'seed' ? { ...one, default: 43 } : one,
		);
		const mask = {
			name: 'mask',
			type: 'string (uri)',
			required: false,
			nullable: true,
			default: null,
		};
		const at = rows.findIndex(({ name }) => name === 'seed');
		rows.splice(at, 0, { ...mask, role: 'mask', description: 'TODO' });
		expect(modelIn(files, 'p-image-edit')).toEqual({
			...{ ...held, parameters: rows, typical: { seconds: 7.53, usd: 0.0208 } },
			source: { page: expect.stringContaining('llms.txt'), read: expect.stringMatching(/^20/) },
		});
		const before = readFileSync(path.join(FOLDER, 'p-image-edit.json'), 'utf8').split('\n');
		const after = files['p-image-edit.json']?.split('\n') ?? [];
		// the file keeps its format, so a diff shows what has changed
		const gone = before.filter((line) => !after.includes(line) && !line.includes('"read"'));
		expect(gone).toHaveLength(3);
	});

	it('leaves a file alone when the text says nothing new', async () => {
		const before = readFileSync(path.join(FOLDER, 'esrgan.json'), 'utf8');
		const { out, files } = await imported(['esrgan'], siteTexts(), 'esrgan');
		expect(files['esrgan.json']).toBe(before);
		expect(out).toContain('left as it is');
	});

	it('takes a saved text, and does without the directory', async () => {
		await inFolder(async (folder) => {
			const file = path.join(folder, 'saved.txt');
			writeFileSync(file, text('esrgan', '(`integer`, _optional_)', '(`Object`, _optional_)'));
			const { code, out, err, files } = await imported([file], new Map());
			expect(code).toBe(0);
			expect(err).toContain('time and price are not known');
			expect(out).toContain('esrgan: quality: no control makes a value of type Object; left out');
			const { typical, coverage } = modelIn(files, 'esrgan');
			expect(typical).toEqual({ seconds: null, usd: 0.0047 });
			expect(coverage).toBe('partial');
		});
	});

	it.each<[string, string, RegExp]>([
		['', '', /^Usage:/],
		['a b', '', /^Usage:/],
		['a --cut', '', /Unknown option '--cut'/],
		['what?', '', /what\? is neither a file nor a slug/],
		['b', '', /\/models\/b\/llms.txt could not be read \(HTTP 404/],
		['a', 'Hello', /it is no llms.txt of a model/],
		['a', text('esrgan'), /it is of esrgan/],
		['a', text('esrgan', /.*Endpoint.*/, '').replaceAll('`esrgan`', '`a`'), /no endpoint/],
		['a', text(OF_OBJECTS).replaceAll(OF_OBJECTS, 'a'), /referenceImages: no control makes/],
	])(
		'%j with the text %.9j: says why not, ends with 1 and writes nothing',
		async (args, a, says) => {
			const given = args.split(' ').filter(Boolean);
			const { code, err, files } = await imported(given, new Map([['a', a]]));
			expect({ code, files }).toEqual({ code: 1, files: {} });
			expect(err).toMatch(says);
		},
	);
});
