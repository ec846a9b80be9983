/**
 * `npm run models:check`: compares the documentation pages with the model files and reports every
 * difference in facts. `-- --pages <folder>` takes saved pages, named `<slug>.txt`, instead of
 * fetching them one after the other. Ends with 0 when all agree, 1 when facts differ, 2 when a page
 * could not be had or not be understood: what is not read may hide a difference.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { differences } from './compare';
import { takeFacts } from './facts';
import { FOLDER, modelSlugs, readModel } from './files';
import { fetchPage } from './fetchPage';
import { NotUnderstood } from './lines';
import { readPage } from './page';
import { pageText } from './source';

const isFolder = (name: string) => existsSync(name) && statSync(name).isDirectory();

const tell = (line: string) => void process.stdout.write(`${line}\n`);

interface Options {
	pages: string | undefined;
	models: string;
	site: string | undefined;
}

/** The text of a model's page, or what kept it from being read. */
async function textFor(slug: string, { pages, site }: Options): Promise<string> {
	if (pages !== undefined) return await pageText(path.join(pages, `${slug}.txt`));
	return await fetchPage(slug, site === undefined ? {} : { site });
}

/** Differences of one model in facts, a line each; an Error where the page could not be read. */
async function checkOne(slug: string, options: Options): Promise<string[] | Error> {
	try {
		const held = readModel(slug, options.models);
		if (!held) return [];
		const text = await textFor(slug, options);
		const page = readPage(text, { cut: held.coverage === 'partial', heldBy: () => held });
		if (page.slug !== slug) return new Error(`the page is that of ${page.slug}`);
		const { file } = takeFacts(page, { known: held, read: held.source.read, today: held.added });
		return differences(held, file);
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
		.filter((name) => name.endsWith('.txt'))
		.map((name) => name.replace(/\.txt$/, ''))
		.filter((slug) => !slugs.includes(slug))
		.map((slug) => `${slug}: added: a page, and there is no file of the model`);
}

async function main(options: Options): Promise<void> {
	const { pages, models } = options;
	for (const folder of [pages, models]) {
		if (folder !== undefined && !isFolder(folder)) throw new Error(`${folder} is no folder`);
	}
	const slugs = modelSlugs(models);
	const lines = withoutModel(options);
	let unread = 0;
	for (const [index, slug] of slugs.entries()) {
		if (pages === undefined) process.stderr.write(`${index + 1} of ${slugs.length}: ${slug}\n`);
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
	if (unread > 0) {
		tell(`${unread} of ${slugs.length} pages could not be read`);
		process.exitCode = 2;
	} else if (found) process.exitCode = 1;
}

const USAGE = `Usage: npm run models:check -- [options]
  --pages <folder>   saved pages, named <slug>.txt, instead of those on the site
  --models <folder>  another folder of model files
  --site <address>   another server that has the pages`;

async function start(): Promise<void> {
	const { values } = parseArgs({
		options: {
			pages: { type: 'string' },
			models: { type: 'string', default: FOLDER },
			site: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) tell(USAGE);
	else await main({ pages: values.pages, models: values.models, site: values.site });
}

start().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
});
