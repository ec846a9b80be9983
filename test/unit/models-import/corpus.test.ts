import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CORPUS, names, outcomeOf, textOf, type Expected } from './corpus';

const expectedOf = (name: string): Expected =>
	JSON.parse(readFileSync(path.join(CORPUS, `${name}.json`), 'utf8')) as Expected;

describe.each(names())('the page %s', (name) => {
	const { quirk, cases } = expectedOf(name);

	it.each(cases.map(({ options, ...outcome }) => ({ options, outcome })))(
		`${quirk} (%#)`,
		({ options, outcome }) => {
			expect(outcomeOf(textOf(name), options)).toEqual(outcome);
		},
	);
});
