import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { isSlug } from '../../nodes/Segmind/http/endpoints';
import { differences } from './compare';
import { draftOf } from './draft';
import { FOLDER, readModel, writeModel } from './files';
import { fetchDirectory, fetchLlms, SITE } from './site';
import { readLlms, type Stated } from './stated';
import { runHere, type Terminal } from './terminal';

const USAGE = `Usage: npm run models:import -- <slug | file> [--site <URL>]
  <slug>        of a model: reads its llms.txt from the site
  <file>        a saved llms.txt
  --site <URL>  another server that has the texts, such as the sandbox`;

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A directory that can't be read costs no more than the averages. */
async function directoryRows(site: string, terminal: Terminal) {
	return await fetchDirectory(site).catch((error: unknown) => {
		terminal.complain(`${reason(error)}: time and price are not known`);
		return undefined;
	});
}

async function read(source: string, site: string, terminal: Terminal): Promise<Stated> {
	const isFile = existsSync(source) && statSync(source).isFile();
	if (!isFile && !isSlug(source)) throw new Error(`${source} is neither a file nor a slug`);
	const text = isFile ? readFileSync(source, 'utf8') : await fetchLlms(source, site);
	const slug = isFile ? readLlms(text).slug : source;
	const row = (await directoryRows(site, terminal))?.get(slug);
	return readLlms(text, row, slug);
}

/**
 * `npm run models:import -- <slug | file>`: takes the facts of a model's `llms.txt`, and time and
 * price of the directory, into its file. Sentences of an existing file are kept, those of a new one
 * are `TODO`.
 * @param folder of the model files
 * @returns the exit code: 1, and nothing is written, when the text can't be read or held
 */
export async function importModel(
	args: string[],
	terminal: Terminal,
	folder = FOLDER,
): Promise<number> {
	try {
		const options = { site: { type: 'string', default: SITE } } as const;
		const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
		const [source] = positionals;
		if (source === undefined || positionals.length > 1) throw new Error(USAGE);
		const stated = await read(source, values.site, terminal);
		const known = readModel(stated.slug, folder);
		const { file, notes } = draftOf(stated, known, new Date().toISOString().slice(0, 10));
		const news = known ? differences(known, stated) : [];
		for (const line of [...news, ...notes]) terminal.tell(`${stated.slug}: ${line}`);
		if (known?.coverage === file.coverage && news.length === 0) {
			terminal.tell('The file says all this already and was left as it is.');
			return 0;
		}
		terminal.tell(`Written: ${writeModel(file, folder)}`);
		const todo = JSON.stringify(file).split('"TODO"').length - 1;
		if (todo > 0) terminal.tell(`Yours to write, marked TODO: ${todo}`);
		terminal.tell('Then: npm run generate, npm run contract -- --update, npm test');
		return 0;
	} catch (error) {
		terminal.complain(reason(error));
		return 1;
	}
}

if (require.main === module) void runHere(importModel);
