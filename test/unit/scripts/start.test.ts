import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { prepareOutput } from '../../../scripts/setup/outputFolder.js';
import { readArguments } from '../../../scripts/setup/startArguments.js';
import { casesFor } from '../../../scripts/start/cases';
import { page } from '../../../scripts/start/page';
import { problemsOf } from '../../../scripts/start/report';
import type { Result } from '../../../scripts/start/results';

let folder = '';
const inFolder = (...names: string[]) => path.join(folder, ...names);

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'segmind-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What an error of the system does to the first write. */
const failing = (code: string) => ({
	mkdirSync: fs.mkdirSync,
	rmSync: fs.rmSync,
	writeFileSync: () => {
		throw Object.assign(new Error(`${code}: raw`), { code });
	},
});

describe('the output folder is tested before anything is paid', () => {
	it('is made, and keeps what was paid for but not the page of the last run', () => {
		const output = inFolder('output');
		mkdirSync(output);
		writeFileSync(path.join(output, 'index.html'), 'old');
		writeFileSync(path.join(output, 'photo-gpt-image-1-edit-1763740000.png'), 'paid');
		prepareOutput(output);
		expect(readdirSync(output)).toEqual(['photo-gpt-image-1-edit-1763740000.png']);
	});

	it('is a file: one plain sentence', () => {
		writeFileSync(inFolder('output'), '');
		expect(() => prepareOutput(inFolder('output'))).toThrow(
			/^"output" is a file, .* Nothing was submitted, so nothing was billed\.$/,
		);
	});

	it.each([
		['EROFS', /can't be written to: its disk is read-only/],
		['EACCES', /can't be written to/],
		['ENOSPC', /is full/],
		['EIO', /can't be used \(EIO\)/],
	])('%s: one plain sentence without the raw text', (code, sentence) => {
		const run = () => prepareOutput(inFolder('output'), failing(code));
		expect(run).toThrow(sentence);
		expect(run).not.toThrow(/raw/);
	});
});

describe('npm start -- <pictures> <prompt>', () => {
	it('takes pictures by their place where the command was called', () => {
		writeFileSync(inFolder('a.jpg'), '');
		writeFileSync(inFolder('b.PNG'), '');
		expect(readArguments(['a.jpg', 'b.PNG', ' Put it on marble '], folder)).toEqual({
			pictures: [inFolder('a.jpg'), inFolder('b.PNG')],
			prompt: 'Put it on marble',
		});
		expect(readArguments([], folder)).toBeUndefined();
	});

	it.each([
		[['a.jpg'], 'what to do with the picture'],
		[['Put it on marble'], 'name the picture'],
		[['a.jpg', ''], 'The prompt is empty'],
		[['missing.jpg', 'x'], 'There is no picture "missing.jpg"'],
		[['a.jpg', 'a.jpg'], 'say what to do'],
		[['notes.txt', 'x'], '"notes.txt" is no PNG, JPEG or WebP file'],
	])('%j: says what is wrong, and how it goes', (given, sentence) => {
		writeFileSync(inFolder('a.jpg'), '');
		writeFileSync(inFolder('notes.txt'), '');
		const run = () => readArguments(given, folder);
		expect(run).toThrow(sentence);
		expect(run).toThrow('npm start -- photo.jpg "Put it on marble"');
	});
});

describe('the page', () => {
	const cases = () => {
		writeFileSync(inFolder('<b>.jpg'), 'bytes');
		return casesFor({ pictures: [inFolder('<b>.jpg')], prompt: 'On <marble>' });
	};
	const result = (item: Result['item'], change: Partial<Result>): Result => ({
		...{ item, slug: 'gpt-image-1-edit', model: 'GPT Image 1 Edit', seconds: 3, cost: 0.4 },
		...{ requestId: 'id', size: 2048, width: 8, height: 8, format: 'png', ...change },
	});
	const shown = (change: Partial<Result>, kind: 'sandbox' | 'segmind') => {
		const [item] = cases();
		if (!item) throw new Error('no case');
		const results = [result(item, change), result(item, { ...change, requestId: 'other' })];
		return page({ cases: [item], results, inputs: { photo1: 'before/<b>.jpg' }, kind });
	};

	it("shows a person's own picture, and says what is simulated and what to do next", () => {
		const html = shown({ file: 'simulated/b.png' }, 'sandbox');
		expect(html).toContain('$0.80 (simulated)');
		expect(html).toContain('npm run dev');
		expect(html).toContain('2.8 GB');
		expect(html).toContain('https://platform.segmind.com/api-keys');
		expect(html).toContain('src="before/%3Cb%3E.jpg"');
		expect(html).not.toContain('<marble>');
		expect(shown({ file: 'b.png' }, 'segmind')).not.toContain('(simulated)');
	});

	it('says a long error once', () => {
		const problem = 'Segmind does not accept the API key. Nothing was billed.';
		expect(shown({ problem, cost: null }, 'segmind').split(problem)).toHaveLength(2);
	});

	it('tells errors apart by more than their request IDs', () => {
		const [item] = cases();
		if (!item) throw new Error('no case');
		const at = (requestId: string, text: string) =>
			result(item, { requestId, problem: `${text} (request ${requestId})` });
		expect(problemsOf([at('1a', 'Busy'), at('2b', 'Busy'), at('3c', 'Refused')])).toEqual([
			'Busy (request 1a)',
			'Refused (request 3c)',
		]);
	});
});
