import { NotUnderstood, quoted, type Line } from './lines';

/**
 * Reads the text of some lines from front to back. Facts of a parameter stand side by side without
 * anything between them, so a line is no unit; its number is what a message names.
 */
export class Scan {
	private at = 0;
	/** Where the last thing taken began, and where the one before it ended. */
	private start = 0;
	private endBefore = 0;
	private readonly text: string;
	private readonly starts: Array<{ offset: number; number: number }> = [];

	constructor(lines: Line[]) {
		let text = '';
		for (const line of lines) {
			this.starts.push({ offset: text.length, number: line.number });
			text += `${line.text}\n`;
		}
		this.text = text;
	}

	/** Number of the line in which the next character stands that is no space. */
	get line(): number {
		const at = this.nextFilled();
		const found = this.starts.filter(({ offset }) => offset <= at).at(-1);
		return found?.number ?? this.starts[0]?.number ?? 1;
	}

	get done(): boolean {
		return this.nextFilled() >= this.text.length;
	}

	/** Takes what a sticky pattern finds at this place, spaces before it left out. */
	take(pattern: RegExp): RegExpExecArray | undefined {
		const end = this.at;
		this.skipSpace();
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.text);
		if (!match) {
			this.at = end;
			return undefined;
		}
		[this.endBefore, this.start, this.at] = [end, this.at, pattern.lastIndex];
		return match;
	}

	/** Whether nothing, not even a space, stands between the last two things taken. */
	get glued(): boolean {
		return this.start === this.endBefore;
	}

	refuse(what: string): never {
		const number = this.line;
		const [rest = ''] = this.text.slice(this.nextFilled()).split('\n');
		throw new NotUnderstood(number, `${quoted(rest)} ${what}`);
	}

	private nextFilled(): number {
		const ahead = this.text.slice(this.at).search(/\S/);
		return ahead < 0 ? this.text.length : this.at + ahead;
	}

	private skipSpace(): void {
		this.at = this.nextFilled();
	}
}
