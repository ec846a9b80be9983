import { existsSync, readFileSync, statSync } from 'node:fs';

import { fetchPage } from './fetchPage';
import { looksLikeHtml, textOfHtml } from './html';

const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const FILE = /[\\/]|\.(?:txt|html?|md)$/i;

/**
 * The text of a page: of a saved file, or fetched when the argument is a model's slug.
 * @throws Error that says what to do
 */
export async function pageText(source: string): Promise<string> {
	if (existsSync(source)) {
		if (!statSync(source).isFile()) throw new Error(`${source} is no file`);
		const text = readFileSync(source, 'utf8');
		return looksLikeHtml(text) ? textOfHtml(text) : text;
	}
	if (FILE.test(source)) throw new Error(`${source} is missing`);
	if (!SLUG.test(source)) throw new Error(`${source} is neither a file nor the slug of a model`);
	return await fetchPage(source);
}
