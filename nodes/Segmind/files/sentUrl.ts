import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { shownUrl } from '../errors/rewordings';
import { isReachableBySegmind } from '../http/allowedHosts';

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
