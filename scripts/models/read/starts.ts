import { isBlank, nextFilled, NotUnderstood, quoted, textOf, type Line } from './lines';

/** Where a parameter begins: its name, whether it is required, its type. */
export interface Start {
	name: string;
	required: boolean;
	type: string;
	/** Index of the line of the name, and of the first line behind the type. */
	at: number;
	next: number;
	/** Number of the line of the name, and of the type. */
	line: number;
	typeLine: number;
}

/** One type, as a pattern: longer names first. */
export const ONE_TYPE =
	'(?:string|integer|int|number|float|double|boolean|bool|image|file|audio|video|any|object|array|enum|null)(?:\\[\\])*(?: ?\\([a-z0-9_-]+\\))?(?:\\[\\])*';
const TYPE = new RegExp(`^${ONE_TYPE}(?: ?\\| ?${ONE_TYPE})*$`);

/** The flag is glued to the name; no word of English ends so. */
const GLUED = /^(.*[\w\])])(required|optional)$/;
const APART = /^([A-Za-z_]\w*)\s+(required|optional)$/;
/** "An optional image" is a description. */
const ONE_LINE = new RegExp(
	`^(?!(?:[Aa]n?|[Tt]he|[Oo]ne|[Yy]our) )([A-Za-z_]\\w*)\\s+(required|optional)\\s+(${ONE_TYPE})$`,
);
const IDENTIFIER = /^[A-Za-z_]\w*$/;
export const isIdentifier = (name: string): boolean => IDENTIFIER.test(name);

/** Whether a line is nothing but a type. */
export const isType = (text: string): boolean => TYPE.test(text);

function started(
	lines: Line[],
	at: number,
	typeAt: number,
	[name = '', flag]: Array<string | undefined>,
	type = textOf(lines[typeAt]),
): Start {
	const line = lines[at]?.number ?? 1;
	const typeLine = lines[typeAt]?.number ?? line;
	return { name, required: flag === 'required', type, at, next: typeAt + 1, line, typeLine };
}

/**
 * Whether a parameter begins at this line. A name is one where a type follows: a description may end
 * in "optional" as well, but only a name has the flag glued to it.
 * @throws NotUnderstood where a name is there and no type
 */
export function startAt(lines: Line[], at: number): Start | undefined {
	const text = textOf(lines[at]);
	const typeAt = nextFilled(lines, at + 1);
	const type = textOf(lines[typeAt]);
	const [, oneName, oneFlag, oneType] = ONE_LINE.exec(text) ?? [];
	if (oneName) return started(lines, at, at, [oneName, oneFlag], oneType);
	const [, name, flag] = GLUED.exec(text) ?? [];
	if (name && isType(type)) return started(lines, at, typeAt, [name, flag]);
	// a sentence may end in the name of another parameter, such as is_required
	if (name && !name.endsWith('_') && !/^(?:required|optional)$/.test(type)) {
		throw new NotUnderstood(
			(lines[typeAt] ?? lines[at])?.number ?? 1,
			type === ''
				? `no type stands below ${quoted(text)}`
				: `${quoted(type)} is no type that is known`,
		);
	}
	const [, apart, apartFlag] = APART.exec(text) ?? [];
	if (apart && isType(type)) return started(lines, at, typeAt, [apart, apartFlag]);
	if (isIdentifier(text) && /^(required|optional)$/.test(type)) {
		const behind = nextFilled(lines, typeAt + 1);
		if (isType(textOf(lines[behind]))) return started(lines, at, behind, [text, type]);
	}
	return undefined;
}

/** Whether name, flag and type share a line: on one page all rows do so, or none. */
const isOneLine = ({ line, typeLine }: Start): boolean => line === typeLine;

/** A row of which nothing but the name is whole. */
const halfStart = (lines: Line[], at: number): Start =>
	started(lines, at, at, GLUED.exec(textOf(lines[at]))?.slice(1) ?? [], 'any');

/** A line of introduction above the first parameter: words only, and a full stop. */
const isSentence = (text: string): boolean =>
	/^[A-Z][^":]{15,}\.$/.test(text) &&
	text.split(' ').length >= 4 &&
	!/\w(?:required|optional)\b/.test(text);

/** Index of the last line that holds anything; a page that breaks off may do so within a type. */
const lastFilled = (lines: Line[]): number =>
	lines.reduce((last, line, index) => (isBlank(line) ? last : index), 0);

/**
 * All places where a parameter begins, those of nested lists among them.
 * @param cut whether the last row may be half of one
 * @throws NotUnderstood where something stands before the first
 */
export function findStarts(lines: Line[], cut = false): Start[] {
	const starts: Start[] = [];
	const last = cut ? lastFilled(lines) : lines.length;
	for (let at = 0; at < lines.length; at += 1) {
		const halfType = cut && nextFilled(lines, at + 1) >= last && GLUED.test(textOf(lines[at]));
		const start = halfType ? halfStart(lines, at) : startAt(lines, at);
		const isSentenceLike =
			!halfType && start && isOneLine(start) && starts[0] && !isOneLine(starts[0]);
		if (start && !isSentenceLike) {
			starts.push(start);
			at = start.next - 1;
			continue;
		}
		const line = lines[at];
		if (starts.length > 0 || !line || isBlank(line)) continue;
		if (isSentence(textOf(line))) continue;
		throw new NotUnderstood(
			line.number,
			`${quoted(textOf(line))} is no name with its type below it`,
		);
	}
	return starts;
}
