import { ANY_FILES } from '../files/anyFileType';
import { IMAGE_FILES, type FileRule } from '../files/fileRule';
import { readGeneric } from './generic';
import { imagesIn } from './image';
import type { ReadResult } from './readResult';

/** What an operation takes for a result, and what for a file of it. */
export interface ResultReader {
	/**
	 * What an answer names.
	 * @param json undefined for an answer that is none
	 * @param text the answer as it came, where it came at once
	 */
	read(json: unknown, text?: string): ReadResult;
	readonly files: FileRule;
}

/** Images and nothing else. */
export const IMAGE_RESULT: ResultReader = {
	read: (json, text) => ({ files: imagesIn(json ?? text) }),
	files: IMAGE_FILES,
};

/** Whatever a model makes. */
export const ANY_RESULT: ResultReader = { read: readGeneric, files: ANY_FILES };
