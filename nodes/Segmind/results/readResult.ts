import type { FileRef } from './image';

/** What an answer holds: files, or a text or JSON that is itself the result. */
export interface ReadResult {
	readonly files: readonly FileRef[];
	/** Absent where the result is files and nothing else. */
	readonly output?: unknown;
}

/** Nothing, or an empty text: the job may be done a moment before its result can be read. */
export const isBlank = ({ files, output = '' }: ReadResult): boolean =>
	files.length === 0 && typeof output === 'string' && output.trim() === '';
