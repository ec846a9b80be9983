import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelParameter } from '../../../scripts/generate/modelFile';
import { outcomeOf, type Outcome } from './corpus';

const PAGES = path.resolve(__dirname, '..', '..', 'pages');
const texts = readdirSync(PAGES)
	.filter((name) => name.endsWith('.txt'))
	.map((name) => ({ name, text: readFileSync(path.join(PAGES, name), 'utf8') }));

const HEADING = '\nParameters\n';

/** Layout B: a word a line, no empty lines, no labels; "+4 more" and ranges stick to the next name. */
function splitUp(text: string): string {
	const [head = '', table = ''] = text.split(HEADING);
	const values = (list: string) => list.replace(/"(?:[^"\\]|\\.)*"(?=["+])/g, '$&\n');
	const rows = table
		.replace(/^([\w ]+?)(required|optional)\n(.+)$/gm, '$1\n$2$3')
		.replace(/^Default: (.*?)(Range: .*)?$/gm, (_, preset: string, range = '') =>
			[preset, range].filter(Boolean).join('\n'),
		)
		.replace(/^Allowed values.*\n(.*)$/gm, (_, list: string) => values(list))
		.replace(/\n{2,}/g, '\n')
		.replace(/(\+\d+ more|Range: .*)\n(?=\w+\n(?:required|optional))/g, '$1');
	const above = head
		.replace(/^ *\d+(?=\D)/gm, '')
		.replace(/^~.*\n/gm, '')
		.replace(/\n{2,}/g, '\n')
		.replace('POSThttps', 'https');
	return above + HEADING + rows;
}

/** Layout C: all in one line but for what stands behind the labels. */
function runTogether(text: string): string {
	const [head = '', table = ''] = text.split(HEADING);
	const rows = table
		.replace(/\n\n/g, '\n')
		.replace(/\n(?!Default|Allowed)/g, '')
		.replace(/Default: /g, 'Default:\n');
	return `${head.replace(/\n/g, '')}Parameters${rows}`;
}

const rowsOf = ({ facts }: Outcome): ModelParameter[] =>
	(facts as { parameters: ModelParameter[] } | undefined)?.parameters ?? [];

const WAYS: Array<[string, (text: string) => string]> = [
	['split into single words', splitUp],
	['run together', runTogether],
];

describe.each(WAYS)('a page whose text is %s', (what, change) => {
	it.each(texts)('is refused without the flag: $name', ({ text }) => {
		const { refused } = outcomeOf(change(text), { cut: true });
		expect(refused?.says).toContain(`the text is ${what}`);
		expect(refused?.says).toContain('--best-effort');
	});

	it.each(texts)('says the same with it, or nothing: $name', ({ text }) => {
		const strict = outcomeOf(text, { cut: true, returns: 'Image' });
		const loose = outcomeOf(change(text), { bestEffort: true, returns: 'Image' });
		if (loose.refused) {
			// no order and no sample tells the end of this list
			expect(loose.refused.says).toMatch(/not clear where the list below "Array items" ends/);
			return;
		}
		const cut = rowsOf(loose).filter(({ name }) => name !== 'the_row_that_is_cut');
		expect(cut).toEqual(rowsOf(strict));
		expect(loose.facts).toMatchObject({ coverage: 'partial' });
	});
});
