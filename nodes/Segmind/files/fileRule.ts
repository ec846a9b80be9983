import { sniffImage, type FileType } from './fileType';

/** What is known of a file besides its bytes. */
export interface ContentHint {
	/** As the server announced it, parameters included. */
	readonly contentType?: string;
	/** Where it was downloaded from. */
	readonly url?: string;
}

/** Which files are kept, and as what. */
export interface FileRule {
	/** The type of a file by its first bytes, or undefined for what is not kept. */
	typeOf(head: Uint8Array, hint: ContentHint): FileType | undefined;
	/** Whether the body of a direct answer is the file itself, to be streamed. */
	isFile(contentType: string): boolean;
	/** What is said of bytes that are not kept. */
	readonly refused: 'notAnImage' | 'notTheFile';
}

/** Images and nothing else. */
export const IMAGE_FILES: FileRule = {
	typeOf: (head) => sniffImage(head),
	isFile: (contentType) => contentType.startsWith('image/'),
	refused: 'notAnImage',
};
