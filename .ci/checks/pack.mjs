/** Looks at what would be published: nothing but the build, small, with all that n8n needs. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { node, npmProgram, PROJECT } from '../../scripts/setup/run.mjs';

const LARGEST_BYTES = 650_000;
const BESIDE_DIST = ['LICENSE', 'README.md', 'package.json'];

const printed = await node([npmProgram(), 'pack', '--dry-run', '--json'], { quiet: true });
const [json = ''] = /^[[{][\s\S]*^[\]}]/m.exec(printed) ?? [];
const answer = JSON.parse(json);
// npm 12 answers with an object by package name, earlier ones with a list.
const [packed] = Object.values(answer);
const files = packed.files.map((file) => file.path);
const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8'));

for (const file of files) {
	assert.ok(BESIDE_DIST.includes(file) || file.startsWith('dist/'), `${file} does not belong here`);
	assert.ok(!/\.map$|\.tsx?$|\.test\.|(^|\/)test\//.test(file), `${file} does not belong here`);
}
const needed = [...BESIDE_DIST, ...manifest.n8n.nodes, ...manifest.n8n.credentials];
for (const file of needed) assert.ok(files.includes(file), `${file} is missing`);
const icons = files.filter((file) => file.endsWith('.svg'));
assert.ok(icons.length >= 2, 'the icons are missing');
assert.ok(
	files.some((file) => file.endsWith('.node.json')),
	'the codex file is missing',
);
assert.ok(packed.unpackedSize < LARGEST_BYTES, `${packed.unpackedSize} bytes unpacked`);
console.log(`${files.length} files, ${packed.unpackedSize} bytes unpacked, ${packed.size} packed`);
