import { isRecord } from '../../core/json';
import { addLine, addSample, parameterOf, rowStart, type Row } from './parameter';
import type { DocumentedParameter, JsonValue, ModelDocumentation } from './types';
import { jsonValueIn } from './values';

/** No documentation has a tenth of them; a text of nothing but line ends would be slow. */
const MAX_LINES = 20_000;

const HEADING = /^#{1,6} /;
const INPUT = /^#{2,4} input (?:schema|parameters)\b/i;
const OUTPUT = /^#{2,4} output schema\b/i;
/** What follows the table in all templates. */
const BEHIND = /^(?:#{2,4} output schema\b|\*\*(?:required parameters|full) example\*\*)/i;
const FULL_EXAMPLE = /^\*\*full example\*\*/i;
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

/** Values of the whole sample request, by name. */
type Example = ReadonlyMap<string, JsonValue>;

const isFence = (text: string): boolean => text.startsWith('```');

/** The whole example; empty where it isn't there or isn't JSON. */
function fullExample(lines: readonly Line[]): Example {
	const label = lines.findIndex(({ text }) => FULL_EXAMPLE.test(text));
	const start = lines.findIndex(({ text }, at) => at > label && isFence(text));
	const end = lines.findIndex(({ text }, at) => at > start && isFence(text));
	if (label < 0 || end < 0) return new Map();
	const code = lines.slice(start + 1, end).map(({ text }) => text);
	const value = jsonValueIn(code.join('\n'));
	return new Map(isRecord(value) ? (Object.entries(value) as Array<[string, JsonValue]>) : []);
}

/** Lines up to the first that ends them. @param isEnd tells it by its text and the one before */
const until = (lines: readonly Line[], isEnd: (line: Line, before: string) => boolean): Line[] => {
	const end = lines.findIndex((line, at) => isEnd(line, lines[at - 1]?.text ?? ''));
	return end < 0 ? [...lines] : lines.slice(0, end);
};

/** Lines of the table. A heading ends it where no line is found that does so in all templates. */
function tableAt(lines: readonly Line[], start: number): Line[] {
	const { text: heading = '', indent: margin = 0 } = lines[start] ?? {};
	const rest = lines.slice(start + 1);
	const known = until(rest, ({ text, indent }) => indent <= margin && BEHIND.test(text));
	if (known.length < rest.length) return known;
	return until(rest, ({ text, indent }, before) => {
		const level = HEADING.test(text) ? text.indexOf(' ') : 0;
		// within a description it stands further in, or without a blank line before it
		return level > 1 && level <= heading.indexOf(' ') && indent <= margin && before === '';
	});
}

/** Names within a value, which are those of an object or of the objects in a list. */
const membersIn = (value: JsonValue | undefined): string[] =>
	Array.isArray(value) ? value.flatMap(membersIn) : isRecord(value) ? Object.keys(value) : [];

/**
 * Rows stand as far in as the first of them; what is further in, or what the whole example shows
 * within the value of the row before, describes members of one. A fence that isn't closed hides no
 * row that stands before it or that the example names.
 */
function parametersIn(table: readonly Line[], example: Example): DocumentedParameter[] {
	const rows = new Map<string, Row>();
	const lastFence = table.map(({ text }) => isFence(text)).lastIndexOf(true);
	let current: Row | undefined;
	let [indent, deepest, ofMember, inCode, codeIndent] = [Infinity, Infinity, false, false, 0];
	for (const [at, line] of table.entries()) {
		const start = rowStart(line.text);
		const isInner = start !== undefined && line.indent > indent;
		const { name = '' } = start?.row ?? {};
		if (isFence(line.text)) {
			[inCode, codeIndent] = [!inCode && at < lastFence, line.indent];
		} else if (
			inCode &&
			(name === '' || isInner || !(example.has(name) || line.indent < codeIndent))
		) {
			continue;
		} else if (start && !isInner && (start.isFlagged || indent < Infinity)) {
			[indent, deepest, inCode] = [line.indent, Infinity, false];
			const members = current ? membersIn(example.get(current.name)) : [];
			ofMember = !example.has(name) && members.includes(name);
			if (ofMember) continue;
			current = start.row;
			// a name that comes twice is the first one
			if (current && !rows.has(name)) rows.set(name, current);
		} else {
			if (start?.isFlagged) ofMember = true;
			if (isInner) deepest = line.indent;
			if (current && !ofMember && line.indent <= deepest) addLine(current, line.text);
		}
	}
	for (const row of rows.values()) addSample(row, example.get(row.name));
	// a name with a dot is a path into the parameter that it begins with
	const isMember = (name: string): boolean => rows.has(/^(.+?)\./.exec(name)?.[1] ?? '');
	return [...rows.values()].filter(({ name }) => !isMember(name)).map(parameterOf);
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
function documentedSlug(id: string | undefined, endpoint: string | undefined): string | undefined {
	if (id !== undefined && ID.test(id)) return id;
	return endpoint?.split('/').pop();
}

function factsOfHead(head: readonly Line[], output: readonly Line[]) {
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
		slug: documentedSlug(labels.get('model id'), endpoint),
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
	const lines = text
		.replace(/^\ufeff/, '')
		.split(/\r\n|\n|\r/, MAX_LINES)
		.map(lineOf);
	const first = lines.find((line) => line.text !== '');
	const inputAt = lines.findIndex((line) => INPUT.test(line.text));
	if (inputAt < 0 || !first || first.text.startsWith('<')) return undefined;
	const outputAt = lines.findIndex((line, at) => at > inputAt && OUTPUT.test(line.text));
	const head = lines.slice(0, inputAt);
	const example = fullExample(lines.slice(inputAt));
	const titled = head.find((line) => line.text.startsWith('# '));
	const output =
		outputAt < 0 ? [] : until(lines.slice(outputAt + 1), ({ text }) => HEADING.test(text));
	const { slug: own, ...facts } = factsOfHead(head, output);
	const known = own ?? slug;
	if (known === undefined) return undefined;
	return {
		slug: known,
		title: titled?.text.slice(2).trim() || known,
		...facts,
		parameters: parametersIn(tableAt(lines, inputAt), example),
	};
}
