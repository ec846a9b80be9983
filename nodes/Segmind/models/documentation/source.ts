import { isRecord } from '../../core/json';
import { isSlug } from '../../http/endpoints';
import { findModel } from '../catalog';
import { cachedReader } from './cachedReader';
import type { SourceContext } from './fetchText';
import { documentationFromFile } from './fromFile';
import { readDirectory } from './readDirectory';
import { readDocumentation } from './readDocumentation';
import type { DirectoryEntry, ModelDocumentation } from './types';

const API = 'https://api.segmind.com';
const SITE = 'https://www.segmind.com';

async function baseOf(ctx: SourceContext): Promise<string> {
	try {
		const data: unknown = await ctx.getCredentials('segmindApi');
		return isRecord(data) && typeof data.baseUrl === 'string' ? data.baseUrl : '';
	} catch {
		// what is read here is public, so it can be read before there is a credential
		return '';
	}
}

/**
 * Where something public is read: at Segmind, or at the stand-in that the credential names.
 * @param segmind host at Segmind
 * @param base the credential's Base URL, where it is known already
 */
export async function hostOf(ctx: SourceContext, segmind: string, base?: string): Promise<string> {
	const host = (base ?? (await baseOf(ctx))).trim().replace(/\/+$/, '');
	return host === '' || host.toLowerCase() === API ? segmind : host;
}

/** What stands in the place of the documentation of a model that has another name now. */
export interface Renamed {
	readonly newName: string;
}

export const isRenamed = (found: ModelDocumentation | Renamed | undefined): found is Renamed =>
	found !== undefined && 'newName' in found;

const slugOf = (url: string): string => /\/models\/([^/?#]+)/.exec(url)?.[1] ?? '';

/** A text names its model by the model's own ID and by its endpoint. */
const namesIn = ({ slug, endpoint }: ModelDocumentation): string[] => [
	endpoint?.split('/').pop() ?? '',
	slug,
];

/** A text of another model is none of this one, but may say what the model is called now. */
function readFor(
	text: string,
	askedUrl: string,
	foundUrl: string,
): ModelDocumentation | Renamed | undefined {
	const [asked, found] = [slugOf(askedUrl), slugOf(foundUrl)];
	const documentation = readDocumentation(text, found);
	if (!documentation) return undefined;
	const names = namesIn(documentation);
	const isNamed = (slug: string) => names.some((name) => name.toLowerCase() === slug.toLowerCase());
	if (isNamed(asked)) return { ...documentation, slug: asked };
	const newName = [found, ...names].find((name) => isSlug(name) && isNamed(name) && name !== asked);
	return newName === undefined ? undefined : { newName };
}

const documentations = cachedReader(readFor);

const read = async (ctx: SourceContext, slug: string, base?: string) =>
	isSlug(slug)
		? await documentations(ctx, `${await hostOf(ctx, SITE, base)}/models/${slug}/llms.txt`)
		: undefined;

const directories = cachedReader<readonly DirectoryEntry[]>(readDirectory);

/**
 * What the documentation says of a model: out of its file here without a request, else out of its
 * `llms.txt`, read at most once in ten minutes. A failure is not remembered: within one run, ask once
 * a model. Never throws.
 * @param base the credential's Base URL, where a run has it already
 * @returns undefined where there is no documentation that can be read
 */
export async function documentationOf(
	ctx: SourceContext,
	slug: string,
	base?: string,
): Promise<ModelDocumentation | Renamed | undefined> {
	const bundled = findModel(slug);
	if (bundled) return documentationFromFile(bundled);
	return await read(ctx, slug, base);
}

/**
 * What a model is called now, whether it has a file here or not. Never throws.
 * @returns a slug; undefined where its documentation says nothing of this, or can't be read
 */
export async function newNameOf(ctx: SourceContext, slug: string): Promise<string | undefined> {
	const found = await read(ctx, slug);
	return isRenamed(found) ? found.newName : undefined;
}

/** What is told of a model that has another name. Both are slugs. */
export const renamed = (slug: string, newName: string): string =>
	`Segmind documents '${slug}' as '${newName}' now: the model has another name. Choose '${newName}' under 'Model'.`;

/**
 * All models of Segmind's directory, read at most once in ten minutes. Never throws.
 * @returns undefined where it can't be read
 */
export async function directoryOf(
	ctx: SourceContext,
): Promise<readonly DirectoryEntry[] | undefined> {
	return await directories(ctx, `${await hostOf(ctx, SITE)}/llms.txt`);
}
