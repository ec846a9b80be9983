import { problemsOf, type ModelFile, type ModelParameter } from '../generate/modelFile';
import { FOLDER, reservedNames } from './files';
import { NotUnderstood } from './lines';
import type { Page } from './page';
import { factsOf } from './parameter';
import { rolesOf } from './roles';
import type { PageParameter } from './row';

/** What is taken from a page, and what a person should know about it. */
export interface Imported {
	file: ModelFile;
	/** Facts that were left out on purpose, a sentence each. */
	notes: string[];
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

const RETURNS = ['Image', 'Text/JSON'];

/** Choices of the interface, which no page knows. */
const KEPT = ['prominent', 'label', 'control', 'sample'] as const;

function withSentences(
	facts: Omit<ModelParameter, 'description'>,
	role: ModelParameter['role'],
	known: ModelParameter | undefined,
): ModelParameter {
	const kept = Object.fromEntries(
		KEPT.flatMap((key) => (known?.[key] === undefined ? [] : [[key, known[key]]])),
	);
	const { shape, ...rest } = facts;
	const isTaken = !role && !known?.control && reservedNames().includes(facts.name);
	return {
		...rest,
		...(role && { role }),
		...(shape && { shape }),
		...(isTaken && { control: `${facts.name}Value` }),
		...kept,
		description: known?.description ?? 'TODO',
	};
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
	if (!RETURNS.includes(value)) {
		throw new NotUnderstood(line, `a model that returns "${value}" can't be held`);
	}
	return value;
}

/** The sample may send more than the table lists: then the table is not all. */
function isComplete(page: Page, notes: string[]): boolean {
	const listed = page.parameters.map(({ name }) => name);
	const more = (page.sample.keys ?? []).filter((key) => !listed.includes(key));
	if (page.returns && more.length > 0) {
		notes.push(`the sample sends ${more.join(', ')}, which the table lacks: known in part only`);
	}
	return page.returns !== undefined && more.length === 0;
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
 * Takes the facts of a page into a model file.
 * @throws NotUnderstood for what a model file can't hold, and for a page that contradicts itself
 */
export function takeFacts(page: Page, context: Context): Imported {
	const notes: string[] = [];
	const { known } = context;
	const roles = rolesOf(page.parameters);
	const parameters = page.parameters.map((row) => {
		const before = known?.parameters.find(({ name }) => name === row.name);
		const facts = factsOf(row, page.sample, notes);
		const role = before ? before.role : roles.get(row.name);
		if (facts.type === 'object[]' && role !== 'images') {
			throw new NotUnderstood(row.typeLine, `${row.name}: no control makes a list of objects`);
		}
		return withSentences(facts, role, before);
	});
	const takesImages = parameters.some(({ role }) => role === 'images');
	const file: ModelFile = {
		slug: page.slug,
		displayName: page.title,
		summary: known?.summary ?? 'TODO',
		operation: known?.operation ?? context.operation ?? (takesImages ? 'edit' : 'generate'),
		...(known?.also && { also: known.also }),
		added: known?.added ?? context.today,
		coverage: isComplete(page, notes) ? 'complete' : 'partial',
		endpoint: page.endpoint,
		returns: returnsOf(page, context),
		typical: { seconds: page.seconds, usd: page.usd },
		source: {
			page: `https://www.segmind.com/models/${page.slug}/api`,
			read: context.read,
		},
		parameters,
	};
	if (!page.sample.keys) notes.push('the sample could not be read: it may send null for something');
	refuseProblems(file, page.parameters);
	return { file, notes };
}
