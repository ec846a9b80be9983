import { execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { ROOT } from '../support/models';

const DIST = join(ROOT, 'dist');

const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split('\\').join('/'))
		.sort();

const sources = (folder: string): string[] =>
	filesIn(join(ROOT, folder)).map((file) => `${folder}/${file}`);

beforeAll(() => {
	if (!existsSync(DIST)) throw new Error('There is no dist: run "npm run build" first');
});

describe('what is published', () => {
	it('holds a file for each source, the icons, the codex and the schemas, and nothing that is left over', () => {
		const all = [...sources('nodes'), ...sources('credentials')];
		const wanted = all.flatMap((path) => {
			if (path.endsWith('.ts')) return [path.replace(/\.ts$/, '.js')];
			return /\.(svg|node\.json)$|__schema__.*\.json$/.test(path) ? [path] : [];
		});
		expect(filesIn(DIST)).toEqual(wanted.sort());
	});

	it('is small', () => {
		const bytes = filesIn(DIST).reduce((sum, file) => sum + statSync(join(DIST, file)).size, 0);
		expect(bytes).toBeLessThan(650_000);
	});

	it('is described without its engine: n8n loads every node when it starts', () => {
		const code = `
			require(${JSON.stringify(join(DIST, 'nodes/Segmind/Segmind.node.js'))});
			const own = Object.keys(require.cache).filter((file) => file.startsWith(${JSON.stringify(DIST)}));
			process.stdout.write(JSON.stringify(own));`;
		const loaded = JSON.parse(
			execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }),
		) as string[];
		const own = loaded.map((file) => relative(DIST, file).split('\\').join('/'));
		expect(own).toContain('nodes/Segmind/interface/index.js');
		expect(
			own.filter((file) => !/^nodes\/Segmind\/(Segmind\.node|interface\/[\w.]+)\.js$/.test(file)),
		).toEqual([]);
	});

	it('has icons that are drawings without scripts or addresses, light and dark', () => {
		for (const folder of ['nodes/Segmind', 'credentials']) {
			const [light, dark] = ['segmind.svg', 'segmind.dark.svg'].map((name) =>
				readFileSync(join(DIST, folder, name), 'utf8'),
			);
			expect(light).not.toBe(dark);
			for (const svg of [light, dark]) {
				expect(svg).toMatch(/^<svg[\s>]/);
				expect(svg).not.toMatch(/<script|<image|href=|on\w+=/i);
			}
		}
	});

	it('names no other module than n8n-workflow', () => {
		const names = new Set<string>();
		for (const file of filesIn(DIST).filter((path) => extname(path) === '.js')) {
			const text = readFileSync(join(DIST, file), 'utf8');
			expect(text).not.toMatch(/\bimport\(|process\.|setTimeout|setInterval|globalThis|__dirname/);
			for (const [, name = ''] of text.matchAll(/require\((?:"|')([^"']+)/g)) {
				if (!name.startsWith('.')) names.add(name);
			}
		}
		expect([...names]).toEqual(['n8n-workflow']);
	});
});

/** Loads a file of a package, refusing everything but its own files and n8n-workflow. */
const LOADER = `
const Module = require('node:module');
const path = require('node:path');
const [, , home, file, realWorkflow] = process.argv;
const load = Module._load;
Module._load = function (request, parent, ...rest) {
	const from = parent && parent.filename ? parent.filename : '';
	if (!from.startsWith(home)) return load.call(this, request, parent, ...rest);
	if (request === 'n8n-workflow') return load.call(this, realWorkflow, parent, ...rest);
	const own = request.startsWith('.') ? path.resolve(path.dirname(from), request) : '';
	if (own.startsWith(home)) return load.call(this, request, parent, ...rest);
	throw new Error('refused: ' + request);
};
require(realWorkflow);
const started = process.hrtime.bigint();
const loaded = require(path.join(home, file));
const made = new (Object.values(loaded)[0])();
const ms = Number(process.hrtime.bigint() - started) / 1e6;
const { description } = made;
process.stdout.write(JSON.stringify({
	ms,
	name: description ? description.name : made.name,
	properties: (description || made).properties.length,
	execute: typeof made.execute,
}));
`;

describe('on a machine that has nothing but n8n-workflow', () => {
	const home = mkdtempSync(join(tmpdir(), 'segmind-dist-'));
	const loader = join(home, 'loader.cjs');
	const installed = join(home, 'package');

	beforeAll(() => {
		writeFileSync(loader, LOADER);
		cpSync(DIST, join(installed, 'dist'), { recursive: true });
	});

	afterAll(() => rmSync(home, { recursive: true, force: true }));

	const load = (file: string) => {
		const args = [loader, installed, file, require.resolve('n8n-workflow')];
		const text = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' });
		return JSON.parse(text) as { ms: number; name: string; properties: number; execute: string };
	};

	it('loads the node, quickly', () => {
		const loads = [1, 2, 3].map(() => load('dist/nodes/Segmind/Segmind.node.js'));
		expect(loads[0]).toMatchObject({ name: 'segmind', execute: 'function' });
		expect(loads[0]?.properties).toBeGreaterThan(10);
		expect(Math.min(...loads.map(({ ms }) => ms))).toBeLessThan(200);
	});

	it('loads the credential', () => {
		expect(load('dist/credentials/SegmindApi.credentials.js')).toMatchObject({
			name: 'segmindApi',
			properties: 3,
		});
	});

	it.each(['axios', 'p-limit', 'node:fs', 'stream', '../../nodes/../../outside'])(
		'would not load a node that needs %s',
		(name) => {
			writeFileSync(join(installed, 'dist/bad.js'), `require('${name}'); exports.X = class {};`);
			expect(() => load('dist/bad.js')).toThrow(`refused: ${name}`);
		},
	);
});
