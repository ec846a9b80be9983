/**
 * `npm run models:import -- <slug or file>`: reads a model's documentation page and writes or updates
 * its file. Takes facts only; sentences of an existing file are kept, those of a new one are `TODO`.
 * `--operation generate` says what a new model is for, `--cut` reads a page without its end as far as
 * it goes, `--dry-run` shows what was understood and writes nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { takeFacts } from './facts';
import { fetchPage } from './fetchPage';
import { readModel } from './files';
import { NotUnderstood } from './lines';
import { readPage } from './page';
import { writeModel } from './writeModel';

const tell = (line: string) => void process.stdout.write(`${line}\n`);

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			operation: { type: 'string' },
			cut: { type: 'boolean' },
			'dry-run': { type: 'boolean' },
		},
	});
	const [source] = positionals;
	if (source === undefined) {
		throw new Error(
			'Usage: npm run models:import -- <slug or file> [--operation generate] [--cut] [--dry-run]',
		);
	}
	const text = existsSync(source) ? readFileSync(source, 'utf8') : await fetchPage(source);
	const page = readPage(text, values.cut);
	const today = new Date().toISOString().slice(0, 10);
	const known = readModel(page.slug);
	const { file, notes } = takeFacts(page, {
		today,
		read: today.slice(0, 7),
		...(known && { known }),
		...(values.operation && { operation: values.operation }),
	});
	for (const note of notes) tell(`  ${note}`);
	if (values['dry-run']) {
		tell(JSON.stringify(file, null, '\t'));
		return;
	}
	const written = await writeModel(file);
	const todo = JSON.stringify(file).split('TODO').length - 1;
	tell(`${written}: ${file.parameters.length} parameters`);
	if (todo > 0) tell(`${todo} sentences are TODO: write them in your own words.`);
	tell('Then: npm run generate, npm run contract -- --update, npm test');
}

main().catch((error: unknown) => {
	const message = error instanceof Error ? error.message : String(error);
	const kind = error instanceof NotUnderstood ? 'Not understood, nothing was written: ' : '';
	process.stderr.write(`${kind}${message}\n`);
	process.exitCode = 1;
});
