import type { mkdirSync, rmSync, writeFileSync } from 'node:fs';

interface Io {
	mkdirSync: typeof mkdirSync;
	writeFileSync: typeof writeFileSync;
	rmSync: typeof rmSync;
}

export function explain(error: unknown, folder: string): string;
export function prepareOutput(folder: string, io?: Io): void;
