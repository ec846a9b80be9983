/** Looks at what `npm start` left in `output`: every picture decodes and is what it should be. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { PROJECT } from '../../scripts/setup/run.mjs';

const OUTPUT = path.join(PROJECT, 'output');
const MODELS = ['gpt-image-1-edit', 'gpt-image-1.5-edit'];
const WANTED = {
	'new-background': ['png', 'png', 1024, 1024],
	'into-the-scene': ['jpg', 'jpeg', 1536, 1024],
	'new-label': ['webp', 'webp', 1024, 1024],
};

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

const html = readFileSync(path.join(OUTPUT, 'index.html'), 'utf8');
const linked = [...html.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, file]) => file);
const named = linked.filter((file) => !file.startsWith('https://')).map(decodeURIComponent);
assert.ok(named.length > 0, 'the page names no picture');
const loads = html.replace(/<a href="https:[^"]*"/g, '');
assert.ok(!/<script|https?:|@import|url\(/.test(loads), 'the page needs something from elsewhere');

const seen = new Set();
for (const file of new Set(named)) {
	assert.ok(!path.isAbsolute(file) && !file.includes('..'), `${file} is no path below the page`);
	const bytes = readFileSync(path.join(OUTPUT, file));
	// Reads every pixel, so that half a picture is noticed.
	const { channels } = await sharp(bytes, { failOn: 'warning' }).stats();
	assert.ok(
		file.startsWith('before/') || channels.some(({ stdev }) => stdev > 5),
		`${file} shows nothing`,
	);
	const hash = hashOf(bytes);
	assert.ok(!seen.has(hash), `${file} is the same as another picture`);
	seen.add(hash);
}
for (const [name, [extension, format, width, height]] of Object.entries(WANTED)) {
	for (const model of MODELS) {
		const file = `simulated/${name}-${model}.${extension}`;
		assert.ok(html.includes(`<img src="${file}"`), `the page does not show ${file}`);
		const found = await sharp(path.join(OUTPUT, file)).metadata();
		assert.deepEqual([found.format, found.width, found.height], [format, width, height], file);
	}
}
console.log(`${seen.size} pictures, all named by the page, all of the format and size asked for`);
