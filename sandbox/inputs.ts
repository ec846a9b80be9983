import type { DocumentedModel } from './documentation/types';
import { imageTypeOf } from './files';
import type { JsonObject } from './types';
import { isObject } from './validate';

/** An input image with the place in the body that it came from. */
export interface Picture {
	name: string;
	bytes: Buffer;
}

export interface Inputs {
	pictures: Picture[];
	mask?: Picture;
	prompt: string;
}

/** Bytes behind a URL of the sandbox's own images host, or undefined. */
export type OwnFiles = (url: string) => Buffer | undefined;

const DATA_URL = /^data:[\w.+-]+\/[\w.+-]+;base64,/;

function read(name: string, text: string, base64: boolean, own: OwnFiles): Picture {
	let bytes: Buffer | undefined;
	if (base64 && !/^https?:/.test(text)) {
		bytes = Buffer.from(text.replace(DATA_URL, ''), 'base64');
	} else {
		bytes = own(text);
		if (!bytes) throw new Error(`'${name}': the image at ${text} could not be fetched.`);
	}
	if (!imageTypeOf(bytes)) throw new Error(`'${name}': the file is not a supported image.`);
	return { name, bytes };
}

/** All strings in a picture parameter, whatever its shape, each with its place. */
function* placesOf(name: string, json: unknown): Generator<[string, string]> {
	if (typeof json === 'string' && json !== '') yield [name, json];
	else if (Array.isArray(json)) {
		for (const [index, entry] of json.entries()) yield* placesOf(`${name}[${index}]`, entry);
	} else if (isObject(json)) yield* placesOf(`${name}.uri`, json.uri);
}

/**
 * Reads the images that a valid body names, in order. Throws an Error whose text names the
 * parameter when one can't be fetched or is no image.
 */
export function readInputs(model: DocumentedModel, body: JsonObject, own: OwnFiles): Inputs {
	const inputs: Inputs = { pictures: [], prompt: '' };
	for (const [name, parameter] of Object.entries(model.parameters)) {
		const json = body[name];
		if (parameter.carries === 'prompt' && typeof json === 'string') inputs.prompt = json;
		if (parameter.carries !== 'picture' && parameter.carries !== 'mask') continue;
		const base64 = parameter.type === 'string (base64)' || parameter.type === 'string | string';
		for (const [place, text] of placesOf(name, json)) {
			const picture = read(place, text, base64, own);
			if (parameter.carries === 'mask') inputs.mask = picture;
			else inputs.pictures.push(picture);
		}
	}
	return inputs;
}
