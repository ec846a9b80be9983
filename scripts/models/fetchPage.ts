import { EnvHttpProxyAgent, fetch } from 'undici';

const TIMEOUT_MS = 30_000;

/** Elements whose text a browser does not copy. */
const UNSEEN = /<(script|style|noscript|svg|template|head)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;

/** Ends of these begin a new block, which a browser sets apart by an empty line. */
const BLOCKS = /<\/?(?:p|h[1-6]|section|article|table|ul|ol|pre|header|footer|main)\b[^>]*>/gi;
const LINES = /<(?:br|\/?div|\/?li|\/?tr)\b[^>]*>/gi;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

const unescaped = (text: string): string =>
	text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
		if (decimal) return String.fromCodePoint(Number(decimal));
		if (hex) return String.fromCodePoint(parseInt(String(hex), 16));
		return ENTITIES[String(name).toLowerCase()] ?? whole;
	});

/** The text of a page, roughly as a browser copies it. */
export function textOfHtml(html: string): string {
	const text = html
		.replace(UNSEEN, '')
		.replace(/[ \t]*\r?\n[ \t]*/g, '\n')
		.replace(BLOCKS, '\n\n')
		.replace(LINES, '\n')
		.replace(/<[^>]+>/g, '');
	return unescaped(text)
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** Address of the documentation page of a model. */
export const pageAddress = (slug: string): string => `https://www.segmind.com/models/${slug}/api`;

/**
 * Fetches the documentation page of one model as text; proxies of the environment are used.
 * @throws Error that says what to do without a network
 */
export async function fetchPage(slug: string): Promise<string> {
	const url = pageAddress(slug);
	try {
		const answer = await fetch(url, {
			dispatcher: new EnvHttpProxyAgent(),
			signal: AbortSignal.timeout(TIMEOUT_MS),
			headers: { accept: 'text/html', 'user-agent': 'n8n-nodes-segmind models:check' },
		});
		if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
		return textOfHtml(await answer.text());
	} catch (error) {
		const { message, cause } = error as Error;
		const why = cause instanceof Error ? cause.message : message;
		throw new Error(
			`${url} could not be read (${why}). Open it in a browser, select all, copy, save as a text file, and name that file instead.`,
		);
	}
}
