import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SegmindApi } from '../../../credentials/SegmindApi.credentials';
import { ROOT } from '../support/models';

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Manifest {
	version: string;
	homepage: string;
	bugs: { url: string };
	repository: { url: string };
	author: { name: string; email: string };
}

interface Codex {
	resources: Record<'credentialDocumentation' | 'primaryDocumentation', Array<{ url: string }>>;
}

const manifest = JSON.parse(text('package.json')) as Manifest;
const home = manifest.homepage;

/** Every place that docs/publishing.md lists for the repository, and what must stand there. */
const codex = (JSON.parse(text('nodes/Segmind/Segmind.node.json')) as Codex).resources;
const [release] = /^\[.*\]: .*$/m.exec(text('CHANGELOG.md')) ?? [''];

it.each([
	['package.json, repository', manifest.repository.url, `git+${home}.git`],
	['package.json, bugs', manifest.bugs.url, `${home}/issues`],
	['codex, node', codex.primaryDocumentation[0]?.url, `${home}#readme`],
	['codex, credential', codex.credentialDocumentation[0]?.url, `${home}#credential`],
	['credential', new SegmindApi().documentationUrl, `${home}#credential`],
	['changelog', release, `[${manifest.version}]: ${home}/releases/tag/v${manifest.version}`],
])('%s names the repository of package.json', (_place, found, wanted) => {
	expect(found).toBe(wanted);
});

it('the author is nobody who exists, and stands in the licence', () => {
	expect(manifest.author.email).toMatch(/@n8n-nodes-segmind\.example$/);
	expect(text('LICENSE')).toContain(` ${manifest.author.name}\n`);
});

it('docs/publishing.md lists each place, and CONTRIBUTING names it', () => {
	const page = text('docs/publishing.md');
	expect(page).toContain(home);
	for (const file of ['package.json', 'Segmind.node.json', 'SegmindApi.credentials.ts']) {
		expect(page).toContain(file);
	}
	expect(text('CONTRIBUTING.md')).toContain('docs/publishing.md');
});
