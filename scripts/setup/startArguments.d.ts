/** The person's own pictures, as full paths, and what to do with them. */
export interface OwnPictures {
	pictures: string[];
	prompt: string;
}

export function readArguments(given: string[], folder: string): OwnPictures | undefined;
