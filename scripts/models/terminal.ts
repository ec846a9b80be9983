/** Where a command writes: what it found, and what went wrong or how far it is. */
export interface Terminal {
	tell: (line: string) => unknown;
	complain: (line: string) => unknown;
}

const TERMINAL: Terminal = {
	tell: (line) => process.stdout.write(`${line}\n`),
	complain: (line) => process.stderr.write(`${line}\n`),
};

/** Runs a command of this process. @param command returns the exit code */
export async function runHere(
	command: (args: string[], terminal: Terminal) => Promise<number>,
): Promise<void> {
	process.exitCode = await command(process.argv.slice(2), TERMINAL);
}
