import type { ModelFile } from '../../generate/modelFile';
import { readHead, type Head } from './head';
import { linesOf, nextFilled, NotUnderstood, quoted, textOf, type Line } from './lines';
import { refuseOtherLayouts } from './layout';
import { nest, type Told } from './nesting';
import { readRow, type PageParameter } from './row';
import { findCode, NO_SAMPLE, readSample, type Sample } from './sample';
import { findStarts } from './starts';

/** What a page states about a model. */
export interface Page extends Head {
	slug: string;
	/** Path of the endpoint, as printed. */
	endpoint: string;
	/** What the model returns, and the line of it; undefined where the page breaks off before. */
	returns: { value: string; line: number } | undefined;
	parameters: PageParameter[];
	sample: Sample;
}

/** How a page is read. */
export interface Reading {
	/** Whether a page without its end is read as far as it goes. */
	cut?: boolean;
	/** What a person says about nested lists, whose end no page marks. */
	told?: Told;
	/** The file of the model that the page turns out to be of. */
	heldBy?: (slug: string) => ModelFile | undefined;
}

const ENDPOINT =
	/^(?:POST)?\s*https:\/\/api\.segmind\.com(\/v1(?:\/[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?)+)$/;

/** The file of the schema stands among those of the models. */
const TAKEN = 'model.schema';

const headingIn = (line: Line): string =>
	textOf(line)
		.replace(/^#+\s*/, '')
		.replace(/:$/, '')
		.toLowerCase();

const heading = (lines: Line[], text: string, from = 0): number =>
	lines.findIndex((line, index) => index >= from && headingIn(line) === text.toLowerCase());

/** The heading may stand in a table of contents as well: the one with an address below it counts. */
function endpointHeading(lines: Line[]): number {
	const found = lines.flatMap((line, index) => (headingIn(line) === 'api endpoint' ? [index] : []));
	const real = found.find((at) => {
		const next = nextFilled(lines, at + 1);
		const both = [lines[next], lines[nextFilled(lines, next + 1)]].map(textOf);
		return /^(?:[A-Z]+\s*)?https?:/.test(both[/^[A-Z]+$/.test(both[0] ?? '') ? 1 : 0] ?? '');
	});
	return real ?? required(lines, 'API Endpoint');
}

function readEndpoint(lines: Line[], at: number): Pick<Page, 'endpoint' | 'slug'> {
	const found = nextFilled(lines, at + 1);
	// the method may stand in a line of its own
	const line = lines[textOf(lines[found]) === 'POST' ? nextFilled(lines, found + 1) : found];
	const [, endpoint] = ENDPOINT.exec(textOf(line)) ?? [];
	const slug = endpoint?.split('/').pop();
	if (!endpoint || !slug || slug === TAKEN) {
		const what = `${quoted(textOf(line))} is no endpoint of Segmind`;
		throw new NotUnderstood(line?.number ?? at + 1, what);
	}
	return { endpoint, slug };
}

function readReturns(lines: Line[], at: number): Page['returns'] {
	const first = nextFilled(lines, at + 1);
	const isLabel = /^Returns\s*:$/.test(textOf(lines[first]));
	// the kind may stand in a line of its own
	const line = lines[isLabel ? nextFilled(lines, first + 1) : first];
	const [, value] = (isLabel ? /^(\S.*)$/ : /^Returns\s*:\s*(\S.*)$/).exec(textOf(line)) ?? [];
	if (value === undefined) {
		throw new NotUnderstood(line?.number ?? at + 1, 'what the model returns is missing');
	}
	return { value, line: line?.number ?? at + 1 };
}

/** @throws NotUnderstood @param sample names that stand in the outer list for certain */
function readParameters(table: Line[], sample: Sample, cut: boolean, told: Told): PageParameter[] {
	const starts = findStarts(table, cut);
	const rows = starts.map((start, index) =>
		// where the page breaks off, its last row may be half of one
		cut && index === starts.length - 1
			? undefined
			: readRow(start, table.slice(start.next, starts[index + 1]?.at ?? table.length)),
	);
	return nest(
		rows.filter((row) => row !== undefined),
		sample,
		told,
	);
}

/** What is known about nested lists: the file has the names of the outer list. */
const toldOf = ({ told, heldBy }: Reading, slug: string): Told => ({
	...told,
	held: heldBy?.(slug)?.parameters.map(({ name }) => name) ?? [],
});

function required(lines: Line[], text: string, from = 0): number {
	const at = heading(lines, text, from);
	if (at < 0) {
		throw new NotUnderstood(lines.length, `the heading "${text}" is missing`);
	}
	return at;
}

/**
 * Reads the text of a model's documentation page.
 * @throws NotUnderstood at the first thing that is not understood
 */
export function readPage(text: string, reading: Reading = {}): Page {
	const { cut: mayBeCut = false } = reading;
	const lines = linesOf(text);
	refuseOtherLayouts(lines);
	const endpointAt = endpointHeading(lines);
	const parametersAt = required(lines, 'Parameters', endpointAt);
	const responseAt = heading(lines, 'Response Type', parametersAt);
	const cut = responseAt < 0;
	const errorsAt = heading(lines, 'Common Error Codes', parametersAt);
	if (cut && (errorsAt >= 0 || !mayBeCut)) {
		const number = errorsAt < 0 ? lines.length : errorsAt + 1;
		throw new NotUnderstood(
			number,
			'the page ends before "Response Type": it is cut off (--cut reads it as far as it goes)',
		);
	}
	const { endpoint, slug } = readEndpoint(lines, endpointAt);
	const before = lines.slice(0, endpointAt);
	const codeAt = findCode(before);
	const head = readHead(codeAt === undefined ? before : before.slice(0, codeAt), slug);
	const sample = codeAt === undefined ? NO_SAMPLE : readSample(before.slice(codeAt));
	if (sample.slugs.length > 0 && !sample.slugs.includes(slug)) {
		const line = lines[nextFilled(lines, endpointAt + 1)]?.number ?? endpointAt + 1;
		throw new NotUnderstood(
			line,
			`the sample calls ${sample.slugs[0]}, and the endpoint is ${slug}`,
		);
	}
	const table = lines.slice(parametersAt + 1, cut ? undefined : responseAt);
	const parameters = readParameters(table, sample, cut, toldOf(reading, slug));
	if (parameters.length === 0) throw new NotUnderstood(parametersAt + 1, 'no parameter is there');
	const returns = cut ? undefined : readReturns(lines, responseAt);
	return { ...head, endpoint, slug, returns, parameters, sample };
}
