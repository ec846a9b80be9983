/** Where a command writes: what it found, and what went wrong or how far it is. */
export interface Terminal {
	tell: (line: string) => void;
	complain: (line: string) => void;
}

export const TERMINAL: Terminal = {
	tell: (line) => void process.stdout.write(`${line}\n`),
	complain: (line) => void process.stderr.write(`${line}\n`),
};
