import { addLine, parameterOf, rowAt } from './parameter';
import type { DocumentedParameter, ModelDocumentation } from './types';

/** Characters; no documentation is half as long, and what is longer is not read. */
const LONGEST_TEXT = 1_048_576;
const MOST_LINES = 20_000;
const MOST_PARAMETERS = 200;

const HEADING = /^#{1,6} /;
const INPUT = /^#{2,4} input (?:schema|parameters)\b/i;
const OUTPUT = /^#{2,4} output schema\b/i;
const EXAMPLE = /^\*\*[^*]{0,40}example\*\*:?/i;
const PATH = /^\/v\d{1,3}(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){1,4}$/;
/** IDs of sisters are paths. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,127}$/;

interface Line {
	readonly text: string;
	readonly indent: number;
}

const lineOf = (raw: string): Line => {
	const text = raw.trim();
	return { text, indent: text === '' ? 0 : raw.length - raw.trimStart().length };
};

/** Lines up to the next heading; those of code between fences are no text. */
function sectionAt(lines: readonly Line[], start: number): Line[] {
	const found: Line[] = [];
	let inCode = false;
	for (const line of lines.slice(start + 1)) {
		const isFence = line.text.startsWith('```');
		if (isFence) inCode = !inCode;
		else if (!inCode && (HEADING.test(line.text) || EXAMPLE.test(line.text))) break;
		else if (!inCode) found.push(line);
	}
	return found;
}

/** Rows stand as far in as the first of them; what is further in describes the members of one. */
function parametersIn(section: readonly Line[]): DocumentedParameter[] {
	const rows = new Map<string, NonNullable<ReturnType<typeof rowAt>>>();
	let current: ReturnType<typeof rowAt>;
	let indent = Infinity;
	let ofMember = false;
	for (const line of section) {
		const row = rowAt(line.text);
		if (row && (rows.size === 0 || line.indent <= indent)) {
			if (rows.size >= MOST_PARAMETERS) break;
			[current, indent, ofMember] = [row, line.indent, false];
			// a name that comes twice is the first one
			if (!rows.has(row.name)) rows.set(row.name, row);
		} else if (row) ofMember = true;
		else if (current && !ofMember) addLine(current, line.text);
	}
	return [...rows.values()].map(parameterOf);
}

/** `- **Label**: value`, the first of each label, without backticks. */
function labelsIn(lines: readonly Line[]): Map<string, string> {
	const labels = new Map<string, string>();
	for (const { text } of lines) {
		const [all, label = ''] = /^[-*] \*\*([^*]{1,40})\*\*:/.exec(text.slice(0, 60)) ?? [];
		if (all === undefined || labels.has(label.toLowerCase())) continue;
		labels.set(label.toLowerCase(), text.slice(all.length).replace(/`/g, '').trim());
	}
	return labels;
}

function pathIn(url: string | undefined): string | undefined {
	const [, path = ''] = /^https?:\/\/[^/\s]{1,200}(\/\S{1,300})$/.exec(url ?? '') ?? [];
	return PATH.test(path) ? path : undefined;
}

const usdIn = (text: string | undefined): number | undefined => {
	const [, figure] = /^~?\s?\$\s?(\d{1,9}(?:\.\d{1,30})?)(?![\d.,])/.exec(text ?? '') ?? [];
	return figure === undefined ? undefined : Number(figure);
};

/** Slug by the text itself: the model's ID, else the end of its endpoint. */
function slugIn(id: string | undefined, endpoint: string | undefined): string | undefined {
	if (id !== undefined && ID.test(id)) return id;
	return endpoint?.split('/').pop();
}

function headOf(head: readonly Line[], output: readonly Line[]) {
	const labels = labelsIn(head);
	const endpoint = pathIn(labels.get('endpoint'));
	const description = head
		.filter(({ text }) => text.startsWith('> '))
		.map(({ text }) => text.slice(2).trim())
		.join('\n');
	const category = labels.get('category');
	const averageUsd = usdIn(labels.get('average cost'));
	const [returns] =
		/^[a-z]+\/[\w.+-]{1,60}$/.exec(labelsIn(output).get('content-type') ?? '') ?? [];
	return {
		slug: slugIn(labels.get('model id'), endpoint),
		...(description !== '' && { description }),
		...(endpoint !== undefined && { endpoint }),
		...(category && { category }),
		...(returns !== undefined && { returns }),
		...(averageUsd !== undefined && { averageUsd }),
	};
}

/**
 * Reads the text of a model's `llms.txt`, in any of the templates that are known. What is not
 * understood is left out; nothing is guessed. Never throws, in time linear to the text.
 * @param slug of the model that was asked for, for a text that doesn't name its own
 * @returns undefined for what is no documentation of a model, such as an HTML page
 */
export function readDocumentation(text: string, slug?: string): ModelDocumentation | undefined {
	if (text.length > LONGEST_TEXT) return undefined;
	const lines = text
		.replace(/^\ufeff/, '')
		.split(/\r\n|\n|\r/, MOST_LINES)
		.map(lineOf);
	const first = lines.find((line) => line.text !== '');
	const inputAt = lines.findIndex((line) => INPUT.test(line.text));
	if (inputAt < 0 || !first || first.text.startsWith('<')) return undefined;
	const outputAt = lines.findIndex((line, at) => at > inputAt && OUTPUT.test(line.text));
	const head = lines.slice(0, inputAt);
	const titled = head.find((line) => line.text.startsWith('# '));
	const output = outputAt < 0 ? [] : sectionAt(lines, outputAt);
	const { slug: own, ...facts } = headOf(head, output);
	const known = own ?? slug;
	if (known === undefined) return undefined;
	return {
		slug: known,
		title: titled?.text.slice(2).trim() || known,
		...facts,
		parameters: parametersIn(sectionAt(lines, inputAt)),
	};
}
