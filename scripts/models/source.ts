import { existsSync, readFileSync, statSync } from 'node:fs';

import { fetchPage, type Fetching } from './fetchPage';
import { looksLikeHtml, textOfHtml } from './html';

const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const FILE = /[\\/]|\.(?:txt|html?|md)$/i;
const PAGE = /^https?:\/\/(?:www\.)?segmind\.com\/models\/([^/?#]+)(?:\/[^?#]*)?(?:[?#].*)?$/i;

/** The text of a saved file in whatever coding an editor wrote it. @throws Error for no text */
export function decoded(bytes: Buffer, file: string): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	if (bytes.includes(0)) throw new Error(`${file} is no text`);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

const isFolder = (name: string): boolean => statSync(name).isDirectory();

/**
 * The text of a page: of a saved file, or fetched when the argument is a model's slug or the address
 * of its page.
 * @throws Error that says what to do
 */
export async function pageText(source: string, fetching: Fetching = {}): Promise<string> {
	const [, slug] = PAGE.exec(source) ?? [];
	if (slug !== undefined && SLUG.test(slug)) return await fetchPage(slug, fetching);
	const isSlug = SLUG.test(source);
	if (existsSync(source) && !(isSlug && isFolder(source))) {
		if (!statSync(source).isFile()) throw new Error(`${source} is no file`);
		const text = decoded(readFileSync(source), source);
		return looksLikeHtml(text) ? textOfHtml(text) : text;
	}
	if (FILE.test(source) && !/^https?:/i.test(source)) throw new Error(`${source} is missing`);
	if (!isSlug) {
		throw new Error(
			`${source} is neither a file nor the slug of a model nor the address of a model's page`,
		);
	}
	return await fetchPage(source, fetching);
}
