/**
 * `npm run models:check`: compares the documentation pages with the model files and reports every
 * difference in facts; ends with 1 when there is one. `-- --pages <folder>` takes saved pages, named
 * `<slug>.txt`, instead of fetching them, one after the other.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { differences } from './compare';
import { takeFacts } from './facts';
import { fetchPage } from './fetchPage';
import { modelSlugs, readModel } from './files';
import { readPage } from './page';

const tell = (line: string) => void process.stdout.write(`${line}\n`);

/** Polite: one page at a time, with a pause between. */
const PAUSE_MS = 1000;

async function textFor(slug: string, folder: string | undefined): Promise<string> {
	if (folder !== undefined) {
		const file = path.join(folder, `${slug}.txt`);
		if (!existsSync(file)) throw new Error(`${file} is missing`);
		return readFileSync(file, 'utf8');
	}
	await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	return await fetchPage(slug);
}

/** Differences of one model, or why it could not be compared. */
async function checkOne(slug: string, folder: string | undefined): Promise<string[]> {
	const held = readModel(slug);
	if (!held) return [];
	try {
		const page = readPage(await textFor(slug, folder), held.coverage === 'partial');
		const { file } = takeFacts(page, { known: held, read: held.source.read, today: held.added });
		return differences(held, file);
	} catch (error) {
		return [`${slug}: ${error instanceof Error ? error.message : String(error)}`];
	}
}

async function main() {
	const { values } = parseArgs({ options: { pages: { type: 'string' } } });
	const slugs = modelSlugs();
	let found = 0;
	for (const slug of slugs) {
		for (const line of await checkOne(slug, values.pages)) {
			found += 1;
			tell(line);
		}
	}
	if (found > 0) process.exitCode = 1;
	tell(found > 0 ? `${found} differences` : `${slugs.length} models agree with their pages`);
}

void main();
