import type { IExecuteFunctions } from 'n8n-workflow';
import { API_ERRORS } from '../../errors/apiErrors';
import { Problem, toError } from '../../errors/problem';
import { isSlug } from '../../http/endpoints';
import { findModel, readDirectory } from '../directory';
import type { ModelFacts, ParameterFacts } from '../facts';
import { cachedReader, type SourceContext } from './fetchCached';
import { readDocumentation } from './readDocumentation';
import {
	type DirectoryEntry,
	type DocumentedParameter,
	kindOf,
	type ModelDocumentation,
	type AllowedValue,
} from './types';

const LISTS = { list: 'list<string>', objects: 'list<object>' } as const;

/** A type as documentation prints it. */
const printed = ({ type, base64 }: ParameterFacts): string =>
	base64 ? 'string (base64)' : type === 'list' || type === 'objects' ? LISTS[type] : type;

function parameterFrom(facts: ParameterFacts): DocumentedParameter {
	const { name, required, nullable, allowed, open, minimum, maximum } = facts;
	const type = printed(facts);
	const values = allowed?.filter((value): value is AllowedValue => value !== null);
	return {
		name,
		type,
		kind: kindOf(type).kind,
		required,
		...(nullable && { nullable: true as const }),
		...(facts.default !== undefined && { default: facts.default }),
		...(values && { allowed: values }),
		...(open && { listMayBeCut: true as const }),
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
		description: '',
	};
}

/** A model that has a file here, as its documentation would be read. */
export const documentationFromFile = (model: ModelFacts): ModelDocumentation => ({
	slug: model.slug,
	title: model.displayName,
	endpoint: model.endpoint,
	...(model.typicalUsd !== null && { averageUsd: model.typicalUsd }),
	parameters: model.parameters.map(parameterFrom),
});

const API = 'https://api.segmind.com';
const SITE = 'https://www.segmind.com';

/**
 * Where what is public is read: at Segmind, or at the stand-in that the credential names.
 * @param base the credential's Base URL, where it is known already
 */
async function siteOf(ctx: SourceContext, base?: string): Promise<string> {
	// it can be read before there is a credential
	const read = async () => await ctx.getCredentials('segmindApi').catch(() => ({ baseUrl: '' }));
	const host = String(base ?? (await read()).baseUrl ?? '')
		.trim()
		.replace(/\/+$/, '');
	return host === '' || host.toLowerCase() === API ? SITE : host;
}

/** What stands in the place of the documentation of a model that has another name now. */
interface Renamed {
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
		? await documentations(ctx, `${await siteOf(ctx, base)}/models/${slug}/llms.txt`)
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
async function newNameOf(ctx: SourceContext, slug: string): Promise<string | undefined> {
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
	return await directories(ctx, `${await siteOf(ctx)}/llms.txt`);
}

const pairsOf = (slug: string): Set<string> => {
	const text = slug.toLowerCase().replace(/[^a-z0-9]+/g, '');
	return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
};

const NEAREST = 3;

/** The slugs that look most like one, by the pairs of letters that both have; none where few are shared. */
export function nearestSlugs(slug: string, entries: readonly DirectoryEntry[]): string[] {
	const wanted = pairsOf(slug.slice(0, 100));
	const scored = entries.map((entry) => {
		const pairs = pairsOf(entry.slug);
		const shared = [...pairs].filter((pair) => wanted.has(pair)).length;
		return { slug: entry.slug, likeness: (2 * shared) / (pairs.size + wanted.size) };
	});
	const alike = scored.filter(({ likeness }) => likeness > 0.3);
	return alike
		.sort((a, b) => b.likeness - a.likeness)
		.slice(0, NEAREST)
		.map(({ slug: found }) => found);
}

/**
 * What is told of a slug that Segmind's directory doesn't have, with those that look like it. Never throws.
 * @returns undefined where it has it, or can't be read
 */
export async function unknownSlug(ctx: SourceContext, slug: string): Promise<string | undefined> {
	const entries = (await directoryOf(ctx)) ?? [];
	if (entries.length === 0 || entries.some((entry) => entry.slug === slug)) return undefined;
	const near = nearestSlugs(slug, entries).map((one) => `'${one}'`);
	const question =
		near.length === 0 ? '' : ` Did you mean ${near.join(', ').replace(/, ([^,]*)$/, ' or $1')}?`;
	return `Segmind's directory has no model '${slug}'.${question}`;
}

/** Something asked for once in a run for each model, whatever comes of it: a site that hangs must not delay every item. */
function oncePerRun<T>(ask: (ctx: IExecuteFunctions, slug: string) => Promise<T>) {
	const asked = new WeakMap<IExecuteFunctions, Map<string, Promise<T>>>();
	return async (ctx: IExecuteFunctions, slug: string): Promise<T> => {
		const ofRun = asked.get(ctx) ?? new Map<string, Promise<T>>();
		asked.set(ctx, ofRun);
		const running = ofRun.get(slug) ?? ask(ctx, slug);
		ofRun.set(slug, running);
		return await running;
	};
}

/** The documentation of a model, asked for once in a run of the node. Never throws. */
export const documentationInRun = oncePerRun(documentationOf);

/** All models of the directory, asked for once in a run of the node; the slug is of no matter. Never throws. */
export const directoryInRun = oncePerRun(directoryOf);

const newNameInRun = oncePerRun(newNameOf);

/** Where Segmind does not know a model, its documentation may say what it is called now, and its directory what is like it. */
export async function withNewName(
	ctx: IExecuteFunctions,
	slug: string,
	thrown: unknown,
): Promise<Error> {
	const isGone =
		thrown instanceof Problem &&
		[API_ERRORS.modelUnknown, API_ERRORS.modelRetired].includes(thrown.definition);
	if (!isGone) return toError(thrown);
	const newName = await newNameInRun(ctx, slug);
	const next = newName === undefined ? await unknownSlug(ctx, slug) : renamed(slug, newName);
	return next === undefined ? thrown : thrown.with({ next });
}
