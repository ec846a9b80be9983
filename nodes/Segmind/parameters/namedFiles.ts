import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRecord, parseJson } from '../core/json';
import { httpUrl } from '../http/endpoints';
import { urlsInText } from './urlsInText';
import { holdsObject } from './values';

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

const isEntry = (value: unknown): value is [name: string, file: FileDescription] =>
	Array.isArray(value) &&
	value.length === 2 &&
	typeof value[0] === 'string' &&
	isDescription(value[1]);

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
	// signs that nobody sees are none
	if (!/[^\s\p{Cf}]/u.test(trimmed)) return [];
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
		// of `Object.entries($binary)`: one file, and not its name and the file
		if (isEntry(entry)) return [{ kind: 'file', name: entry[0], file: entry[1] }];
		const named = namedIn(entry, depth + 1);
		return named.length > 0 ? named : [{ kind: 'hole', value: entry }];
	});
}

/** Output of a node that ran; undefined where there is none. */
function outputOf(
	ctx: IExecuteFunctions,
	name: string,
	branch: number,
	run: number,
): INodeExecutionData[] | undefined {
	try {
		const proxy = ctx.getWorkflowDataProxy(0);
		const items = proxy.$items as (...where: unknown[]) => INodeExecutionData[] | null;
		return items(name, branch, run) ?? [];
	} catch {
		return undefined;
	}
}

function* outputsOf(ctx: IExecuteFunctions, name: string): Generator<INodeExecutionData[]> {
	for (let run = 0; ; run += 1) {
		let branch = 0;
		for (let items = outputOf(ctx, name, 0, run); items; branch += 1) {
			yield items;
			items = outputOf(ctx, name, branch + 1, run);
		}
		if (branch === 0) return;
	}
}

/** The files of an item. In n8n's combined mode, and only there, they stand within its JSON. */
function filesOfItem({ json, binary }: INodeExecutionData, combined: boolean): IBinaryData[] {
	const within = combined && isRecord(json._files) ? Object.values(json._files) : [];
	return [...Object.values(binary ?? {}), ...(within as unknown as IBinaryData[])];
}

const known = new WeakMap<IExecuteFunctions, ReadonlyMap<string, IBinaryData>>();

function findAll(ctx: IExecuteFunctions): ReadonlyMap<string, IBinaryData> {
	const combined = ctx.getWorkflowSettings().binaryMode === 'combined';
	const before = ctx.getParentNodes(ctx.getNode().name);
	const beside = before.flatMap(({ name }) => ctx.getChildNodes(name));
	const names = new Set([...before, ...beside].map(({ name }) => name));
	const outputs = [...names].flatMap((name) => [...outputsOf(ctx, name)]);
	const files = [ctx.getInputData(), ...outputs]
		.flat()
		.flatMap((item) => filesOfItem(item, combined));
	return new Map(files.flatMap((file) => (file.id ? [[file.id, file] as const] : [])));
}

/**
 * The file of an input item, or of a node that ran before in this execution, on whichever branch, by
 * its ID in n8n's storage. An ID alone proves nothing: it may come out of JSON from outside, and every file of this
 * n8n has one.
 */
export function heldFile(ctx: IExecuteFunctions, id: string): IBinaryData | undefined {
	const files = known.get(ctx) ?? findAll(ctx);
	known.set(ctx, files);
	return files.get(id);
}
