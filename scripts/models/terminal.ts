import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';

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

/** A `y` is a yes; anything else, Ctrl+C and the end of the input are a no. */
async function asksPerson(question: string): Promise<boolean> {
	const lines = createInterface({ input: process.stdin, output: process.stdout });
	const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
	const answer = await Promise.race([lines.question(question), closed]).catch(() => '');
	lines.close();
	return /^y(?:es)?$/i.test(answer.trim());
}

/** What a command meets that a person runs. */
export interface Surroundings {
	readonly terminal: Terminal;
	readonly env: NodeJS.ProcessEnv;
	/** Undefined where there is nobody to ask. */
	readonly agrees?: ((question: string) => Promise<boolean>) | undefined;
	/** Ctrl+C. */
	readonly stop: AbortSignal;
	readonly pause: (ms: number) => Promise<void>;
}

/** Those of this process. From now on Ctrl+C doesn't end it by itself, but once. */
export function surroundings(): Surroundings {
	const stop = new AbortController();
	process.once('SIGINT', () => stop.abort());
	const pause = async (ms: number) => await wait(ms, undefined, { signal: stop.signal });
	const isThere = process.stdin.isTTY && process.stdout.isTTY;
	const agrees = isThere ? asksPerson : undefined;
	return { terminal: TERMINAL, env: process.env, agrees, stop: stop.signal, pause };
}
