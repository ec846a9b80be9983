import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readDocumentation } from '../../nodes/Segmind/models/documentation/readDocumentation';
import type { ModelFile } from '../generate/modelFile';
import { differences } from './compare/compare';
import { takeFacts, type Context } from './write/facts';
import { FOLDER, readModel } from './files';
import { NotUnderstood } from './read/lines';
import type { SourceName } from './compare/contradictions';
import { type Reading } from './read/page';
import { readTexts } from './read/readModelPage';
import { textsOf, type Texts } from './fetch/source';
import { factsTable } from './write/shown';
import type { Terminal } from './terminal';

const USAGE = `Usage: npm run models:import -- <slug, address or file> [options]
  --operation <name>  what a new model is for: edit, generate, removeBackground ...
  --read <YYYY-MM>    month in which the page was saved; this month without it
  --cut               read a page that breaks off, up to its last whole row
  --returns <kind>    what the model returns, for a page that breaks off before it says so
  --inner <names>     rows of a nested list whose end is not clear, with commas between
  --outer <names>     rows that stand behind such a list
  --prefer <source>   which counts where the two contradict each other: llms.txt or page
  --llms <file>       a saved llms.txt beside a saved page
  --dry-run           show what was understood and write nothing
  --save <file>       keep the text that was read, to look up a line
  --into <folder>     another folder for the file
  --site <address>    another server that has the pages`;

/** Puts a model's file into a folder, in the project's format; returns its path. */
type Write = (file: ModelFile, folder: string) => Promise<string>;

const SOURCES: readonly SourceName[] = ['llms.txt', 'page'];

function readArguments(args: string[]) {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			operation: { type: 'string' },
			returns: { type: 'string' },
			read: { type: 'string' },
			save: { type: 'string' },
			site: { type: 'string' },
			inner: { type: 'string' },
			outer: { type: 'string' },
			into: { type: 'string', default: FOLDER },
			cut: { type: 'boolean', default: false },
			prefer: { type: 'string' },
			llms: { type: 'string' },
			'dry-run': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	const [source] = positionals;
	if (source === undefined || positionals.length > 1) throw new Error(USAGE);
	const { read } = values;
	if (read !== undefined && !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(read)) {
		throw new Error('--read is a year and a month, such as 2026-11');
	}
	const prefer = SOURCES.find((name) => name === values.prefer);
	if (values.prefer !== undefined && !prefer) throw new Error('--prefer is llms.txt or page');
	return { ...values, source, prefer };
}

type Given = NonNullable<ReturnType<typeof readArguments>>;

const namesIn = (list: string | undefined): string[] =>
	list?.split(',').map((name) => name.trim()) ?? [];

/** Whether the file is there already and the page says nothing else. */
const isUnchanged = (known: ModelFile | undefined, file: ModelFile): boolean =>
	known !== undefined &&
	differences(known, file).length === 0 &&
	JSON.stringify(known.typical) === JSON.stringify(file.typical);

function reading({ cut, inner, outer, into }: Given): Reading {
	const told = { inner: namesIn(inner), outer: namesIn(outer) };
	return { cut, told, heldBy: (slug) => readModel(slug, into) };
}

function contextOf({ operation, returns, read, into }: Given, slug: string): Context {
	const today = new Date().toISOString().slice(0, 10);
	const known = readModel(slug, into);
	return {
		today,
		read: read ?? today.slice(0, 7),
		...(known && { known }),
		...(operation && { operation }),
		...(returns && { returns }),
	};
}

/** The sources contradict each other, and nobody said which counts. */
class Contradiction extends Error {
	constructor(found: string[]) {
		const list = found.map((what) => `  ${what}`).join('\n');
		super(
			`The page and llms.txt contradict each other, nothing was written:\n${list}\nSay which counts: --prefer page or --prefer llms.txt`,
		);
	}
}

/** Keeps what was read: the page, and `llms.txt` beside it. */
function keep({ page, documentation }: Texts, file: string): void {
	if (typeof page === 'string') writeFileSync(file, page);
	if (typeof documentation === 'string' && readDocumentation(documentation)) {
		writeFileSync(
			page === undefined ? file : `${file.replace(/\.txt$/, '')}.llms.txt`,
			documentation,
		);
	}
}

function choiceOf(given: Given) {
	const { prefer, returns } = given;
	return {
		...reading(given),
		...(prefer && { prefer }),
		...(returns !== undefined && { returns }),
	};
}

async function importPage(given: Given, { tell }: Terminal, write: Write): Promise<void> {
	const { source, site, save, into } = given;
	const texts = await textsOf(source, site === undefined ? {} : { site }, given.llms);
	if (save !== undefined) keep(texts, save);
	const { page, contradictions, notes: about } = readTexts(texts, choiceOf(given));
	if (contradictions.length > 0 && !given.prefer) throw new Contradiction(contradictions);
	const context = contextOf(given, page.slug);
	const { file, notes } = takeFacts(page, context);
	tell(factsTable(file));
	const decided = contradictions.map((what) => `${what}: ${given.prefer} counts`);
	for (const note of [...about, ...decided, ...notes]) tell(`Note: ${note}`);
	if (given['dry-run']) return;
	if (given.read === undefined && isUnchanged(context.known, file)) {
		tell('The file says all this already and was left as it is.');
		return;
	}
	const written = await write(file, into);
	const todo = JSON.stringify(file).split('"TODO"').length - 1;
	tell(`${path.relative(process.cwd(), written)}: ${file.parameters.length} parameters`);
	if (todo > 0) tell(`Sentences to write in your own words, marked TODO: ${todo}`);
	tell('Then: npm run generate, npm run contract -- --update, npm test');
}

/**
 * `npm run models:import -- <slug, address or file>`: reads a model's documentation page and writes
 * or updates its file. Takes facts only; sentences of an existing file are kept, those of a new one
 * are `TODO`.
 * @returns the exit code: 1, and nothing is written, when anything is not understood
 */
export async function importCommand(
	args: string[],
	terminal: Terminal,
	write: Write,
): Promise<number> {
	try {
		const given = readArguments(args);
		if (given) await importPage(given, terminal, write);
		else terminal.tell(USAGE);
		return 0;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const kind = error instanceof NotUnderstood ? 'Not understood, nothing was written: ' : '';
		terminal.complain(kind + message);
		return 1;
	}
}
