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

/** Names the model by its own ID or by its endpoint; a text of another model is none of this one. */
function isOf(slug: string, { slug: own, endpoint }: ModelDocumentation): boolean {
	const names = [own, endpoint?.split('/').pop() ?? ''].map((name) => name.toLowerCase());
	return names.includes(slug.toLowerCase());
}

const documentations = cachedReader<ModelDocumentation>((text, url) => {
	const slug = url.split('/').at(-2) ?? '';
	const found = readDocumentation(text, slug);
	return found && isOf(slug, found) ? { ...found, slug } : undefined;
});

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
): Promise<ModelDocumentation | undefined> {
	const bundled = findModel(slug);
	if (bundled) return documentationFromFile(bundled);
	if (!isSlug(slug)) return undefined;
	return await documentations(ctx, `${await hostOf(ctx, SITE, base)}/models/${slug}/llms.txt`);
}

/**
 * All models of Segmind's directory, read at most once in ten minutes. Never throws.
 * @returns undefined where it can't be read
 */
export async function directoryOf(
	ctx: SourceContext,
): Promise<readonly DirectoryEntry[] | undefined> {
	return await directories(ctx, `${await hostOf(ctx, SITE)}/llms.txt`);
}
