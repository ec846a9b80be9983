/** Folder of the project. */
export const PROJECT: string;

export class CommandFailed extends Error {
	code: number;
	output: string;
}

export function node(
	args: string[],
	options?: { quiet?: boolean; env?: NodeJS.ProcessEnv },
): Promise<string>;

export function npmProgram(): string;

export function tool(file: string): string;
