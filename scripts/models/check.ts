/**
 * `npm run models:check`: compares the documentation pages with the model files and reports every
 * difference in facts. `-- --pages <folder>` takes saved pages, named `<slug>.txt`, instead of
 * fetching them one after the other. Ends with 0 when all agree, 1 when facts differ or a page is
 * not understood, 2 when no page could be had.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { differences } from './compare';
import { takeFacts } from './facts';
import { FOLDER, modelSlugs, readModel } from './files';
import { NotUnderstood } from './lines';
import { readPage } from './page';
import { pageText } from './source';

const tell = (line: string) => void process.stdout.write(`${line}\n`);

interface Options {
	pages: string | undefined;
	models: string;
}

/** The text of a model's page, or what kept it from being read. */
async function textFor(slug: string, pages: string | undefined): Promise<string> {
	return await pageText(pages === undefined ? slug : path.join(pages, `${slug}.txt`));
}

/** Differences of one model in facts, a line each; an Error where the page could not be had. */
async function checkOne(slug: string, { pages, models }: Options): Promise<string[] | Error> {
	const held = readModel(slug, models);
	if (!held) return [];
	const text = await textFor(slug, pages).catch((error: unknown) =>
		error instanceof Error ? error : new Error(String(error)),
	);
	if (text instanceof Error) return text;
	try {
		const page = readPage(text, held.coverage === 'partial');
		if (page.slug !== slug) return [`${slug}: the page is that of ${page.slug}`];
		const { file } = takeFacts(page, { known: held, read: held.source.read, today: held.added });
		return differences(held, file);
	} catch (error) {
		if (error instanceof NotUnderstood) return [`${slug}: not understood: ${error.message}`];
		throw error;
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
		.map((slug) => `${slug}: added: a page, but there is no file of the model`);
}

async function main(options: Options): Promise<void> {
	const { pages, models } = options;
	if (pages !== undefined && !existsSync(pages)) throw new Error(`${pages} is missing`);
	const slugs = modelSlugs(models);
	const lines = withoutModel(options);
	let unread = 0;
	for (const [index, slug] of slugs.entries()) {
		if (pages === undefined) process.stderr.write(`${index + 1} of ${slugs.length}: ${slug}\n`);
		const found = await checkOne(slug, options);
		if (found instanceof Error) unread += 1;
		lines.push(...(found instanceof Error ? [`${slug}: ${found.message}`] : found));
	}
	for (const line of lines) tell(line);
	if (unread === slugs.length && unread > 0) process.exitCode = 2;
	else if (lines.length > 0) process.exitCode = 1;
	const count = lines.length === 1 ? '1 line' : `${lines.length} lines`;
	tell(lines.length > 0 ? `${count} to look at` : `${slugs.length} models agree with their pages`);
}

const { values } = parseArgs({
	options: { pages: { type: 'string' }, models: { type: 'string', default: FOLDER } },
});
main({ pages: values.pages, models: values.models }).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
});
