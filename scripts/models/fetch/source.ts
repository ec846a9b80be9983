import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { readDocumentation } from '../../../nodes/Segmind/models/documentation/readDocumentation';
import { fetchDocumentation, fetchPage, type Fetching } from './fetchPage';
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

const FLOW = /^https?:\/\/(?:www\.)?segmind\.com\/(?:pixelflows?|workflows?)\b/i;

/** The text of a saved file, or of a page saved as its source. */
function textOfFile(file: string): string {
	if (!existsSync(file)) throw new Error(`${file} is missing`);
	if (!statSync(file).isFile()) throw new Error(`${file} is no file`);
	const text = decoded(readFileSync(file), file);
	return looksLikeHtml(text) ? textOfHtml(text) : text;
}

/** The model whose pages are to be fetched; undefined for a file. @throws Error for neither */
function slugToFetch(source: string): string | undefined {
	const [, slug] = PAGE.exec(source) ?? [];
	if (slug !== undefined && SLUG.test(slug)) return slug;
	if (FLOW.test(source)) {
		throw new Error(
			`${source} is the page of a PixelFlow, not of a model: the node runs it with the resource Workflow, without a file`,
		);
	}
	const isSlug = SLUG.test(source);
	if (existsSync(source) && !(isSlug && isFolder(source))) return undefined;
	if (FILE.test(source) && !/^https?:/i.test(source)) return undefined;
	if (isSlug) return source;
	throw new Error(
		`${source} is neither a file nor the slug of a model nor the address of a model's page`,
	);
}

/** The two texts of a model. An error is one that was asked for in vain. */
export interface Texts {
	documentation?: string | Error;
	page?: string | Error;
}

const orError = async (text: Promise<string>): Promise<string | Error> =>
	await text.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));

/** Both texts of a model from the site, `llms.txt` first. */
export const fetchTexts = async (slug: string, fetching: Fetching = {}): Promise<Texts> => ({
	documentation: await orError(fetchDocumentation(slug, fetching)),
	page: await orError(fetchPage(slug, fetching)),
});

/**
 * Both texts of a model from the site, when the argument is its slug or the address of its page;
 * else the text of a saved file, which may be either.
 * @param llms another saved file, with `llms.txt` beside the page
 * @throws Error that says what to do
 */
export async function textsOf(
	source: string,
	fetching: Fetching = {},
	llms?: string,
): Promise<Texts> {
	const slug = slugToFetch(source);
	if (slug !== undefined) return await fetchTexts(slug, fetching);
	const text = textOfFile(source);
	if (llms !== undefined) return { documentation: textOfFile(llms), page: text };
	return readDocumentation(text) ? { documentation: text } : { page: text };
}

/** The saved texts of a model in a folder: `<slug>.txt`, and `<slug>.llms.txt` where there is one. */
export function savedTexts(folder: string, slug: string): Texts {
	const llms = path.join(folder, `${slug}.llms.txt`);
	return {
		...(existsSync(llms) && { documentation: textOfFile(llms) }),
		page: textOfFile(path.join(folder, `${slug}.txt`)),
	};
}
