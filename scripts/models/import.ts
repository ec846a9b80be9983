/**
 * `npm run models:import -- <slug or file>`: reads a model's documentation page and writes or updates
 * its file. Takes facts only; sentences of an existing file are kept, those of a new one are `TODO`.
 * Ends with 1, and writes nothing, when anything is not understood.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { takeFacts } from './facts';
import { FOLDER, readModel } from './files';
import { NotUnderstood } from './lines';
import { readPage } from './page';
import { pageText } from './source';
import { factsTable } from './shown';
import { writeModel } from './writeModel';

const USAGE = `Usage: npm run models:import -- <slug or file> [options]
  --operation <name>  what a new model is for: edit, generate, removeBackground ...
  --cut               read a page that breaks off, up to its last whole row
  --returns <kind>    what the model returns, for a page that breaks off before it says so
  --dry-run           show what was understood and write nothing
  --into <folder>     another folder for the file`;

const tell = (line: string) => void process.stdout.write(`${line}\n`);

function readArguments() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			operation: { type: 'string' },
			returns: { type: 'string' },
			into: { type: 'string', default: FOLDER },
			cut: { type: 'boolean', default: false },
			'dry-run': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const [source] = positionals;
	if (values.help || source === undefined || positionals.length > 1) throw new Error(USAGE);
	return { ...values, source };
}

async function main() {
	const { source, operation, returns, into, cut, ...flags } = readArguments();
	const page = readPage(await pageText(source), cut);
	const today = new Date().toISOString().slice(0, 10);
	const known = readModel(page.slug, into);
	const { file, notes } = takeFacts(page, {
		today,
		read: today.slice(0, 7),
		...(known && { known }),
		...(operation && { operation }),
		...(returns && { returns }),
	});
	tell(factsTable(file));
	for (const note of notes) tell(`Note: ${note}`);
	if (flags['dry-run']) return;
	const written = await writeModel(file, into);
	const todo = JSON.stringify(file).split('"TODO"').length - 1;
	tell(`${path.relative(process.cwd(), written)}: ${file.parameters.length} parameters`);
	if (todo > 0) tell(`${todo} sentences are TODO: write them in your own words.`);
	tell('Then: npm run generate, npm run contract -- --update, npm test');
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	const kind = error instanceof NotUnderstood ? 'Not understood, nothing was written: ' : '';
	process.stderr.write(`${kind}${message}\n`);
	process.exitCode = 1;
});
