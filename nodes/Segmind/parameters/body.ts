import type { IExecuteFunctions } from 'n8n-workflow';
import { shortHash } from '../core/bytes';
import type { Deadline } from '../core/clock';
import { allDone } from '../core/semaphore';
import { sniffMedia } from '../files/fileType';
import { requestValueOf, type ValueOptions } from '../files/requestValue';
import { shownUrl } from '../errors/rewordings';
import { binaryOf, identityOf, type ImageSource } from '../files/sources';
import type { FilesContext } from '../http/context';
import {
	type ModelFacts,
	type ParameterFacts,
	parameterNamed,
	parameterWithRole,
	type Scalar,
} from '../models/facts';
import { withImage } from '../models/mainText';
import { HEAD_LETTERS } from '../results/files';
import type { Fields } from './fields';
import type { ResolvedField } from './fileFields';
import type { Options } from './options';

/** Body of the request, by Segmind's names. */
export type Body = Record<string, Scalar | string[] | Array<Record<string, string>>>;

/** Values by the names that Segmind documents. */
export type Settings = Record<string, Scalar | string[]>;

/** What one item wants, checked as far as it can be without Segmind and without opening its files. */
export interface ImageRequest {
	readonly model: ModelFacts;
	/** Undefined for a model that takes none. */
	readonly prompt?: string;
	readonly images: readonly ImageSource[];
	readonly mask: ImageSource | null;
	/** Images with a role each, by the names that Segmind documents. */
	readonly named: Readonly<Record<string, ImageSource>>;
	readonly settings: Settings;
	readonly options: Options;
}

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
	const urls = await allDone(images.map(async (image) => await valueOf(image, ofImages)));
	const maskUrl = mask ? await valueOf(mask, parameterWithRole(model, 'mask')) : null;
	const values: Record<string, string> = {};
	for (const [name, image] of Object.entries(named)) {
		values[name] = await valueOf(image, parameterNamed(model, name));
	}
	return buildBody(request, urls, maskUrl, values);
}

/** What stands for a file where its URL or its content would be sent: its name. */
async function named(ctx: IExecuteFunctions, source: ImageSource, base64 = false): Promise<string> {
	if (source.kind === 'url') return base64 ? `[file at ${shownUrl(source.url)}]` : source.url;
	const { fileName = 'without a name' } = binaryOf(ctx, source);
	return await Promise.resolve(`[file ${fileName}]`);
}

/** The body with the URLs that the user gave, and the names of files that become a URL or text. */
export const bodyInUrls = async (ctx: IExecuteFunctions, request: ImageRequest): Promise<Body> =>
	await bodyWith(request, async (image, parameter) => await named(ctx, image, parameter?.base64));

/** Fields and files, which is all that the body of any model or workflow is made of. */
export interface CustomParts {
	readonly fields: Fields;
	readonly files: readonly ResolvedField[];
}

/** The body of a request by the API's names, with a text for each of its files. */
async function customBodyWith(
	{ fields, files }: CustomParts,
	isList: (field: ResolvedField) => boolean,
	textOf: (source: ImageSource, field: ResolvedField) => Promise<string>,
): Promise<Readonly<Record<string, unknown>>> {
	const filled = files.map(async (field): Promise<[string, unknown]> => {
		const texts = await allDone(field.sources.map(async (source) => await textOf(source, field)));
		const [first = ''] = texts;
		if (field.part) {
			const head = Buffer.from(first.slice(0, HEAD_LETTERS), 'base64');
			const { mimeType = 'application/octet-stream' } = sniffMedia(head) ?? {};
			return [field.name, withImage(fields.get(field.name), field.part, first, mimeType)];
		}
		return [field.name, isList(field) ? texts : first];
	});
	return Object.fromEntries([...fields, ...(await allDone(filled))]);
}

/** Uploads the files of a request and builds its body. @throws Problem, Stopped */
export const makeCustomBody = async (
	session: FilesContext,
	parts: CustomParts,
	deadline: Deadline,
	links: ValueOptions['links'],
): Promise<Readonly<Record<string, unknown>>> =>
	await customBodyWith(
		parts,
		({ sentAs }) => sentAs === 'list',
		async (source, { sentAs }) => {
			const place = { base64: sentAs === 'base64', anyFile: true, ...(links && { links }) };
			return await requestValueOf(session, source, place, deadline);
		},
	);

/** The body with the URLs that the user gave, and the names of files that become a URL or text. */
export const customBodyInUrls = async (
	ctx: IExecuteFunctions,
	parts: CustomParts,
): Promise<Readonly<Record<string, unknown>>> =>
	await customBodyWith(
		parts,
		({ sentAs }) => sentAs === 'list',
		async (source, { sentAs }) => await named(ctx, source, sentAs === 'base64'),
	);

/*
 * Short name for what an item wants: model, body and the identity of its files. Known before
 * anything is opened or uploaded, and the same when the node runs again.
 */

/** @param identity what makes two files the same */
export async function fingerprintOf(
	ctx: IExecuteFunctions,
	request: ImageRequest,
	identity = identityOf,
): Promise<string> {
	const body = await bodyWith(request, async (image) => await identity(ctx, image));
	return await shortHash(JSON.stringify([request.model.slug, body]));
}

/**
 * @param what kind and name of what is run
 * @param identity what makes two files the same
 */
export async function customFingerprintOf(
	ctx: IExecuteFunctions,
	parts: CustomParts,
	what: readonly [kind: string, name: string],
	identity = identityOf,
): Promise<string> {
	const body = await customBodyWith(
		parts,
		({ sendAs, sources }) => sendAs === 'list' || sources.length > 1,
		async (source, { sendAs }) => `${sendAs}:${await identity(ctx, source)}`,
	);
	return await shortHash(JSON.stringify([...what, body]));
}
