import { otherLayout } from '../layout';
import { linesOf, NotUnderstood } from '../lines';
import { nest } from '../nesting';
import { toldOf, type Page, type Reading } from '../page';
import { findCode, readSample, type Sample } from '../sample';
import { readPiece } from './row';
import { splitPieces, type Piece } from './split';

const ADDRESS = /https:\/\/api\.segmind\.com(\/v1\/(?:models\/)?[A-Za-z0-9._-]+)/g;
const RETURNS = /Returns\s*:\s*(Text\/JSON|[A-Z][a-z]+)/;
const SECONDS = /~\s*(\d+(?:\.\d+)?)s(?![a-z])/;

/** Digits of the sample's line numbers may follow a price: then it is not clear where it ends. */
const USD = /~?\$\s*(\d+(?:\.\d+)?)(?: per generation|(?=\s))(?!\s*-)/;

interface Sections {
	/** What stands above the endpoint, with the sample. */
	before: string;
	table: string;
	/** Number of the line in which the table begins. */
	line: number;
	endpoint: string;
	returns: Page['returns'];
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The endpoint may run on into the next heading; the sample has it in quotes. */
function endpointIn(text: string, from: number): string | undefined {
	const quoted = /["'`]https:\/\/api\.segmind\.com(\/v1\/[A-Za-z0-9._/-]+)["'`]/.exec(text)?.[1];
	if (quoted !== undefined) return quoted;
	const [match] = text.slice(from).matchAll(ADDRESS);
	return match?.[1]?.replace(/Parameters.*$/, '');
}

function sectionsOf(text: string): Sections {
	const heading = text.search(/API Endpoint\s*(?:POST\s*)?https:/);
	const endpoint = endpointIn(text, Math.max(heading, 0));
	const end = lineAt(text, text.length);
	if (endpoint === undefined) throw new NotUnderstood(end, 'no endpoint of Segmind is there');
	const from = heading < 0 ? text.lastIndexOf(endpoint) : heading;
	const parameters = text.indexOf('Parameters', from);
	if (parameters < 0) throw new NotUnderstood(end, 'the heading "Parameters" is missing');
	const at = parameters + 'Parameters'.length;
	const behind = text.slice(at).search(/Response Type|Common Error Codes/);
	const to = behind < 0 ? text.length : at + behind;
	const returns = RETURNS.exec(text.slice(to))?.[1];
	return {
		before: text.slice(0, from),
		table: text.slice(at, to),
		line: lineAt(text, at),
		endpoint,
		returns: returns === undefined ? undefined : { value: returns, line: lineAt(text, to) },
	};
}

function titleOf(before: string, slug: string): { title: string; isSure: boolean } {
	const [first = ''] = before.trim().split('\n');
	const suffix = first.indexOf(' Serverless API');
	if (suffix > 0) return { title: first.slice(0, suffix), isSure: true };
	const isTitle = first !== '' && first.length <= 60 && !/[.:]$/.test(first);
	return { title: isTitle ? first : slug, isSure: false };
}

/** Names that the sample sends, even where its body can't be read. */
function namesIn(before: string, sample: Sample): string[] {
	if (sample.keys) return sample.keys;
	return [...before.matchAll(/"([A-Za-z_]\w*)"\s*:/g)].flatMap(([, name]) => (name ? [name] : []));
}

function sampleOf(before: string): Sample {
	const lines = linesOf(before);
	return readSample(lines.slice(findCode(lines) ?? 0));
}

function doubtAboutPage(uncertain: Map<string, string[]>, doubt: string): void {
	uncertain.set('', [...(uncertain.get('') ?? []), doubt]);
}

/** A name with a word too many would be a wrong fact. */
function leftOut({ name, required }: Piece, line: number, uncertain: Map<string, string[]>): [] {
	if (required) throw new NotUnderstood(line, `it is not clear where the name begins in "${name}"`);
	doubtAboutPage(
		uncertain,
		`line ${line}: left out, it is not clear where the name begins: ${name}`,
	);
	return [];
}

/**
 * Reads a text whose lines are lost (one word a line, or all run together) as far as it goes.
 * @returns undefined for a text of the strict layout
 * @throws NotUnderstood where not even a name can be found, and for pages of 2024
 */
export function readLoosely(source: string, reading: Reading): Page | undefined {
	const lines = linesOf(source);
	const other = otherLayout(lines);
	if (!other || other.kind === 'attributes') return undefined;
	const text = lines.map((line) => line.text).join('\n');
	const { before, table, line, endpoint, returns } = sectionsOf(text);
	const sample = sampleOf(before);
	const slug = endpoint.split('/').pop() ?? '';
	const uncertain = new Map<string, string[]>();
	const rows = splitPieces(table, namesIn(before, sample)).flatMap((piece) => {
		const at = line + lineAt(table, piece.offset) - 1;
		if (piece.unsure) return leftOut(piece, at, uncertain);
		const read = readPiece(piece, at);
		if (read.doubts.length > 0) uncertain.set(piece.name, read.doubts);
		return [read.row];
	});
	if (rows.length === 0) throw new NotUnderstood(line, 'no parameter is there');
	const { title, isSure } = titleOf(before, slug);
	if (!isSure) doubtAboutPage(uncertain, `title: ${title}`);
	const seconds = SECONDS.exec(before)?.[1];
	const usd = /\$[\d. -]+\$/.test(before) ? undefined : USD.exec(before)?.[1];
	return {
		title,
		seconds: seconds === undefined ? null : Number(seconds),
		usd: usd === undefined ? null : Number(usd),
		slug,
		endpoint,
		returns,
		parameters: nest(rows, sample, toldOf(reading, slug)),
		sample,
		uncertain,
	};
}
