import { isRecord, parseJson } from '../core/json';
import { httpUrl } from '../http/endpoints';
import { holdsObject } from './sentTexts';
import { urlsInText } from './urlText';

/** A file as n8n describes it to expressions: `$binary.photo` has neither content nor, in memory mode, an ID. */
export type FileDescription = Record<string, unknown> & { readonly mimeType: string };

/** One thing that a value names. */
export type Named =
	| { readonly kind: 'url'; readonly url: string }
	/** A text that is no URL: a field's name, where one may stand. */
	| { readonly kind: 'text'; readonly text: string }
	/** @param name key under which it stood in `$binary` */
	| { readonly kind: 'file'; readonly file: FileDescription; readonly name?: string }
	/** Nothing, where a list has an entry. */
	| { readonly kind: 'hole'; readonly value: unknown }
	| { readonly kind: 'other'; readonly value: unknown };

/**
 * Keys of attachments that hold the URL of the file itself, in small letters and without marks; of
 * several the first counts. A preview's, a page's or a proxy's key is none of them.
 */
const URL_KEYS = [
	...['downloadurl', 'microsoftgraphdownloadurl', 'downloadlink', 'webcontentlink'],
	...['secureurl', 'sourceurl', 'publicurl', 'signedurl', 'contenturl', 'fileurl', 'imageurl'],
	...['mediaurl', 'asseturl', 'attachmenturl', 'url', 'src', 'href', 'link'],
];

/** Keys of what is wrapped around an attachment: Notion's, Strapi's, Contentful's, Shopify's. */
const WRAPPERS = [
	...['file', 'files', 'external', 'image', 'images', 'asset', 'attachments'],
	...['data', 'attributes', 'fields'],
];

/** No real value is nested so deep. */
const DEPTH_LIMIT = 8;

/** Text longer than any name of a field, or with the mark of a data URL, is file content. */
export const looksLikeContent = (text: string): boolean =>
	text.startsWith('data:') || text.length > 256;

const isDescription = (value: unknown): value is FileDescription =>
	isRecord(value) &&
	typeof value.mimeType === 'string' &&
	['id', 'data', 'fileType', 'fileExtension'].some((key) => key in value);

/** The URL of the file that an attachment of another service stands for, or undefined. */
export function urlOfAttachment(value: Record<string, unknown>): string | undefined {
	const byKey = new Map(
		Object.entries(value).map(([key, one]) => [key.toLowerCase().replace(/[^a-z0-9]/g, ''), one]),
	);
	return URL_KEYS.map((key) => httpUrl(byKey.get(key))).find((url) => url !== undefined);
}

/** What a language model writes as code. */
const withoutFence = (text: string): string =>
	text.startsWith('```') && text.endsWith('```') ? text.slice(3, -3).replace(/^json\b/i, '') : text;

function inText(text: string, depth: number): Named[] {
	const trimmed = withoutFence(text.trim()).trim();
	if (trimmed === '') return [];
	if (holdsObject(trimmed)) return [{ kind: 'text', text: trimmed }];
	const json = /^[[{"]/.test(trimmed) ? parseJson(trimmed) : undefined;
	if (json !== undefined) return namedIn(json, depth + 1);
	const urls = urlsInText(trimmed);
	if (urls) {
		return urls.map((given) => {
			if (given === undefined) return { kind: 'hole', value: '' };
			const url = httpUrl(given);
			return url === undefined ? { kind: 'text', text: given } : { kind: 'url', url };
		});
	}
	if (looksLikeContent(trimmed) || trimmed.includes('://'))
		return [{ kind: 'text', text: trimmed }];
	const names = trimmed.split(',').map((name) => name.trim());
	if (names.every((name) => name === '')) return [];
	return names.map((name) =>
		name === '' ? { kind: 'hole', value: name } : { kind: 'text', text: name },
	);
}

function inRecord(value: Record<string, unknown>, depth: number): Named[] {
	if (isDescription(value)) return [{ kind: 'file', file: value }];
	const entries = Object.entries(value);
	if (entries.length === 0) return [];
	if (entries.every(([, one]) => isDescription(one))) {
		return entries.map(([name, one]) => ({ kind: 'file', file: one as FileDescription, name }));
	}
	// a whole item
	if (isRecord(value.json) && isRecord(value.binary)) return namedIn(value.binary, depth + 1);
	const url = urlOfAttachment(value);
	if (url !== undefined) return [{ kind: 'url', url }];
	const [wrapper, ...others] = WRAPPERS.filter(
		(key) => typeof value[key] === 'object' && value[key] !== null,
	);
	const within =
		wrapper !== undefined && others.length === 0 ? namedIn(value[wrapper], depth + 1) : [];
	const found = within.some(({ kind }) => kind === 'url' || kind === 'file');
	return found ? within : [{ kind: 'other', value }];
}

/**
 * What a value of a control for images or files names, one entry for each in their order: names,
 * URLs, lists of them, attachments of other services, `$binary`, and each of these as text.
 * @returns nothing for a value that is empty
 */
export function namedIn(value: unknown, depth = 0): Named[] {
	if (value === undefined || value === null) return [];
	if (depth > DEPTH_LIMIT) return [{ kind: 'other', value }];
	if (typeof value === 'string') return inText(value, depth);
	if (!Array.isArray(value)) {
		return isRecord(value) ? inRecord(value, depth) : [{ kind: 'other', value }];
	}
	// spread, since `flatMap` would pass over what is missing
	return [...(value as unknown[])].flatMap((entry): Named[] => {
		const named = namedIn(entry, depth + 1);
		return named.length > 0 ? named : [{ kind: 'hole', value: entry }];
	});
}
