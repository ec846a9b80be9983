import type { ImageRequest } from './imageRequest';
import type { ParameterFacts, Scalar } from '../models/facts';

/** Body of the request, by Segmind's names. */
export type Body = Record<string, Scalar | string[] | Array<Record<string, string>>>;

/** What of a request decides its body. */
type Asked = Pick<ImageRequest, 'model' | 'prompt' | 'settings'> &
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
 * The body that an item asks for: what the person sees and nothing else.
 * @param urls addresses of the images (or what stands for them), in their order
 * @param maskUrl address of the mask, or null
 * @param named addresses of pictures with a role each, by the names that Segmind documents
 */
export function buildBody(
	request: Asked,
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
