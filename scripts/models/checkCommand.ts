import { existsSync, readdirSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { differences } from './compare/compare';
import { takeFacts } from './write/facts';
import { FOLDER, modelSlugs, readModel } from './files';
import { NotUnderstood } from './read/lines';
import { readTexts } from './read/readModelPage';
import { fetchTexts, savedTexts, type Texts } from './fetch/source';
import type { Terminal } from './terminal';

const isFolder = (name: string) => existsSync(name) && statSync(name).isDirectory();

interface Options {
	pages: string | undefined;
	models: string;
	site: string | undefined;
}

/** The texts of a model. */
async function textsFor(slug: string, { pages, site }: Options): Promise<Texts> {
	if (pages !== undefined) return savedTexts(pages, slug);
	return await fetchTexts(slug, site === undefined ? {} : { site });
}

/** Differences of one model in facts, a line each; an Error where the page could not be read. */
async function checkOne(slug: string, options: Options): Promise<string[] | Error> {
	try {
		const held = readModel(slug, options.models);
		if (!held) return [];
		const how = { cut: held.coverage === 'partial', heldBy: () => held };
		const { page, contradictions } = readTexts(await textsFor(slug, options), how);
		if (page.slug !== slug) return new Error(`the page is that of ${page.slug}`);
		const context = { known: held, read: held.source.read, today: held.added };
		const { file, partial } = takeFacts(page, context);
		return [
			...contradictions.map((what) => `${slug}: contradiction: ${what}`),
			...differences(held, file, partial),
		];
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return new Error(error instanceof NotUnderstood ? `not understood: ${message}` : message);
	}
}

/** Saved pages of models that have no file yet. */
function withoutModel({ pages, models }: Options): string[] {
	if (pages === undefined) return [];
	const slugs = modelSlugs(models);
	return readdirSync(pages)
		.filter((name) => name.endsWith('.txt') && !name.endsWith('.llms.txt'))
		.map((name) => name.replace(/\.txt$/, ''))
		.filter((slug) => !slugs.includes(slug))
		.map((slug) => `${slug}: added: a page, and there is no file of the model`);
}

async function checkAll(options: Options, { tell, complain }: Terminal): Promise<number> {
	const { pages, models } = options;
	for (const folder of [pages, models]) {
		if (folder !== undefined && !isFolder(folder)) throw new Error(`${folder} is no folder`);
	}
	const slugs = modelSlugs(models);
	const lines = withoutModel(options);
	let unread = 0;
	for (const [index, slug] of slugs.entries()) {
		if (pages === undefined) complain(`${index + 1} of ${slugs.length}: ${slug}`);
		const found = await checkOne(slug, options);
		if (found instanceof Error) unread += 1;
		lines.push(...(found instanceof Error ? [`${slug}: not read: ${found.message}`] : found));
	}
	for (const line of lines) tell(line);
	const [count, found] = [
		lines.length === 1 ? '1 line' : `${lines.length} lines`,
		lines.length > 0,
	];
	tell(found ? `${count} to look at` : `${slugs.length} models agree with their pages`);
	if (unread > 0) tell(`${unread} of ${slugs.length} pages could not be read`);
	return unread > 0 ? 2 : found ? 1 : 0;
}

const USAGE = `Usage: npm run models:check -- [options]
  --pages <folder>   saved pages, named <slug>.txt, instead of those on the site
  --models <folder>  another folder of model files
  --site <address>   another server that has the pages`;

/**
 * `npm run models:check`: compares the documentation pages with the model files and reports every
 * difference in facts. Pages are fetched one after the other, or taken from a folder.
 * @returns the exit code: 0 when all agree, 1 when facts differ, 2 when a page could not be had or
 * not be understood, as what is not read may hide a difference
 */
export async function checkCommand(args: string[], terminal: Terminal): Promise<number> {
	try {
		const { values } = parseArgs({
			args,
			options: {
				pages: { type: 'string' },
				models: { type: 'string', default: FOLDER },
				site: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
		const { help, pages, models, site } = values;
		if (!help) return await checkAll({ pages, models, site }, terminal);
		terminal.tell(USAGE);
		return 0;
	} catch (error) {
		terminal.complain(error instanceof Error ? error.message : String(error));
		return 2;
	}
}
