import type { FileRef } from './image';

/** What an answer holds: files, or a text or JSON that is itself the result. */
export interface ReadResult {
	readonly files: readonly FileRef[];
	/** Absent where the result is files and nothing else. */
	readonly output?: unknown;
}
