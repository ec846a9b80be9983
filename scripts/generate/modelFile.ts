import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A parameter as a model file states it. See `nodes/Segmind/models/model.schema.json`. */
export interface ModelParameter {
	name: string;
	type: string;
	required: boolean;
	nullable?: boolean;
	default?: string | number | boolean | null;
	allowed?: Array<string | number>;
	open?: true;
	minimum?: number;
	maximum?: number;
	role?: 'prompt' | 'images' | 'mask' | 'image';
	/** Value in the sample request, where the table that would name a default is not known. */
	sample?: string | number | boolean;
	shape?: { url: string; label?: string };
	prominent?: true;
	label?: string;
	/** Shown below the control instead of the generator's own hint. */
	hint?: string;
	control?: string;
	description: string;
}

export interface ModelFile {
	slug: string;
	displayName: string;
	summary: string;
	operation: string;
	also?: string[];
	added: string;
	coverage: 'complete' | 'partial';
	status?: 'retired' | 'unconfirmed';
	endpoint: string;
	returns: string;
	/** Averages that the page prints, or the directory: seconds and USD. */
	typical: { seconds: number | null; usd: number | null };
	source: { page: string; read: string };
	parameters: ModelParameter[];
}

const compiled = new Map<string, ReturnType<Ajv['compile']>>();

function schemaCheck(folder: string): ReturnType<Ajv['compile']> {
	const path = join(folder, 'model.schema.json');
	const known = compiled.get(path);
	if (known) return known;
	const check = new Ajv({ allErrors: true, strict: false }).compile(
		JSON.parse(readFileSync(path, 'utf8')) as object,
	);
	compiled.set(path, check);
	return check;
}

/**
 * Checks one parsed model file against the schema and against itself.
 * @returns what is wrong, a sentence each; empty when nothing is
 */
export function problemsOf(file: unknown, fileName: string, folder: string): string[] {
	const check = schemaCheck(folder);
	if (!check(file)) {
		return (check.errors ?? []).map((e) => `${fileName}: ${e.instancePath} ${e.message ?? ''}`);
	}
	const model = file as ModelFile;
	const problems: string[] = [];
	if (fileName !== `${model.slug}.json`)
		problems.push(`${fileName}: is named otherwise than its slug`);
	const names = new Set<string>();
	const roles = new Set<string>();
	for (const parameter of model.parameters) {
		const where = `${fileName}: ${parameter.name}`;
		if (names.has(parameter.name)) problems.push(`${where} stands twice`);
		names.add(parameter.name);
		const { role } = parameter;
		if (role && role !== 'image' && roles.has(role)) problems.push(`${where}: a second ${role}`);
		if (role) roles.add(role);
		problems.push(...valueProblems(parameter, where));
	}
	return problems;
}

function valueProblems(parameter: ModelParameter, where: string): string[] {
	const problems: string[] = [];
	const fits = (value: unknown): boolean => {
		if (parameter.type === 'integer') return Number.isInteger(value);
		if (parameter.type === 'number') return typeof value === 'number';
		if (parameter.type === 'boolean') return typeof value === 'boolean';
		return typeof value === 'string';
	};
	const { default: preset, allowed, sample } = parameter;
	if (sample !== undefined && !fits(sample)) {
		problems.push(`${where}: the sample is not of type ${parameter.type}`);
	}
	if (preset !== undefined && preset !== null && !fits(preset)) {
		problems.push(`${where}: the default is not of type ${parameter.type}`);
	}
	if (allowed && !allowed.every(fits))
		problems.push(`${where}: a value is not of type ${parameter.type}`);
	if (allowed && !parameter.open && preset !== undefined && preset !== null) {
		if (!allowed.includes(preset as string | number)) {
			problems.push(`${where}: the default is not among the allowed values`);
		}
	}
	const { minimum = -Infinity, maximum = Infinity } = parameter;
	if (minimum > maximum) problems.push(`${where}: the minimum is above the maximum`);
	if (typeof preset === 'number' && (preset < minimum || preset > maximum)) {
		problems.push(`${where}: the default is out of range`);
	}
	return problems;
}

/** Sentences are a person's own; the import knows none yet. */
const sentenceProblems = ({ slug, parameters }: ModelFile): string[] =>
	parameters
		.filter(({ type, description }) => type === 'boolean' && !description.startsWith('Whether'))
		.map(({ name }) => `${slug}.json: ${name}: a switch is described with "Whether …"`);

function parsedFile(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

/** Reads all model files of a folder, oldest first (by `added`, then by slug), and throws when one is wrong. */
export function readModels(folder: string): ModelFile[] {
	const names = readdirSync(folder).filter((n) => n.endsWith('.json') && n !== 'model.schema.json');
	const models: ModelFile[] = [];
	const problems: string[] = [];
	for (const name of names) {
		const parsed = parsedFile(join(folder, name));
		const found =
			parsed instanceof Error ? [`${name}: ${parsed.message}`] : problemsOf(parsed, name, folder);
		if (found.length === 0) found.push(...sentenceProblems(parsed as ModelFile));
		if (found.length > 0) problems.push(...found);
		else models.push(parsed as ModelFile);
	}
	if (problems.length > 0) throw new Error(problems.join('\n'));
	return models.sort((a, b) => a.added.localeCompare(b.added) || a.slug.localeCompare(b.slug));
}
