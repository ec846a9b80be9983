import type { Format } from '../files';
import type { Json } from '../types';

/** Types as the documentation pages print them. */
export type DocumentedType =
	| 'string'
	| 'string (uri)'
	| 'string (base64)'
	| 'string | string'
	| 'string[]'
	| 'object[]'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'object'
	| 'string | string[]'
	| 'Palette';

export interface DocumentedParameter {
	type: DocumentedType;
	/** As labelled on the page: the key must be there. */
	required: boolean;
	/** The page's sample (or default) holds `null`, so `null` is accepted. */
	nullable?: boolean;
	default?: Json;
	allowed?: ReadonlyArray<string | number>;
	/** The page cuts the list of values ("+K more"), so other values may be right too. */
	open?: boolean;
	minimum?: number;
	maximum?: number;
	/** The members of an `object[]`. */
	items?: Readonly<Record<string, DocumentedParameter>>;
	/** For `llms.txt`: a few words, and values to try. */
	description?: string;
	examples?: readonly Json[];
	/** What the value is to the renderer; pictures are taken in the order of the table. */
	carries?: 'prompt' | 'picture' | 'mask';
}

export interface DocumentedModel {
	slug: string;
	title: string;
	/** The page and when its figures were read; a price here is an average over users' calls. */
	source: { page: string; read: string };
	/** Path of the synchronous endpoint as printed. */
	endpointPath: string;
	/** False where the path of the queue isn't known: `/v2/{slug}` then answers 404. */
	queue: boolean;
	returns: 'Image' | 'Text/JSON' | 'Video' | 'Audio' | 'File';
	seconds: number;
	priceUsd: number;
	/** As the directory and `llms.txt` name it; each in its own spelling, as on the real site. */
	category?: string;
	parameters: Readonly<Record<string, DocumentedParameter>>;
	/** The file format, where no parameter chooses it. */
	format: Format;
	/**
	 * The parameters that choose the file format, the compression or the encoder's quality (0-100), the
	 * dimensions or their ratio, and how many times as large the picture becomes.
	 */
	settings: { format?: string; compression?: string; size?: string; scale?: string };
	/** The kind of picture that the sandbox draws for it, or what else it makes. */
	makes:
		| 'edit'
		| 'upscale'
		| 'reframe'
		| 'cutout'
		| 'erase'
		| 'mask'
		| 'swap'
		| 'vector'
		| 'media'
		| 'text';
	/** Which part of a mask is worked on; the model families disagree. */
	maskMeans?: 'transparent' | 'white';
}
