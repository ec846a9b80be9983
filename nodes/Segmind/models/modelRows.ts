import type { INodeListSearchItems } from 'n8n-workflow';
import type { DirectoryEntry } from './documentation/types';
import { findModel } from './catalog';

const BELOW_A_CENT = 0.01;

/** Cents, or two digits of what is less than one. */
const dollars = (usd: number): string =>
	`$${usd >= BELOW_A_CENT ? usd.toFixed(2) : String(Number(usd.toPrecision(2)))}`;

const seconds = (value: number): string =>
	`${value < 1 ? Number(value.toPrecision(1)) : Math.round(value)} s`;

/**
 * A title as it can stand in a list: n8n keeps the name of what is chosen in the workflow, and runs a
 * text that begins with `=` as an expression. This one comes from a public page.
 */
export const shownTitle = (title: string, slug: string): string =>
	title.replace(/^[=\s]+/, '').trimEnd() || slug;

function nameOf({ title, slug, averageUsd, averageSeconds }: DirectoryEntry): string {
	const costAndTime = [
		...(averageUsd !== null && averageUsd > 0 ? [dollars(averageUsd)] : []),
		...(averageSeconds !== null && averageSeconds > 0 ? [seconds(averageSeconds)] : []),
	];
	return [shownTitle(title, slug), ...costAndTime].join(' · ');
}

/** A model in the list of the editor, with the words that it is found by. */
export interface ModelRow extends INodeListSearchItems {
	readonly words: string;
}

/** The models of the directory as the list shows them, by title and without retired ones. */
export const modelRows = (entries: readonly DirectoryEntry[]): ModelRow[] =>
	entries
		.filter(({ slug }) => findModel(slug)?.status !== 'retired')
		.map((entry) => ({
			name: nameOf(entry),
			value: entry.slug,
			url: `https://www.segmind.com/models/${entry.slug}`,
			words: `${entry.title} ${entry.slug} ${entry.section}`.toLowerCase(),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
