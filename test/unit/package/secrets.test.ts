import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from '../support/models';

/** Made by tools, or not the project's own. */
const LEFT_OUT = ['node_modules', '.git', '.cache', 'output', 'coverage'];

/** Holds no text of the project's own. */
const NO_TEXT = /\.(png|jpe?g|webp|gif|avif|ttf|woff2?|ico)$|package-lock\.json$/;

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (LEFT_OUT.includes(entry.name)) return [];
		return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
	});
}

// put together from parts, so that this file doesn't name them itself
const folder = (...names: string[]) => new RegExp(`(?<![\\w.~:/-])/(?:${names.join('|')})/[\\w.-]`);

const UNWANTED: Array<[string, RegExp]> = [
	["a folder of somebody's machine", folder('work', 'root', 'home/(?!node/)\\w+', 'Users/\\w+')],
	['a folder next to the project', new RegExp(`(?:\\.\\./|(?<![\\w.-])/)${'share'}d/`)],
	['a drive', new RegExp(`\\b[A-Z]:\\\\{1,2}${'User'}s\\\\`)],
	['something that looks like a real key', /\bSG_(?!0123456789abcdef|f{16})[0-9a-f]{16}\b/],
	['a token of a registry', /\bnpm_[A-Za-z0-9]{36}\b/],
];

const FILES = filesIn(ROOT).filter((path) => !NO_TEXT.test(path));

it.each(UNWANTED)('holds nowhere %s', (_what, pattern) => {
	const found = FILES.flatMap((path) => {
		const lines = readFileSync(path, 'utf8').split('\n');
		const at = lines.findIndex((line) => pattern.test(line));
		return at < 0 ? [] : [`${relative(ROOT, path)}:${at + 1}: ${lines[at]?.trim().slice(0, 120)}`];
	});
	expect(found).toEqual([]);
});

it('does not name the folder that it lies in, nor that of whoever runs it', () => {
	const machine = [ROOT, homedir()].filter(
		(path) => path.split(/[\\/]/).filter(Boolean).length > 1,
	);
	const found = FILES.filter((path) => {
		const text = readFileSync(path, 'utf8');
		return machine.some((one) => text.includes(one));
	});
	expect(found).toEqual([]);
	expect(FILES.length).toBeGreaterThan(100);
});

it('would notice each of them', () => {
	const samples = [
		`read('${'/wo'}rk/main/x')`,
		`from '../${'shar'}ed/seeds'`,
		`C:${'\\'}${'Us'}ers\\x`,
		`key: ${'SG'}_fedcba9876543210`,
		`_authToken=${'npm'}_${'a'.repeat(36)}`,
	];
	UNWANTED.forEach(([, pattern], at) => expect(samples[at]).toMatch(pattern));
});
