import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ts from 'typescript';
import { catalogSource } from '../../../scripts/generate/catalog';
import { assignControls } from '../../../scripts/generate/controls';
import { interfaceSource } from '../../../scripts/generate/interfaceFile';
import { readModels } from '../../../scripts/generate/modelFile';
import { MODEL_FOLDER, realModels, ROOT } from '../support/models';

const folders: string[] = [];

afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'segmind-generate-'));
	folders.push(folder);
	return folder;
}

/** A copy of the part of the project that the generator reads and writes. */
function copyOfProject(): string {
	const root = newFolder();
	const parts = [
		'scripts/generate.ts',
		'scripts/generate',
		'nodes/Segmind/models',
		'nodes/Segmind/core',
	];
	for (const part of parts) {
		cpSync(join(ROOT, part), join(root, part), { recursive: true });
	}
	const written = ['nodes/Segmind/interface/edit.generated.ts', 'docs/models.md'];
	const read = ['nodes/Segmind/interface/resource.ts', 'package.json', '.prettierrc.js'];
	for (const file of [...written, ...read]) {
		cpSync(join(ROOT, file), join(root, file));
	}
	symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
	return root;
}

function run(root: string, ...args: string[]) {
	const cli = [require.resolve('tsx/cli'), join(root, 'scripts/generate.ts'), ...args];
	const { status, stderr } = spawnSync(process.execPath, cli, { encoding: 'utf8' });
	return { code: status, text: stderr };
}

const GENERATED = [
	'nodes/Segmind/models/catalog.generated.ts',
	'nodes/Segmind/interface/edit.generated.ts',
];

describe.each(GENERATED)('%s', (path) => {
	const text = readFileSync(join(ROOT, path), 'utf8');

	it('says what made it, and that it is not to be edited', () => {
		expect(text.split('\n')[0]).toMatch(/^\/\/ Generated .*Do not edit.*`npm run generate`/);
	});

	it('holds literals only, for n8n reads nothing else', () => {
		const alive =
			/^(?:Call|Spread|Arrow|Template|Shorthand|Computed|As)(?:Expression|Element|Assignment|Function|Property)/;
		const found: string[] = [];
		const visit = (node: ts.Node): void => {
			if (alive.test(ts.SyntaxKind[node.kind])) found.push(node.getText());
			node.forEachChild(visit);
		};
		visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
		expect(found).toEqual([]);
	});
});

/** A copy of the model files. */
function copyOfModels(): string {
	const folder = newFolder();
	cpSync(MODEL_FOLDER, folder, { recursive: true });
	return folder;
}

it('takes up a model for nothing but its file', () => {
	const folder = copyOfModels();
	const text = readFileSync(join(folder, 'gpt-image-1-edit.json'), 'utf8');
	const added = text
		.replaceAll('gpt-image-1-edit', 'gpt-image-9-edit')
		.replace('"GPT Image 1 Edit"', '"GPT Image 9 Edit"')
		.replace(/"added": "[^"]+"/, '"added": "2027-01-01"')
		.replace('"type": "integer"', '"type": "boolean"')
		.replace(/"default": 100,\s*"minimum": 1,\s*"maximum": 100,/, '"default": true,')
		.replace('"Compression level', '"Whether to compress: level');
	writeFileSync(join(folder, 'gpt-image-9-edit.json'), added);
	const old = realModels();
	const models = readModels(folder);
	// the newest comes last, so that it takes no name from the others
	expect(models.map(({ slug }) => slug)).toEqual([
		...old.map(({ slug }) => slug),
		'gpt-image-9-edit',
	]);
	const controls = assignControls(models);
	const catalog = catalogSource(models, controls);
	expect(catalog).toContain('"slug": "gpt-image-9-edit"');
	expect(catalog).toContain('"control": "output_compressionSwitch"');
	const before = catalogSource(old, assignControls(old));
	expect(catalog.startsWith(before.slice(0, before.lastIndexOf('\n];')))).toBe(true);
	const own = interfaceSource(models, 'edit', controls);
	expect(own).toContain('"name": "GPT Image 9 Edit"');
	expect(own).toContain('"name": "output_compressionSwitch"');
});

it('refuses a folder with a wrong file, and says all that is wrong with it', () => {
	const folder = copyOfModels();
	const path = join(folder, 'p-image-edit.json');
	const text = readFileSync(path, 'utf8');
	for (const [from, to, says] of [
		[
			'"default": "match_input_image"',
			'"default": "gif"',
			'aspect_ratio: the default is not among',
		],
		['"seconds": 7.53', '"seconds": -1', 'p-image-edit.json: /typical/seconds'],
		['"slug": "p-image-edit"', '"slug": "other"', 'is named otherwise than its slug'],
		[/\}\s*$/, '', /^p-image-edit\.json: .*JSON/],
		['"Whether ', '"If ', /^p-image-edit\.json: \w+: a switch is described/],
	] as const) {
		writeFileSync(path, text.replace(from, to));
		expect(() => readModels(folder)).toThrow(says);
	}
});

it('notices files that are not what the models give, names them, and mends them', () => {
	const root = copyOfProject();
	expect(run(ROOT, '--check')).toMatchObject({ code: 0 });
	const path = join(root, 'nodes/Segmind/models/gpt-image-1.5-edit.json');
	writeFileSync(path, readFileSync(path, 'utf8').replace('"default": 95', '"default": 90'));
	const noticed = run(root, '--check');
	expect(noticed.code).toBe(1);
	for (const file of ['catalog.generated.ts', 'edit.generated.ts', 'docs/models.md']) {
		expect(noticed.text).toContain(file);
	}
	// a check changes nothing
	expect(readFileSync(join(root, 'docs/models.md'), 'utf8')).toContain('| integer | `95` |');

	expect(run(root).code).toBe(0);
	expect(run(root, '--check').code).toBe(0);
	expect(readFileSync(join(root, 'docs/models.md'), 'utf8')).toContain('| integer | `90` |');
}, 60_000);
