import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { DirectoryEntry } from '../../nodes/Segmind/models/documentation/types';
import type { ModelFile } from '../generate/modelFile';
import { differences } from './compare';
import { FOLDER, modelSlugs, readModel } from './files';
import { readPage } from './page';
import { fetchDirectory, fetchLlms, SITE, type ReadText } from './site';
import { readLlms } from './stated';
import { runHere, type Terminal } from './terminal';

const USAGE = `Usage: npm run models:check -- [--pages <folder>] [--site <URL>]
  --pages <folder>  compares saved documentation pages, named <slug>.txt, instead of llms.txt
  --site <URL>      another server that has the texts, such as the sandbox`;

/** Between two texts of Segmind's site. */
const PAUSE_MS = 1000;

/** What was found out about one model: differences, a line each, or why nothing was. */
interface Finding {
	readonly slug: string;
	readonly lines: readonly string[];
	readonly unread?: true;
}

const unread = (slug: string, error: unknown): Finding => ({
	slug,
	lines: [`not read: ${error instanceof Error ? error.message : String(error)}`],
	unread: true,
});

function checkPage(folder: string, name: string, models: string): Finding {
	const slug = name.replace(/\.txt$/, '');
	try {
		const stated = readPage(readFileSync(path.join(folder, name), 'utf8'));
		if (stated.slug !== slug) throw new Error(`it is of ${stated.slug}`);
		const held = readModel(slug, models);
		return { slug, lines: held ? differences(held, stated) : ['there is no file of this model'] };
	} catch (error) {
		return unread(slug, error);
	}
}

/** Compares one model with its `llms.txt` and its row. Never throws. */
export async function checkModel(
	held: ModelFile,
	site: string,
	directory: ReadonlyMap<string, DirectoryEntry>,
	read?: ReadText,
): Promise<Finding> {
	const { slug, status } = held;
	const row = directory.get(slug);
	const listed = row && status ? [`is in the directory, ${status} in the file`] : [];
	const missing = !row && !status ? ['is in the file, not in the directory'] : [];
	const lines = [...listed, ...missing];
	try {
		const stated = readLlms(await fetchLlms(slug, site, read), row, slug);
		return { slug, lines: [...lines, ...differences(held, stated)] };
	} catch (error) {
		// the file says why there may be none
		return status ? { slug, lines } : unread(slug, error);
	}
}

async function checkSite(site: string, models: string, terminal: Terminal): Promise<Finding[]> {
	const directory = await fetchDirectory(site);
	const slugs = modelSlugs(models);
	const found: Finding[] = [];
	for (const [index, slug] of slugs.entries()) {
		if (index > 0 && site === SITE) await pause(PAUSE_MS);
		terminal.complain(`${index + 1} of ${slugs.length}: ${slug}`);
		found.push(await checkModel(readModel(slug, models) as ModelFile, site, directory));
	}
	return found;
}

/**
 * `npm run models:check`: compares what Segmind documents, `llms.txt` of each model and the directory,
 * with the model files, and names each contradiction.
 * @param models folder of the model files
 * @returns the exit code: 0 when all agree, 1 when facts differ, 2 when a text could not be had or
 * not be understood, as what is not read may hide a difference
 */
export async function checkModels(
	args: string[],
	terminal: Terminal,
	models = FOLDER,
): Promise<number> {
	try {
		const options = {
			pages: { type: 'string' },
			site: { type: 'string', default: SITE },
		} as const;
		const { pages, site } = parseArgs({ args, options }).values;
		const names =
			pages === undefined ? [] : readdirSync(pages).filter((name) => name.endsWith('.txt'));
		if (pages !== undefined && names.length === 0) throw new Error(`${pages} holds no pages`);
		const found =
			pages === undefined
				? await checkSite(site, models, terminal)
				: names.map((name) => checkPage(pages, name, models));
		const lines = found.flatMap(({ slug, lines: own }) => own.map((line) => `${slug}: ${line}`));
		for (const line of lines) terminal.tell(line);
		const missed = found.filter((one) => one.unread).length;
		terminal.tell(
			lines.length === 0
				? `${found.length} models agree with their documentation`
				: `${lines.length} to look at, ${missed} of ${found.length} could not be read`,
		);
		return missed > 0 ? 2 : lines.length > 0 ? 1 : 0;
	} catch (error) {
		terminal.complain(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
		return 2;
	}
}

if (require.main === module) void runHere(checkModels);
