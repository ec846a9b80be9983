import { readFileSync } from 'node:fs';
import path from 'node:path';

import { mediaOf, mediaParameters } from '../../nodes/Segmind/models/documentation/media';
import { type DocumentedParameter, kindOf } from '../../nodes/Segmind/models/documentation/types';
import type { ModelFile, ModelParameter } from '../generate/modelFile';
import { factsOf, isNear } from './compare';
import { FOLDER } from './files';
import type { Stated } from './stated';

type Role = NonNullable<ModelParameter['role']>;

/** Names that say of an image no more than that it goes in: `image_urls`, `input_image`. */
const PLAIN_IMAGE = /^(?:(?:reference|input|image|file|url)s?_?)+$/i;
const PROMPT = /^(?:prompt|prompt_?text|text_prompt)$/i;

/** Which of the controls that models share serve which parameters, by name. */
function rolesOf(parameters: readonly DocumentedParameter[]): Map<string, Role> {
	const images = mediaParameters(parameters).filter(({ media }) => media === 'image');
	const plain = images.filter(({ name }) => PLAIN_IMAGE.test(name));
	const prompt = parameters.find(({ name, kind }) => kind === 'string' && PROMPT.test(name));
	// images with purposes of their own get controls of their own
	const named = plain.length === 1 ? [] : images.filter(({ required, list }) => required && !list);
	return new Map<string, Role>([
		...named.map(({ name }): [string, Role] => [name, 'image']),
		...(plain.length === 1 ? plain : []).map(({ name }): [string, Role] => [name, 'images']),
		...images
			.filter(({ name, list }) => name === 'mask' && !list)
			.map(({ name }): [string, Role] => [name, 'mask']),
		...(prompt ? [[prompt.name, 'prompt'] as const] : []),
	]);
}

/** The type as model files name it; undefined where no control makes such a value. */
function typeOf(stated: DocumentedParameter, known?: ModelParameter): string | undefined {
	const { kind, type } = stated;
	const kinds = [kind, known && kindOf(known.type).kind];
	// the file knows the format, which llms.txt does not print
	if (known && (kinds[0] === kinds[1] || kinds.includes('any'))) return known.type;
	if (kind === 'list')
		return /^list<\s*string\s*>$|^string\[\]$/i.test(type) ? 'string[]' : undefined;
	if (kind === 'object' || kind === 'any') return undefined;
	const media = kind === 'string' ? mediaOf(stated) : undefined;
	if (!media) return kind;
	return media.base64 ? 'string (base64)' : 'string (uri)';
}

/** Names of the node's own controls. */
function reservedNames(): string[] {
	const schema = JSON.parse(readFileSync(path.join(FOLDER, 'model.schema.json'), 'utf8')) as {
		definitions: { reserved: { enum: string[] } };
	};
	return schema.definitions.reserved.enum;
}

function parameterFrom(
	stated: DocumentedParameter,
	type: string,
	known: ModelParameter | undefined,
	role: Role | undefined,
): ModelParameter {
	const { name } = stated;
	const facts = factsOf(stated);
	if (known) {
		// what llms.txt leaves out, such as bounds in a sentence, stays; a default takes a sample's place
		const { sample, ...kept } = known;
		const isSample = sample !== undefined && facts.default === undefined;
		return { ...kept, type, ...facts, ...(isSample && { sample }) };
	}
	return {
		name,
		type,
		...facts,
		...(role && { role }),
		...(!role && reservedNames().includes(name) && { control: `${name}Value` }),
		description: 'TODO',
	};
}

/** What becomes of a document, and what a person should know of it. */
export interface Draft {
	readonly file: ModelFile;
	readonly notes: readonly string[];
}

/**
 * The model file that a document makes. Facts are taken, a known file keeps its sentences and choices
 * of controls, and `TODO` stands where a person has to write.
 * @param today as `YYYY-MM-DD`
 * @throws Error for a required parameter that no control can fill, and for a text without an endpoint
 */
export function draftOf(stated: Stated, known: ModelFile | undefined, today: string): Draft {
	const notes: string[] = [];
	const roles = rolesOf(stated.parameters);
	const taken = known?.parameters.map(({ role }) => role) ?? [];
	const parameters = stated.parameters.flatMap((parameter) => {
		const before = known?.parameters.find(({ name }) => name === parameter.name);
		const type = typeOf(parameter, before);
		const role = roles.get(parameter.name);
		if (type !== undefined) {
			return [parameterFrom(parameter, type, before, taken.includes(role) ? undefined : role)];
		}
		const what = `${parameter.name}: no control makes a value of type ${parameter.type}`;
		if (parameter.required) throw new Error(what);
		notes.push(`${what}; left out, so the file is marked as partial`);
		return [];
	});
	const endpoint = stated.endpoint ?? known?.endpoint;
	if (endpoint === undefined) throw new Error('the text names no endpoint');
	const average = (held: number | null | undefined, now: number | undefined) =>
		now === undefined || isNear(held ?? null, now) ? (held ?? null) : now;
	const file: ModelFile = {
		...{ slug: stated.slug, displayName: stated.title, summary: 'TODO', operation: 'TODO' },
		added: today,
		...known,
		displayName: stated.title,
		coverage: notes.length === 0 ? 'complete' : 'partial',
		endpoint,
		returns: stated.returns ?? known?.returns ?? 'TODO',
		typical: {
			seconds: average(known?.typical.seconds, stated.seconds),
			usd: average(known?.typical.usd, stated.usd),
		},
		source: {
			page: `https://www.segmind.com/models/${stated.slug}/llms.txt`,
			read: today.slice(0, 7),
		},
		parameters,
	};
	return { file, notes };
}
