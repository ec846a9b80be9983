import type { EditRequest } from '../1-read/request';
import type { ParameterFacts, Scalar } from '../models/facts';

/** Body of the request, by Segmind's names. */
export type Body = Record<string, Scalar | string[] | Array<Record<string, string>>>;

function imagesAs(parameter: ParameterFacts, urls: readonly string[]): Body[string] {
	const { type, shape } = parameter;
	if (type === 'list') return [...urls];
	if (type === 'objects' && shape) {
		return urls.map((url, index) => ({
			[shape.url]: url,
			...(shape.label && { [shape.label]: `image${index + 1}` }),
		}));
	}
	return urls[0] ?? null;
}

/**
 * The body that an item asks for: what the person sees and nothing else.
 * @param urls addresses of the images, in their order
 * @param maskUrl address of the mask, or null
 */
export function buildBody(
	request: Pick<EditRequest, 'model' | 'prompt' | 'settings'>,
	urls: readonly string[],
	maskUrl: string | null,
): Body {
	const body: Body = {};
	for (const parameter of request.model.parameters) {
		const { name, role } = parameter;
		if (role === 'prompt') body[name] = request.prompt ?? '';
		else if (role === 'images') body[name] = imagesAs(parameter, urls);
		else if (role === 'mask') {
			if (maskUrl !== null || parameter.nullable) body[name] = maskUrl;
		} else {
			const value = request.settings[name];
			if (value !== undefined) body[name] = value;
		}
	}
	return body;
}
