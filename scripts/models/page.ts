import { isBlank, linesOf, NotUnderstood, textOf, type Line } from './lines';
import { readParameters, type PageParameter } from './parameters';
import { readSample } from './sample';

/** What a page states about a model. */
export interface Page {
	/** Without the page's own suffix. */
	title: string;
	slug: string;
	/** Path of the endpoint, as printed. */
	endpoint: string;
	returns: string;
	/** Printed averages; null where there is none, and for a price that is a span. */
	seconds: number | null;
	usd: number | null;
	/** The page breaks off within its table of parameters. */
	cut: boolean;
	parameters: PageParameter[];
	/** Body of the printed sample, where it could be read. */
	sample: Record<string, unknown> | undefined;
}

const SECONDS = /^~?\s*(\d+(?:\.\d+)?)\s*s$/;
const USD = /^~?\s*\$\s*(\d+(?:\.\d+)?)(?:\s+per generation)?$/;
const USD_SPAN = /^~?\s*\$\s*\d+(?:\.\d+)?\s*[-\u2013]\s*\$\s*\d+(?:\.\d+)?(?:\s+per generation)?$/;
const SUBMIT_AND_POLL = /^POST\s+\/v2\/\S+\s+\u00b7\s+submit \+ poll$/;
const ENDPOINT = /^(?:POST)?\s*https:\/\/api\.segmind\.com(\/v1\/[A-Za-z0-9._/-]+)$/;

const heading = (lines: Line[], text: string, from = 0): number =>
	lines.findIndex((line, index) => index >= from && textOf(line) === text);

/** Averages and prices stand between the subtitle and the sample, each in a line of its own. */
function readHead(lines: Line[]): Pick<Page, 'title' | 'seconds' | 'usd'> {
	const [first, ...rest] = lines.filter((line) => !isBlank(line));
	if (!first) throw new NotUnderstood(1, 'the page is empty');
	const title = textOf(first).replace(/\s+Serverless API$/, '');
	const found: Pick<Page, 'title' | 'seconds' | 'usd'> = { title, seconds: null, usd: null };
	for (const line of rest) {
		const text = textOf(line);
		const [, seconds] = SECONDS.exec(text) ?? [];
		const [, usd] = USD.exec(text) ?? [];
		if (seconds !== undefined) found.seconds = Number(seconds);
		else if (usd !== undefined) found.usd = Number(usd);
		else if (/^~|^\$/.test(text) && !USD_SPAN.test(text)) {
			throw new NotUnderstood(line.number, `"${text}" is neither a time nor a price`);
		} else if (/^POST\s+\/v2\//.test(text) && !SUBMIT_AND_POLL.test(text)) {
			throw new NotUnderstood(line.number, `"${text}" is no header that is known`);
		}
	}
	return found;
}

/** Lines of the sample begin with their number, glued to the code. */
const isCode = (line: Line): boolean =>
	/^\s*1(import|from|const|curl|require|\/\/|#)/.test(line.text);

function readEndpoint(lines: Line[], at: number): Pick<Page, 'endpoint' | 'slug'> {
	const line = lines.slice(at + 1).find((candidate) => !isBlank(candidate));
	const [, endpoint] = ENDPOINT.exec(textOf(line)) ?? [];
	const slug = endpoint?.split('/').pop();
	if (!endpoint || !slug) {
		throw new NotUnderstood(line?.number ?? at + 1, `"${textOf(line)}" is no endpoint of Segmind`);
	}
	return { endpoint, slug };
}

function readReturns(lines: Line[], at: number): string {
	const line = lines.slice(at + 1).find((candidate) => !isBlank(candidate));
	const [, returns] = /^Returns\s*:\s*(\S.*)$/.exec(textOf(line)) ?? [];
	if (returns === undefined) {
		throw new NotUnderstood(line?.number ?? at + 1, 'what the model returns is missing');
	}
	return returns;
}

/**
 * Reads the text of a model's documentation page.
 * @param mayBeCut whether a page without its end is read as far as it goes
 * @throws NotUnderstood at the first thing that is not understood
 */
export function readPage(text: string, mayBeCut = false): Page {
	const lines = linesOf(text);
	const endpointAt = heading(lines, 'API Endpoint');
	if (endpointAt < 0)
		throw new NotUnderstood(lines.length, 'the heading "API Endpoint" is missing');
	const parametersAt = heading(lines, 'Parameters', endpointAt);
	if (parametersAt < 0) {
		throw new NotUnderstood(lines.length, 'the heading "Parameters" is missing');
	}
	const responseAt = heading(lines, 'Response Type', parametersAt);
	if (responseAt < 0 && !mayBeCut) {
		throw new NotUnderstood(lines.length, 'the page ends before "Response Type": it is cut off');
	}
	const before = lines.slice(0, endpointAt);
	const codeAt = before.findIndex(isCode);
	const table = lines.slice(parametersAt + 1, responseAt < 0 ? undefined : responseAt);
	const parameters = readParameters(table);
	if (parameters.length === 0) {
		throw new NotUnderstood(parametersAt + 1, 'no parameter is there');
	}
	return {
		...readHead(codeAt < 0 ? before : before.slice(0, codeAt)),
		...readEndpoint(lines, endpointAt),
		returns: responseAt < 0 ? 'Image' : readReturns(lines, responseAt),
		cut: responseAt < 0,
		parameters,
		sample: codeAt < 0 ? undefined : readSample(before.slice(codeAt)),
	};
}
