import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../../../scripts/generate/modelFile';
import { takeFacts } from '../../../scripts/models/write/facts';
import { NotUnderstood } from '../../../scripts/models/read/lines';
import { readPage } from '../../../scripts/models/read/page';

/** Pages of models that do not exist, each with what the import must make of it. */
export const CORPUS = path.resolve(__dirname, '..', '..', 'pages', 'corpus');

export interface Options {
	cut?: boolean;
	inner?: string[];
	outer?: string[];
	returns?: string;
}

/** Either the facts and what is said about them, or the line and the reason of a refusal. */
export interface Outcome {
	facts?: object;
	notes?: string[];
	refused?: { line: number; says: string };
}

/** `<name>.json` beside `<name>.txt`. */
export interface Expected {
	/** What is special about the page. */
	quirk: string;
	cases: Array<Outcome & { options?: Options }>;
}

export const names = (): string[] =>
	readdirSync(CORPUS)
		.filter((name) => name.endsWith('.txt'))
		.map((name) => name.replace(/\.txt$/, ''));

export const textOf = (name: string): string =>
	readFileSync(path.join(CORPUS, `${name}.txt`), 'utf8');

/** What is no fact of the page: sentences, dates, and the choice of an operation. */
function factsOf(file: ModelFile): object {
	const { summary: _, added: __, source: ___, operation: ____, parameters, ...facts } = file;
	return {
		...facts,
		parameters: parameters.map(({ description: _____, ...parameter }) => parameter),
	};
}

/**
 * What the import makes of a page, as a file of the corpus has it.
 * @throws any error that is no refusal
 */
export function outcomeOf(text: string, options: Options = {}): Outcome {
	const { cut = false, inner = [], outer = [], returns } = options;
	const reading = { cut, told: { inner, outer } };
	try {
		const page = readPage(text, reading);
		const { file, notes } = takeFacts(page, {
			read: '2026-11',
			today: '2026-11-21',
			operation: 'edit',
			...(returns !== undefined && { returns }),
		});
		return {
			facts: factsOf(file),
			...(notes.length > 0 && { notes }),
		};
	} catch (error) {
		if (!(error instanceof NotUnderstood)) throw error;
		return { refused: { line: error.line, says: error.what } };
	}
}
