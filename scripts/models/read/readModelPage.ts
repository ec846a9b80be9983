import { combine, type SourceName } from '../compare/contradictions';
import { readAsPage } from './documentation';
import { readPage, type Page, type Reading } from './page';
import type { Texts } from '../fetch/source';

/** What is known of a model, from one source or both. */
export interface Known {
	page: Page;
	/** What the two sources disagree about; empty where one alone was read. */
	contradictions: string[];
	/** What a person should know about the sources. */
	notes: string[];
}

interface Choice extends Reading {
	prefer?: SourceName;
	/** What the model returns, where no source says so. */
	returns?: string;
}

/** A page that is not there or not understood, unless it is not needed. */
function pageIn({ page }: Texts, choice: Choice): Page | Error {
	if (page === undefined) return new Error('no page was read');
	if (page instanceof Error) return page;
	try {
		return readPage(page, choice);
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

/**
 * Reads the texts of a model: `llms.txt` by the node's own reader, the page by the strict one.
 * @throws Error where the page can't be read and `llms.txt` was not chosen, and NotUnderstood
 */
export function readTexts(texts: Texts, choice: Choice = {}): Known {
	const { prefer, returns } = choice;
	const { documentation } = texts;
	const text = typeof documentation === 'string' ? readAsPage(documentation, returns) : undefined;
	const why = documentation instanceof Error ? documentation.message : 'it is no such text';
	const unread = `llms.txt was not read (${why})`;
	if (prefer === 'llms.txt' && !text) throw new Error(unread);
	const page = pageIn(texts, choice);
	if (page instanceof Error) {
		const alone = text && (prefer === 'llms.txt' || texts.page === undefined);
		if (!alone) throw page;
		return { page: text, contradictions: [], notes: ['only llms.txt was read'] };
	}
	if (!text) {
		return { page, contradictions: [], notes: documentation === undefined ? [] : [unread] };
	}
	if (text.slug !== page.slug) {
		throw new Error(`llms.txt is of ${text.slug}, the page of ${page.slug}`);
	}
	return { ...combine(page, text, prefer), notes: [] };
}
