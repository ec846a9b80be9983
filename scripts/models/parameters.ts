import { isBlank, NotUnderstood, textOf, type Line } from './lines';
import { readDefault, readRange, readValues, type Range, type Scalar } from './values';

/** One row of the table of parameters, as the page states it. */
export interface PageParameter {
	name: string;
	required: boolean;
	type: string;
	/** Line of the name. */
	line: number;
	/** The page's own words: read for bounds in brackets, and kept nowhere. */
	prose: string;
	default?: { value: unknown; line: number };
	range?: Range;
	allowed?: { values: Scalar[]; hidden: number; line: number };
}

const NAME = /^([A-Za-z_]\w*?)\s*(required|optional)$/;
const ONE_TYPE =
	'(?:string|integer|int|number|float|boolean|bool|image|file|any|object|array)(?:\\[\\])?(?: ?\\([a-z0-9-]+\\))?';
const TYPE = new RegExp(`^${ONE_TYPE}(?: \\| ${ONE_TYPE})*$`);
const NESTED = /^(Array items|Exactly one of|One of|Any of|All of|Properties)\s*:$/i;
const ALLOWED = /^Allowed values\s*(?:\((\d+) total\))?\s*:\s*(.*)$/i;

/** A name is a name only where a type follows: a description may end in "optional" as well. */
function startsAt(lines: Line[], index: number): boolean {
	const match = NAME.exec(textOf(lines[index]));
	if (!match) return false;
	const type = textOf(lines[index + 1]);
	if (TYPE.test(type)) return true;
	const line = lines[index + 1] ?? lines[index];
	if (/^\S+$/.test(textOf(lines[index])) && line && /^[a-z]/.test(type) && !/[.!?]$/.test(type)) {
		throw new NotUnderstood(line.number, `"${type}" is no type that is known`);
	}
	return false;
}

/** Lines of one parameter, a cursor over them, and what was found. */
class Row {
	private at = 0;

	constructor(
		private readonly lines: Line[],
		private readonly found: PageParameter,
	) {}

	private next(): Line | undefined {
		while (this.at < this.lines.length) {
			const line = this.lines[this.at];
			this.at += 1;
			if (line && !isBlank(line)) return line;
		}
		return undefined;
	}

	read(): PageParameter {
		const prose: string[] = [];
		let facts = false;
		for (let line = this.next(); line; line = this.next()) {
			if (this.takeFact(line)) facts = true;
			else if (!facts) prose.push(textOf(line));
			else throw new NotUnderstood(line.number, `"${textOf(line)}" is not expected here`);
		}
		return { ...this.found, prose: prose.join(' ') };
	}

	private takeFact(line: Line): boolean {
		const text = textOf(line);
		if (NESTED.test(text)) {
			throw new NotUnderstood(line.number, `"${text}" opens a nested list, which is not read`);
		}
		if (/^Default\s*:/.test(text)) this.takeDefault(line, text.replace(/^Default\s*:/, ''));
		else if (/^Range\s*:/.test(text)) this.found.range = readRange(text, line);
		else if (ALLOWED.test(text)) this.takeAllowed(line);
		else return false;
		return true;
	}

	private takeDefault(line: Line, rest: string): void {
		const of = rest.trim() === '' ? this.next() : line;
		const text = rest.trim() === '' ? textOf(of) : rest;
		if (!of) throw new NotUnderstood(line.number, 'the default is missing');
		const { value, range } = readDefault(text, of);
		this.found.default = { value, line: of.number };
		if (range) this.found.range = range;
	}

	private takeAllowed(line: Line): void {
		const [, total, rest = ''] = ALLOWED.exec(textOf(line)) ?? [];
		const parts = rest === '' ? [] : [{ line, ...readValues(rest, line) }];
		while (this.at < this.lines.length) {
			const following = this.lines[this.at];
			if (!following || isBlank(following)) break;
			if (!/^["\d+.-]|^(true|false|null)/.test(textOf(following))) break;
			parts.push({ line: following, ...readValues(textOf(following), following) });
			this.at += 1;
		}
		const values = parts.flatMap((part) => part.values);
		const hidden = parts.reduce((sum, part) => sum + part.hidden, 0);
		const count = values.length + hidden;
		if (values.length === 0) throw new NotUnderstood(line.number, 'no allowed value is named');
		if (total !== undefined && Number(total) !== count) {
			throw new NotUnderstood(line.number, `${total} values are announced, ${count} are there`);
		}
		const [only] = values;
		if (count === 1 && typeof only === 'number' && only !== this.found.default?.value) {
			throw new NotUnderstood(line.number, `${only} may be several numbers without spaces between`);
		}
		if (new Set(values).size < values.length) {
			throw new NotUnderstood(line.number, 'a value stands there twice');
		}
		this.found.allowed = { values, hidden, line: line.number };
	}
}

/**
 * Reads the table of parameters.
 * @param lines from behind the heading "Parameters" up to the next heading
 * @throws NotUnderstood
 */
export function readParameters(lines: Line[]): PageParameter[] {
	const starts = lines.flatMap((_, index) => (startsAt(lines, index) ? [index] : []));
	const first = lines.findIndex((line) => !isBlank(line));
	const stray = lines[first];
	if (stray && first !== starts[0]) {
		throw new NotUnderstood(stray.number, `"${textOf(stray)}" is no name with its type below it`);
	}
	const rows = starts.map((start, index) => {
		const [, name = '', flag] = NAME.exec(textOf(lines[start])) ?? [];
		const end = starts[index + 1] ?? lines.length;
		const found: PageParameter = {
			name,
			required: flag === 'required',
			type: textOf(lines[start + 1]),
			line: lines[start]?.number ?? 0,
			prose: '',
		};
		return new Row(lines.slice(start + 2, end), found).read();
	});
	const twice = rows.find(({ name }, index) => rows.findIndex((row) => row.name === name) < index);
	if (twice) throw new NotUnderstood(twice.line, `${twice.name} is there twice`);
	return rows;
}
