import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	NodeApiError,
} from 'n8n-workflow';
import { clock } from '../core/clock';
import { isRecord } from '../core/json';
import { money } from '../core/money';
import { isSlug } from '../http/endpoints';
import { findModel } from './catalog';
import { directoryOf, hostOf } from './documentation/source';
import type { DirectoryEntry } from './documentation/types';
import { kindInWords, listedBy } from './kinds';
import { moreWords, plain, rowsWith, type Searched } from './searchWords';

const seconds = (value: number): string =>
	`${value < 1 ? Number(value.toPrecision(1)) : Math.round(value)} s`;

/** In a list, in characters; n8n keeps the name of what is chosen. */
const MAX_TITLE_LENGTH = 200;

/**
 * A title as it can stand in a list: n8n keeps the name of what is chosen in the workflow, and runs a
 * text that begins with `=` as an expression. This one comes from a public page.
 */
export const shownTitle = (title: string, slug: string): string =>
	title
		// among them those that turn the direction of the price behind it
		.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
		.replace(/^[=\s]+/, '')
		.slice(0, MAX_TITLE_LENGTH)
		.trimEnd() || slug;

function nameOf(entry: DirectoryEntry): string {
	const { title, slug, averageUsd, averageSeconds } = entry;
	const kind = kindInWords(entry);
	const costAndTime = [
		...(averageUsd !== null && averageUsd > 0 ? [money(averageUsd)] : []),
		...(averageSeconds !== null && averageSeconds > 0 ? [seconds(averageSeconds)] : []),
	];
	return [shownTitle(title, slug), ...(kind ? [kind] : []), ...costAndTime].join(' · ');
}

/** A model in the list of the editor, with what it is found by. */
interface ModelRow extends INodeListSearchItems, Searched {}

/** The models of the directory as the list shows them, by title and without retired ones. */
export const modelRows = (entries: readonly DirectoryEntry[]): ModelRow[] =>
	entries
		.filter(({ slug }) => findModel(slug)?.status !== 'retired')
		.map((entry) => ({
			name: nameOf(entry),
			value: entry.slug,
			url: `https://www.segmind.com/models/${entry.slug}`,
			title: plain(entry.title),
			more: moreWords(entry),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));

const DIRECTORY_HOST = 'https://api.spotprod.segmind.com';
const PATH = '/inference-model-information/list';
const TIMEOUT_MS = 20_000;

/** Each letter that is typed starts a search. */
const FRESH_MS = 5 * 60 * 1000;

interface CachedList {
	readonly atMs: number;
	readonly models: INodeListSearchItems[];
}

/** The directory as last read, by its URL. */
const known = new Map<string, CachedList>();

/** The list stands under one long name; any list will do, should the name change. */
function entriesOf(answer: unknown): unknown[] {
	if (Array.isArray(answer)) return answer;
	const lists = isRecord(answer) ? Object.values(answer).filter(Array.isArray) : [];
	return lists[0] ?? [];
}

const isTrue = (value: unknown): boolean =>
	value === true || value === 1 || /^true$/i.test(String(value));

function modelOf(entry: unknown): INodeListSearchItems[] {
	if (!isRecord(entry) || typeof entry.slug !== 'string' || !isSlug(entry.slug)) return [];
	if (isTrue(entry.is_depreciated) || isTrue(entry.is_deprecated)) return [];
	const { slug } = entry;
	const title = shownTitle(typeof entry.title === 'string' ? entry.title : '', slug);
	const name = title === slug ? slug : `${title} (${slug})`;
	return [{ name, value: slug, url: `https://www.segmind.com/models/${slug}` }];
}

/** The models of a directory by title, each once, without those that are being withdrawn. */
export function modelsIn(answer: unknown): INodeListSearchItems[] {
	const bySlug = new Map(
		entriesOf(answer)
			.flatMap(modelOf)
			.map((one) => [one.value, one]),
	);
	return [...bySlug.values()].sort((a, b) => a.name.localeCompare(b.name));
}

async function readDirectory(ctx: ILoadOptionsFunctions): Promise<INodeListSearchItems[]> {
	const url = (await hostOf(ctx, DIRECTORY_HOST)) + PATH;
	const last = known.get(url);
	if (last && clock.now() - last.atMs < FRESH_MS) return last.models;
	const headers = { accept: 'application/json' };
	const answer: unknown = await ctx.helpers.httpRequest({
		method: 'GET',
		url,
		headers,
		json: true,
		timeout: TIMEOUT_MS,
	});
	const models = modelsIn(answer);
	if (models.length > 0) known.set(url, { atMs: clock.now(), models });
	return models;
}

/** The undocumented list, for the time in which the directory can't be read. */
async function fallback(ctx: ILoadOptionsFunctions): Promise<ModelRow[]> {
	try {
		const models = await readDirectory(ctx);
		return models.map((model) => ({ ...model, title: plain(model.name), more: '' }));
	} catch {
		return [];
	}
}

const operationOf = (ctx: ILoadOptionsFunctions): string =>
	['resource', 'operation'].map((name) => String(ctx.getNodeParameter(name))).join('.');

/**
 * The models of Segmind's public directory by what was typed, those that fit best first.
 * @throws NodeApiError where neither the directory nor the list behind it can be read: n8n shows that
 * in place of the list, and of this class the description too
 */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const entries = await directoryOf(this);
	// the list behind it says nothing of kinds, and stands whole
	const rows = entries ? modelRows(listedBy(operationOf(this), entries)) : await fallback(this);
	if (rows.length === 0) {
		const message = "Segmind's list of models can't be reached";
		const description = 'Try again later, or switch to By Slug and enter the name of the model.';
		throw new NodeApiError(this.getNode(), { message }, { message, description });
	}
	return { results: rowsWith(rows, filter).map(({ name, value, url }) => ({ name, value, url })) };
}
