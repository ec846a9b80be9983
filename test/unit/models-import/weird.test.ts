import fc from 'fast-check';

import { linesOf } from '../../../scripts/models/read/lines';
import { names, outcomeOf, textOf } from './corpus';

/** Pages of the strict layout that are understood. */
const UNDERSTOOD = names().filter((name) => outcomeOf(textOf(name)).facts !== undefined);

const everyLine = (text: string, change: (line: string, index: number) => string): string =>
	text.split(/\r?\n/).map(change).join('\n');

const withoutNumbers = (text: string): string =>
	everyLine(text, (line) => line.replace(/^ {0,2}\d{1,2}(?=[^\d.:])/, ''));

/** The lines of the table with values side by side are left as they are. */
const isCode = (line: string): boolean => /^ {0,2}\d{1,2}\D/.test(line);

/** Ways in which browsers, editors and mail programs change a text that is copied. */
const WAYS: Array<[string, (text: string) => string]> = [
	['Windows line ends', (text) => everyLine(text, (line) => `${line}\r`)],
	['old Mac line ends', (text) => text.replace(/\r?\n/g, '\r')],
	['a byte order mark', (text) => `\ufeff${text}`],
	['spaces at the ends', (text) => everyLine(text, (line) => `${line} \t`)],
	['no-break spaces', (text) => everyLine(text, (line) => line.replace(/ /g, '\u00a0'))],
	['marks without width', (text) => everyLine(text, (line) => `\u200b${line}\u200b`)],
	['an empty line after each', (text) => everyLine(text, (line) => `${line}\n`)],
	['two empty lines for one', (text) => text.replace(/\n(?=\r?\n)/g, '\n\n\n')],
	[
		'an indented table',
		(text) =>
			everyLine(text, (line) => (isCode(line) || line.trim() === '' ? line : `    ${line}`)),
	],
	['no numbers before the code', withoutNumbers],
	['a footer', (text) => `${text}\n\nAbout\nTerms\nParameters\nstring\nseedoptional\n`],
	['headings as in Markdown', (text) => text.replace(/^(API Endpoint|Parameters)/gm, '## $1')],
	['names and flags apart', (text) => text.replace(/^(\w+?)(required|optional)$/gm, '$1 $2')],
	[
		'names and flags in lines of their own',
		(text) => text.replace(/^([a-z]\w*?)(required|optional)$/gm, '$1\n$2'),
	],
	['method and address apart', (text) => text.replace(/^POSThttps/m, 'POST\nhttps')],
	['no blank lines in the table', (text) => text.replace(/(?<=\nParameters[^]*)\n\s*(?=\n)/g, '')],
];

/** Pages that say the same however their lines stand; titles of shapes have spaces of their own. */
const PLAIN = UNDERSTOOD.filter((name) => !/shapes|address-or/.test(name));

describe.each(WAYS)('a page with %s', (_, change) => {
	it.each(PLAIN)('says the same: %s', (name) => {
		const text = textOf(name);
		expect(change(text)).not.toBe(text);
		expect(outcomeOf(change(text))).toEqual(outcomeOf(text));
	});
});

const piece = fc.constantFrom(
	'"',
	'\n',
	'Default: ',
	'Range: 1 - ',
	'Allowed values :\n',
	'One of:\n',
	'Array items:\n',
	'seedoptional\ninteger\n',
	'+4 more',
	'null',
	'{',
	'\\',
	'$1',
	'~9s',
	'\u00a0',
	'\ud800',
);

it('never ends in anything but facts or a line of the page', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...names()),
			fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.option(piece)), { maxLength: 4 }),
			fc.boolean(),
			(name, edits, cut) => {
				const text = edits.reduce((before, [place, length, added]) => {
					const at = place % before.length;
					return before.slice(0, at) + (added ?? '') + before.slice(at + (added ? 0 : length));
				}, textOf(name));
				const { facts, refused } = outcomeOf(text, { cut });
				if (facts) return;
				expect(refused?.line).toBeGreaterThanOrEqual(1);
				expect(refused?.line).toBeLessThanOrEqual(linesOf(text).length);
			},
		),
		{ numRuns: 1000 },
	);
});

it.each(['', '\n', 'hello', '{}', '<html></html>', '\u0000', 'API Endpoint', 'Parameters\n\n'])(
	'refuses %j',
	(text) => {
		expect(outcomeOf(text).refused).toBeDefined();
		expect(outcomeOf(text, { cut: true }).refused).toBeDefined();
	},
);
