import type { ImageRequest } from './imageRequest';
import type { ImageSource } from '../files/sources';
import {
	parameterNamed,
	parameterWithRole,
	type ParameterFacts,
	type Scalar,
} from '../models/facts';

/** Body of the request, by Segmind's names. */
export type Body = Record<string, Scalar | string[] | Array<Record<string, string>>>;

/** What of a request decides its body. */
type BodyParts = Pick<ImageRequest, 'model' | 'prompt' | 'settings'> &
	Partial<Pick<ImageRequest, 'images'>>;

function imagesAs(
	parameter: ParameterFacts,
	urls: readonly string[],
	tags: ReadonlyArray<string | undefined>,
): Body[string] {
	const { type, shape } = parameter;
	if (type === 'list') return [...urls];
	if (type === 'objects' && shape) {
		return urls.map((url, index) => ({
			[shape.url]: url,
			...(shape.label && { [shape.label]: tags[index] ?? `image${index + 1}` }),
		}));
	}
	return urls[0] ?? null;
}

/**
 * The body of a request: what the user sees and nothing else.
 * @param urls URLs of the images (or what stands for them), in their order
 * @param maskUrl URL of the mask, or null
 * @param named URLs of images with a role each, by the names that Segmind documents
 */
export function buildBody(
	request: BodyParts,
	urls: readonly string[],
	maskUrl: string | null,
	named: Readonly<Record<string, string>> = {},
): Body {
	const body: Body = {};
	const tags = (request.images ?? []).map(({ tag }) => tag);
	for (const parameter of request.model.parameters) {
		const { name, role } = parameter;
		if (role === 'prompt') body[name] = request.prompt ?? '';
		else if (role === 'images') {
			if (urls.length > 0 || parameter.required) body[name] = imagesAs(parameter, urls, tags);
		} else if (role === 'image') {
			if (named[name] !== undefined) body[name] = named[name];
		} else if (role === 'mask') {
			if (maskUrl !== null || parameter.nullable) body[name] = maskUrl;
		} else {
			const value = request.settings[name];
			if (value !== undefined) body[name] = value;
		}
	}
	return body;
}

/** What stands for an image in the request, in the place of a parameter. */
type ValueOf = (image: ImageSource, parameter: ParameterFacts | undefined) => Promise<string>;

/** The body of a request with a value for each of its images. */
export async function bodyWith(request: ImageRequest, valueOf: ValueOf): Promise<Body> {
	const { model, images, mask, named } = request;
	const ofImages = parameterWithRole(model, 'images');
	const urls = await Promise.all(images.map(async (image) => await valueOf(image, ofImages)));
	const maskUrl = mask ? await valueOf(mask, parameterWithRole(model, 'mask')) : null;
	const values: Record<string, string> = {};
	for (const [name, image] of Object.entries(named)) {
		values[name] = await valueOf(image, parameterNamed(model, name));
	}
	return buildBody(request, urls, maskUrl, values);
}

/** The body with the URLs that the user gave, and without the files that become a URL or text. */
export const bodyInUrls = async (request: ImageRequest): Promise<Body> =>
	await bodyWith(
		request,
		async (image, parameter) =>
			await Promise.resolve(image.kind === 'url' && !parameter?.base64 ? image.url : ''),
	);
