import { problemsOf, type ModelFile, type ModelParameter } from '../../generate/modelFile';
import { FOLDER } from '../files';
import { NotUnderstood } from '../read/lines';
import type { Page } from '../read/page';
import { factsOf } from './parameter';
import { keptOf, operationFor, ordered } from './kept';
import { rolesOf } from './roles';
import type { PageParameter } from '../read/row';
import { heldOperations, heldReturns, reservedNames } from './schema';
import { namedType } from './types';

/** What is taken from a page, and what a person should know about it. */
export interface Imported {
	file: ModelFile;
	/** Facts that were left out on purpose, a sentence each. */
	notes: string[];
	/** Those of them for which the file is marked as known in part only. */
	partial: string[];
}

/** What only a person can say. */
export interface Context {
	/** The model's file as it is, if there is one: sentences and choices of controls are kept. */
	known?: ModelFile;
	operation?: string;
	/** What the model returns, for a page that breaks off before it says so. */
	returns?: string;
	/** As `YYYY-MM`. */
	read: string;
	/** As `YYYY-MM-DD`. */
	today: string;
}

const IN_PART = ': known in part only';

function withSentences(
	facts: Omit<ModelParameter, 'description'>,
	role: ModelParameter['role'],
	known: ModelParameter | undefined,
): ModelParameter {
	const { shape, ...rest } = facts;
	const isTaken = !role && !known?.control && reservedNames().includes(facts.name);
	const found = {
		...rest,
		...(role && { role }),
		...(shape && { shape }),
		...(isTaken && { control: `${facts.name}Value` }),
		description: 'TODO',
		...keptOf(known),
	};
	return ordered(found, known);
}

function returnsOf({ returns, parameters }: Page, context: Context): string {
	const value = returns?.value ?? context.known?.returns ?? context.returns;
	const line = returns?.line ?? parameters.at(-1)?.line ?? 1;
	if (value === undefined) {
		throw new NotUnderstood(
			line,
			'the page breaks off before it says what the model returns; say it with --returns',
		);
	}
	if (!heldReturns().includes(value)) {
		throw new NotUnderstood(
			line,
			`a model file can't hold a model that returns "${value}", only ${heldReturns().join(' or ')}; Model → Run needs no file`,
		);
	}
	return value;
}

/** The sample may send more than the table lists, or a row may be left out: then the list is not all. */
function isComplete({ parameters, sample, returns }: Page, left: string[], notes: string[]) {
	const listed = parameters.map(({ name }) => name);
	const more = (sample.keys ?? []).filter((key) => !listed.includes(key));
	if (returns && more.length > 0) {
		notes.push(`the sample sends ${more.join(', ')}, which the table lacks${IN_PART}`);
	}
	return returns !== undefined && more.length === 0 && left.length === 0;
}

/** What the checks of all model files say of this one, but for the sentences still to be written. */
function refuseProblems(file: ModelFile, rows: PageParameter[]): void {
	const filled = JSON.parse(
		JSON.stringify({ $schema: './model.schema.json', ...file }).replaceAll(
			'"TODO"',
			'"Still to be written"',
		),
	) as unknown;
	const [problem] = problemsOf(filled, `${file.slug}.json`, FOLDER);
	if (problem === undefined) return;
	const [, index] = /\/parameters\/(\d+)/.exec(problem) ?? [];
	const [, name] = /^\S+: (\w+):? /.exec(problem) ?? [];
	const row = index ? rows[Number(index)] : rows.find((one) => one.name === name);
	const what = problem.replace(/^\S+: /, '').replace(/^(?:\/parameters\/\d+\/?|\w+: )/, '');
	throw new NotUnderstood(row?.line ?? 1, `${row?.name ?? 'the model'}: ${what}`);
}

/**
 * Whether a row is left out of the file: nothing in the interface makes such a value. One that the
 * model needs can't be left out.
 */
function isLeftOut(row: PageParameter, role: string | undefined, notes: string[]): boolean {
	const { type, held } = namedType(row.type);
	const canBeHeld = held && (type !== 'object[]' || role === 'images');
	// a format that is not known may be a misspelt one
	const isOdd = /\((?!binary|file)/.test(type) && !held;
	if (canBeHeld || row.required || isOdd) return false;
	notes.push(`${row.name}: left out, no control makes a value of type ${row.type}${IN_PART}`);
	return true;
}

function noteMembers({ name, members, type }: PageParameter, notes: string[]): void {
	if (type === 'object[]' || !members.some((one) => one.allowed || one.range || one.default))
		return;
	notes.push(`${name}: what is said of one of its shapes was left out`);
}

function parametersOf(page: Page, known: ModelFile | undefined, notes: string[], left: string[]) {
	const roles = rolesOf(page.parameters);
	return page.parameters.flatMap((row) => {
		const before = known?.parameters.find(({ name }) => name === row.name);
		const role = before ? before.role : roles.get(row.name);
		if (isLeftOut(row, role, notes)) {
			left.push(row.name);
			return [];
		}
		const facts = factsOf(row, page.sample, notes);
		if (facts.type === 'object[]' && role !== 'images') {
			throw new NotUnderstood(row.typeLine, `${row.name}: no control makes a list of objects`);
		}
		noteMembers(row, notes);
		return [withSentences(facts, role, before)];
	});
}

function operationOf({ known, operation }: Context, page: Page, notes: string[]): string {
	if (operation !== undefined && !heldOperations().includes(operation)) {
		throw new Error(`--operation is one of ${heldOperations().join(', ')}`);
	}
	const told = operation ?? known?.operation;
	if (told !== undefined) return told;
	const likely = operationFor(page);
	notes.push(`the operation is taken to be ${likely}; --operation says otherwise`);
	return likely;
}

/**
 * Takes the facts of a page into a model file.
 * @throws NotUnderstood for what a model file can't hold, and for a page that contradicts itself
 */
export function takeFacts(page: Page, context: Context): Imported {
	const notes: string[] = [];
	const { known } = context;
	const left: string[] = [];
	const parameters = parametersOf(page, known, notes, left);
	if (parameters.length === 0) {
		const [first] = page.parameters;
		throw new NotUnderstood(
			first?.typeLine ?? 1,
			`a model file can't hold the type "${first?.type}", and nothing else is there`,
		);
	}
	const complete = isComplete(page, left, notes);
	const file: ModelFile = ordered(
		{
			...known,
			slug: page.slug,
			displayName: page.title,
			summary: known?.summary ?? 'TODO',
			operation: operationOf(context, page, notes),
			added: known?.added ?? context.today,
			coverage: complete ? 'complete' : 'partial',
			endpoint: page.endpoint,
			returns: returnsOf(page, context),
			typical: { seconds: page.seconds, usd: page.usd },
			source: {
				...known?.source,
				page: `https://www.segmind.com/models/${page.slug}/api`,
				read: context.read,
			},
			parameters,
		},
		known,
	);
	if (!page.sample.keys) notes.push('the sample could not be read: it may send null for something');
	const rows = page.parameters.filter(({ name }) => !left.includes(name));
	refuseProblems(file, rows);
	return { file, notes, partial: notes.filter((note) => note.endsWith(IN_PART)) };
}
