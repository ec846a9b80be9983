import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { shownUrl } from '../errors/rewordings';
/** Names that stand for hosts of an own network, with everything below them. */
const CLOSED_NAMES = [
	'localhost',
	'local',
	'internal',
	'localdomain',
	'lan',
	'intranet',
	'home.arpa',
	'home',
	'corp',
	'private',
	'test',
	'fritz.box',
];

/** As `URL` writes them: every spelling of an IPv4 address comes to four decimal numbers. */
const IP_LITERAL = /^(?:\[|\d{1,3}(?:\.\d{1,3}){3}$)/;

/** A name without a dot is one of the own network, and results lie at names, not at addresses. */
function isPublicName(host: string): boolean {
	if (!host.includes('.') || IP_LITERAL.test(host)) return false;
	return !CLOSED_NAMES.some((name) => host.endsWith(`.${name}`));
}

/** IPv4 addresses of own networks, of this machine, of providers' networks, and of no machine. */
const CLOSED_IPV4 =
	/^(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|2[2-5]\d|22[4-9])\./;

/** IPv6 addresses that lead through the internet begin with 2 or 3. */
const isPublicAddress = (host: string): boolean =>
	host.startsWith('[') ? /^\[[23]/.test(host) : IP_LITERAL.test(host) && !CLOSED_IPV4.test(host);

/** The host of an http(s) URL, without a final dot. */
function hostOf(url: string): string | undefined {
	try {
		const { protocol, hostname } = new URL(url);
		if (protocol !== 'http:' && protocol !== 'https:') return undefined;
		const host = hostname.toLowerCase().replace(/\.$/, '');
		return host === '' || host.endsWith('.') ? undefined : host;
	} catch {
		return undefined;
	}
}

/**
 * Whether a file may be fetched from a URL that an answer names. Nothing of the network in
 * which n8n runs is opened, except the very host that the credential names. What a public name
 * resolves to is left to n8n's own protection.
 * @param url of the file, or the one that a redirect leads to
 * @param credentialBase 'Base URL' of the credential
 */
export function mayFetch(url: string, credentialBase: string): boolean {
	const host = hostOf(url);
	if (host === undefined) return false;
	return host === hostOf(credentialBase) || isPublicName(host);
}

/**
 * Whether Segmind, which opens URLs from the internet, can get to the host of one.
 * @param url anything that is no http(s) URL is not judged
 */
export function isReachableBySegmind(url: string, credentialBase: string): boolean {
	const host = hostOf(url);
	if (host === undefined || host === hostOf(credentialBase)) return true;
	return isPublicName(host) || isPublicAddress(host);
}

/** Pages that show a file: host, path and query, and n8n's node that downloads it, if there is one. */
const SHARE_PAGES: ReadonlyArray<readonly [page: RegExp, node?: string]> = [
	[/^drive\.google\.com\/(?:file\/|open\?|drive\/|folders\/)/, 'Google Drive'],
	[/^docs\.google\.com\/[a-z]+\/d\/.*\/(?:edit|view|preview)/, 'Google Drive'],
	[/^dropbox\.com\/(?!.*[?&](?:dl|raw)=1)/, 'Dropbox'],
	[/^(?:onedrive\.live\.com\/(?!download)|1drv\.ms\/)/, 'Microsoft OneDrive'],
	[/^[^/]+\.sharepoint\.com\/:[a-z]:\/(?!.*[?&]download=1)/, 'Microsoft SharePoint'],
	[/^(?:app\.)?notion\.(?:so|com)\/(?!image\/|signed\/)/, 'Notion'],
	[/^[^/]+\.notion\.site\/(?!image\/|signed\/)/, 'Notion'],
	[/^(?:[^/]+\.)?box\.com\/(?:s|file|v)\//, 'Box'],
	[/^airtable\.com\/(?:app|shr)/, 'Airtable'],
	[/^github\.com\/[^/]+\/[^/]+\/blob\/(?!.*[?&]raw=(?:1|true))/, 'GitHub'],
	[/^(?:files\.slack\.com\/files-|[^/]+\.slack\.com\/files\/)(?!.*pub_secret=)/, 'Slack'],
	[/^(?:photos\.google\.com|photos\.app\.goo\.gl)\//],
	[/^(?:share\.)?icloud\.com\//],
	[/^(?:[^/]+\.)?(?:wetransfer\.com|we\.tl)\//],
	[/^mega\.(?:nz|io)\//],
	[/^(?:canva\.com\/design|figma\.com\/(?:file|design|proto))\//],
	[/^(?:[^/]+\.)?pinterest\.[a-z.]+\/pin\/|^pin\.it\//],
	[/^instagram\.com\/(?:p|reel)\//],
	[/^unsplash\.com\/photos\/(?!.*\/download)/],
];

/**
 * Refuses a URL that Segmind would be sent and can't open as a file.
 * @param credentialBase 'Base URL' of the credential, whose very host Segmind can open
 * @throws Problem
 */
export function checkUrl(url: string, credentialBase: string): void {
	if (!URL.canParse(url)) return;
	const detail = `URL: ${shownUrl(url)}.`;
	if (!isReachableBySegmind(url, credentialBase)) {
		throw new Problem(INPUT_ERRORS.urlNotPublic, { detail });
	}
	const { hostname, pathname, search } = new URL(url);
	const place = `${hostname.replace(/^www\./, '')}${pathname}${search}`;
	const [page, node] = SHARE_PAGES.find(([one]) => one.test(place)) ?? [];
	if (!page) return;
	const next = `Download the file with the ${node} node, and choose 'Input Data Field' as its source here.`;
	throw new Problem(INPUT_ERRORS.urlIsPage, { detail, ...(node && { next }) });
}
