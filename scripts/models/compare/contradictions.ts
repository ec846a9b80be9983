import { kindOf } from '../../../nodes/Segmind/models/documentation/parameterType';
import { isDemonstration } from '../write/demonstration';
import type { Page } from '../read/page';
import type { PageParameter } from '../read/row';
import type { Values } from '../read/values';

/** The two places where Segmind documents a model. */
export type SourceName = 'llms.txt' | 'page';

/** Both sources as one, and what they disagree about. */
export interface Combined {
	page: Page;
	/** What each says, a sentence each. */
	contradictions: string[];
}

/** Averages are of other days; what a person plans with has changed when it is this far off. */
const TOLERANCE = 0.25;

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Compares fact by fact; where both state one and differ, `prefer` decides, else the page stands. */
class Comparison {
	readonly contradictions: string[] = [];

	constructor(private readonly prefer: SourceName | undefined) {}

	/** @param same whether two values that both sources state agree */
	pick<T>(what: string, page: T, text: T, same = shown(page) === shown(text)): T {
		if (text === undefined || text === null) return page;
		if (page === undefined || page === null) return text;
		if (same) return page;
		this.contradictions.push(`${what} is ${shown(page)} on the page, ${shown(text)} in llms.txt`);
		return this.prefer === 'llms.txt' ? text : page;
	}

	/** A row that only one of the two has. */
	only(name: string, where: string): void {
		this.contradictions.push(`${name} is a parameter ${where} only`);
	}
}

function sameList(page: Values, text: Values): boolean {
	const holds = (values: Values, others: Values) =>
		values.hidden > 0 || others.values.every((value) => values.values.includes(value));
	return holds(page, text) && holds(text, page);
}

/** Of a list that one of the two cuts, the other may have the rest. */
const fuller = (page: Values, text: Values): Values =>
	text.hidden < page.hidden || (text.hidden > 0 && text.values.length > page.values.length)
		? text
		: page;

function rowsTogether(
	page: PageParameter,
	text: PageParameter,
	compare: Comparison,
): PageParameter {
	const { name } = page;
	const kinds = [page, text].map(({ type }) => kindOf(type).kind);
	const sameType = kinds[0] === kinds[1] || kinds.includes('any');
	const isDemo = [page, text].every(
		(row) => row.default && isDemonstration(row, row.default.value),
	);
	const preset = compare.pick(
		`the default of ${name}`,
		page.default?.value,
		text.default?.value,
		isDemo || shown(page.default?.value) === shown(text.default?.value),
	);
	const bound = (end: 'minimum' | 'maximum') =>
		compare.pick(`the ${end} of ${name}`, page.range?.[end], text.range?.[end]);
	const [minimum, maximum] = [bound('minimum'), bound('maximum')];
	const [ours, theirs] = [page.allowed, text.allowed];
	const agree = ours && theirs && sameList(ours, theirs);
	const values = compare.pick(`the list of ${name}`, ours?.values, theirs?.values, agree ?? false);
	const allowed = agree ? fuller(ours, theirs) : values === ours?.values ? ours : theirs;
	const { default: _, range: __, allowed: ___, ...rest } = page;
	return {
		...rest,
		type: compare.pick(`the type of ${name}`, page.type, text.type, sameType),
		required: compare.pick(`required of ${name}`, page.required, text.required),
		...(preset !== undefined && {
			default: { value: preset, line: (page.default ?? text.default)?.line ?? page.line },
		}),
		...((minimum !== undefined || maximum !== undefined) && {
			range: {
				...(minimum !== undefined && { minimum }),
				...(maximum !== undefined && { maximum }),
				line: (page.range ?? text.range)?.line ?? page.line,
			},
		}),
		...(allowed && { allowed }),
	};
}

/** Rows of both; of a page that breaks off only the rows that it has are compared. */
function allRows(page: Page, text: Page, compare: Comparison, prefer: SourceName | undefined) {
	const isCut = page.returns === undefined;
	const find = (rows: PageParameter[], name: string) => rows.find((row) => row.name === name);
	const held = page.parameters.flatMap((row) => {
		const other = find(text.parameters, row.name);
		if (other) return [rowsTogether(row, other, compare)];
		compare.only(row.name, 'on the page');
		return prefer === 'llms.txt' ? [] : [row];
	});
	const added = text.parameters.filter(({ name }) => !find(page.parameters, name));
	if (!isCut) for (const { name } of added) compare.only(name, 'in llms.txt');
	return [...held, ...(isCut || prefer === 'llms.txt' ? added : [])];
}

/**
 * Puts together what the page and `llms.txt` say. Each fills in what the other leaves open; where
 * they contradict each other, nothing is chosen unless `prefer` says which of them counts.
 */
export function combine(page: Page, text: Page, prefer?: SourceName): Combined {
	const compare = new Comparison(prefer);
	const title = compare.pick('the title', page.title, text.title);
	const endpoint = compare.pick('the endpoint', page.endpoint, text.endpoint);
	const value = compare.pick('what the model returns', page.returns?.value, text.returns?.value);
	const returns = value === undefined ? undefined : { value, line: page.returns?.line ?? 1 };
	const isNear =
		page.usd !== null && text.usd !== null && Math.abs(page.usd - text.usd) <= page.usd * TOLERANCE;
	const usd = compare.pick('the average price in USD', page.usd, text.usd, isNear);
	const parameters = allRows(page, text, compare, prefer);
	return {
		page: { ...page, title, endpoint, returns, usd, parameters },
		contradictions: compare.contradictions,
	};
}
