/**
 * Follows a file as it passes and knows at its end whether it is complete, so that a truncated
 * download is never output. It reads the structure and not the last bytes: a thumbnail has an end mark of its
 * own, and some programs write more behind the end of an image.
 */
export interface CompletenessChecker {
	feed(bytes: Uint8Array): void;
	isComplete(): boolean;
}
