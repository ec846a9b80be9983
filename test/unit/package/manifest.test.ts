import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import { ROOT } from '../support/models';

const read = (path: string): Record<string, unknown> =>
	JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, unknown>;

const manifest = read('package.json');

it('is the package that n8n installs', () => {
	expect(manifest).toMatchObject({
		name: 'n8n-nodes-segmind',
		license: 'MIT',
		files: ['dist'],
		peerDependencies: { 'n8n-workflow': '*' },
		n8n: {
			n8nNodesApiVersion: 1,
			strict: true,
			nodes: ['dist/nodes/Segmind/Segmind.node.js'],
			credentials: ['dist/credentials/SegmindApi.credentials.js'],
		},
	});
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
	expect(Object.keys(manifest.peerDependencies as object)).toEqual(['n8n-workflow']);
});

it('has the ESLint configuration that n8n asks for, and keeps its rules to the node', () => {
	const config = readFileSync(join(ROOT, 'eslint.config.mjs'), 'utf8').replace(/\s+/g, ' ').trim();
	expect(config).toBe("import { config } from '@n8n/node-cli/eslint'; export default config;");
	const others = ['test', 'scripts', 'sandbox', 'examples'];
	const alone = others.filter((name) => !existsSync(join(ROOT, name, 'eslint.config.mjs')));
	expect(alone).toEqual([]);
});

it.each([
	...['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies'],
	...['overrides', 'resolutions', 'bin', 'gypfile', 'private'],
])('has no %s', (key) => {
	expect(manifest).not.toHaveProperty(key);
});

it('runs nothing when it is installed, packed or published', () => {
	const lifecycle = [
		...['preinstall', 'install', 'postinstall', 'prepare', 'preprepare', 'postprepare'],
		...['prepack', 'postpack', 'prepublish', 'prepublishOnly', 'publish', 'postpublish'],
		...['preuninstall', 'uninstall', 'postuninstall', 'dependencies'],
	];
	const scripts = Object.keys(manifest.scripts as object);
	expect(scripts.filter((name) => lifecycle.includes(name))).toEqual([]);
	expect(scripts).toEqual(expect.arrayContaining(['start', 'test', 'build', 'lint', 'dev']));
	// as many as a person can remember: the rest are options of these
	expect(scripts.length).toBeLessThanOrEqual(14);
});

it('fixes the version of every tool, and locks what it locks', () => {
	const tools = manifest.devDependencies as Record<string, string>;
	for (const version of Object.values(tools)) expect(version).toMatch(/^\d+\.\d+\.\d+/);
	const lock = read('package-lock.json') as {
		packages: Record<string, { devDependencies?: object; resolved?: string; dev?: boolean }>;
	};
	expect(lock.packages['']?.devDependencies).toEqual(tools);
	expect(tools.undici).toMatch(/^7\./);
	expect(tools.eslint).toMatch(/^9\.29\./);
	expect(tools['n8n-core']).toMatch(/^2\.41\./);
	expect(tools['n8n-workflow']).toMatch(/^2\.41\./);
});

it('locks packages of the public registry only', () => {
	const { packages } = read('package-lock.json') as {
		packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
	};
	const hosts = Object.values(packages).flatMap(({ resolved }) =>
		resolved === undefined ? [] : [new URL(resolved).host],
	);
	const known = ['registry', 'npmjs', 'org'].join('.');
	expect(hosts.filter((host) => host !== known)).toEqual([]);
	const unproven = Object.entries(packages).filter(
		([path, { integrity, link }]) => path !== '' && !integrity && !link,
	);
	expect(unproven.map(([path]) => path)).toEqual([]);
	expect(Object.keys(packages).length).toBeGreaterThan(100);
});

describe('the codex', () => {
	const codex = read('nodes/Segmind/Segmind.node.json');

	it('belongs to the node', () => {
		const { name } = new Segmind().description;
		expect(codex.node).toBe(`${String(manifest.name)}.${name}`);
	});

	it('is found by what people look for', () => {
		// n8n's search leaves out whatever has the category AI and is no root node of an AI cluster;
		// the form of the node for agents gets that category from n8n itself.
		expect(codex.categories).toEqual(['Marketing & Content']);
		expect(codex.subcategories).toBeUndefined();
		expect(codex.alias).toEqual(expect.arrayContaining(['image', 'edit', 'inpaint', 'mask']));
	});
});

it('is found in the nodes panel by what people look for', () => {
	const { alias } = read('nodes/Segmind/Segmind.node.json') as { alias: string[] };
	const wanted = [
		...['text to speech', 'tts', 'voice', 'voice over', 'transcribe', 'music', 'sound effect'],
		...['lip sync', 'avatar', 'kling', 'seedance', 'wan', 'kontext', '3d', 'llm', 'alt text'],
		...['caption', 'logo', 'mockup', 'edit photo', 'upscale image', 'ai image', 'video', 'image'],
		...['generate video', 'generate audio', 'describe image', 'image to video', 'speech to text'],
	];
	expect(wanted.filter((word) => !alias.includes(word))).toEqual([]);
	expect(new Set(alias).size).toBe(alias.length);
	const { description } = new Segmind().description;
	for (const made of ['images', 'videos', 'audio', 'text']) expect(description).toContain(made);
});
