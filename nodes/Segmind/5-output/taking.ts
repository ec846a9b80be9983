import { sniffImage, type FileType } from '../2-images/sniff';
import { deliveredImages, type Delivered } from '../4-job/result';

/** What an answer holds: files, or a text or JSON that is itself the result. */
export interface Reading {
	readonly delivered: readonly Delivered[];
	/** Absent where the result is files and nothing else. */
	readonly output?: unknown;
}

/** What is known of a file besides its bytes. */
export interface Hint {
	/** As the server announced it, parameters included. */
	readonly contentType?: string;
	/** Where it was fetched from. */
	readonly address?: string;
}

/** What an operation takes for a result, and what for a file of it. */
export interface Taking {
	/**
	 * What an answer names.
	 * @param json undefined for an answer that is none
	 * @param text the answer as it came, where it came at once
	 */
	read(json: unknown, text?: string): Reading;
	/** The type of a file by its first bytes, or undefined for what is not kept. */
	typeOf(head: Uint8Array, hint: Hint): FileType | undefined;
	/** Whether the body of a direct answer is the file itself, to be streamed. */
	isFile(contentType: string): boolean;
	/** What is said of bytes that are not kept. */
	readonly refused: 'notAnImage' | 'notTheFile';
}

/** Images and nothing else. */
export const IMAGES: Taking = {
	read: (json, text) => ({ delivered: deliveredImages(json ?? text) }),
	typeOf: (head) => sniffImage(head),
	isFile: (contentType) => contentType.startsWith('image/'),
	refused: 'notAnImage',
};
