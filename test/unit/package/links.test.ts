import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/models';

const inFolder = (folder: string): string[] =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => `${folder}/${name}`);

const DOCUMENTS = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	...inFolder('docs'),
	...inFolder('examples'),
	...inFolder('examples/pictures'),
	...inFolder('examples/queue-mode'),
];

/** Links and headings are read where they are shown as such. */
const withoutCode = (text: string): string =>
	text.replace(/^[ \t]*```[\s\S]*?^[ \t]*```/gm, '').replace(/`[^`\n]*`/g, 'code');

/** Targets of links and images that lead to a file or a heading of this repository. */
function targetsIn(text: string): string[] {
	const shown = withoutCode(text);
	const links = [...shown.matchAll(/\]\(([^()\s]+)\)/g)];
	const images = [...shown.matchAll(/\b(?:src|srcset|href)="([^"\s]+)"/g)];
	return [...links, ...images]
		.map(([, target = '']) => target)
		.filter((target) => !/^[a-z]+:/i.test(target));
}

/** Anchors of the headings, as GitHub makes them. */
function anchorsIn(text: string): Set<string> {
	const lines = text.replace(/^[ \t]*```[\s\S]*?^[ \t]*```/gm, '').split('\n');
	const titles = lines.flatMap((line) => /^#{1,6} (.*)$/.exec(line)?.[1] ?? []);
	const plain = titles.map((title) => title.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, ''));
	return new Set(plain.map((title) => title.trim().replace(/\s/g, '-')));
}

/** Links of a document that lead nowhere. @param path of the document, from the root */
function brokenLinks(path: string, text: string): string[] {
	return targetsIn(text).filter((target) => {
		const [file = '', anchor] = target.split('#');
		const found = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
		if (!existsSync(found)) return true;
		if (anchor === undefined) return false;
		if (!statSync(found).isFile()) return true;
		return !anchorsIn(file === '' ? text : readFileSync(found, 'utf8')).has(anchor);
	});
}

it.each(DOCUMENTS)('%s: its links lead to files and headings that exist', (path) => {
	expect(brokenLinks(path, readFileSync(join(ROOT, path), 'utf8'))).toEqual([]);
});

it('notices a file and a heading that do not exist', () => {
	const text = '# One, two\n[a](#one-two) [b](#three) [c](docs/none.md) [d](CHANGELOG.md#none)';
	expect(brokenLinks('README.md', text)).toEqual(['#three', 'docs/none.md', 'CHANGELOG.md#none']);
});

it('the README is short enough to be read', () => {
	expect(statSync(join(ROOT, 'README.md')).size).toBeLessThanOrEqual(10_000);
});
