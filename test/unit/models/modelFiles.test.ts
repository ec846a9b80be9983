import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	problemsOf,
	type ModelFile,
	type ModelParameter,
} from '../../../scripts/generate/modelFile';
import { differences, PAGES, type Page } from '../support/documented';

const FOLDER = join(__dirname, '../../../nodes/Segmind/models');
const NAMES = readdirSync(FOLDER).filter((n) => n.endsWith('.json') && n !== 'model.schema.json');

const read = (name: string): ModelFile =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as ModelFile;

it('has a file for each of the two pages that the project started from', () => {
	expect(NAMES).toEqual(expect.arrayContaining(Object.keys(PAGES).map((slug) => `${slug}.json`)));
});

describe.each(NAMES)('%s', (name) => {
	it('passes the schema and agrees with itself', () => {
		expect(problemsOf(read(name), name, FOLDER)).toEqual([]);
	});

	it('says of every fact that can be shown where it comes from', () => {
		const { source, slug } = read(name);
		expect(source.page).toContain(slug);
		expect(source.read).toMatch(/^20\d\d-(0[1-9]|1[0-2])/);
	});
});

const SEEDS = Object.entries(PAGES);

it.each(SEEDS)('%s says what its page says, and nothing else', (slug, page) => {
	expect(differences(read(`${slug}.json`), page)).toEqual([]);
});

/** A change that makes a model file wrong; false where it can't be made. */
type Change<T> = (target: T, model: ModelFile) => unknown;

const add = (target: object, extra: object): void => void Object.assign(target, extra);

/** Drops, sets or turns round one fact of a parameter. */
const PARAMETER_MUTANTS: Array<[string, Change<ModelParameter>]> = [
	['has another type', (p) => add(p, { type: p.type === 'integer' ? 'string' : 'integer' })],
	[
		'is a number that may have a fraction',
		(p) => p.type === 'integer' && add(p, { type: 'number' }),
	],
	['is one address instead of a list', (p) => p.type === 'string[]' && add(p, { type: 'string' })],
	['is no longer an address', (p) => p.type === 'string (uri)' && add(p, { type: 'string' })],
	['is renamed', (p) => add(p, { name: `${p.name}s` })],
	[
		'is written in another way',
		(p) => p.name.includes('_') && add(p, { name: p.name.replace('_', '') }),
	],
	['is required or not', (p) => add(p, { required: !p.required })],
	['may be null or not', (p) => add(p, { nullable: !p.nullable })],
	['has another default', (p) => add(p, { default: otherDefault(p) })],
	['has no default', (p) => p.default !== undefined && delete p.default],
	['has a default of another type', (p) => add(p, { default: p.type === 'integer' ? '100' : 7 })],
	['has a default that is not allowed', (p) => p.allowed && add(p, { default: 'none of them' })],
	['lost an allowed value', (p) => p.allowed && p.allowed.splice(0, 1)],
	['lost its last allowed value', (p) => p.allowed && p.allowed.splice(-1, 1)],
	['got an allowed value', (p) => p.allowed && p.allowed.push('ultra')],
	['lost its list', (p) => p.allowed && delete p.allowed],
	[
		'got a list',
		(p) => !p.allowed && add(p, { allowed: p.type === 'integer' ? [95, 100] : ['', 'a'] }),
	],
	['has an open list', (p) => p.allowed && add(p, { open: true })],
	['is open without a list', (p) => !p.allowed && add(p, { open: true })],
	['has an allowed value twice', (p) => p.allowed && p.allowed.push(p.allowed[0] ?? '')],
	['has another lower bound', (p) => add(p, { minimum: (p.minimum ?? 0) - 1 })],
	['has another upper bound', (p) => add(p, { maximum: (p.maximum ?? 100) + 1 })],
	['lost its lower bound', (p) => p.minimum !== undefined && delete p.minimum],
	['lost its upper bound', (p) => p.maximum !== undefined && delete p.maximum],
	['has a bound that is text', (p) => add(p, { minimum: '1' })],
	['lost its role', (p) => p.role && delete p.role],
	['has another role', (p) => add(p, { role: p.role === 'mask' ? 'images' : 'mask' })],
	['has an unknown role', (p) => add(p, { role: 'seed' })],
	['is shown elsewhere', (p) => (p.prominent ? delete p.prominent : add(p, { prominent: true }))],
	['is not described', (p) => add(p, { description: '' })],
	['is still to be described', (p) => add(p, { description: 'TODO: own words' })],
	['has a key that there is not', (p) => add(p, { deprecated: true })],
	['is gone', (p, model) => model.parameters.splice(model.parameters.indexOf(p), 1)],
	['stands twice', (p, model) => model.parameters.push({ ...p })],
];

function otherDefault(p: ModelParameter): string | number {
	if (p.allowed) return p.allowed.find((value) => value !== p.default) ?? '';
	return p.type === 'integer' ? Number(p.default) - 1 : `${String(p.default ?? '')}x`;
}

const seed: ModelParameter = {
	name: 'seed',
	type: 'integer',
	required: false,
	default: -1,
	description: 'Starting point of the noise',
};

const MODEL_MUTANTS: Array<[string, Change<ModelFile>]> = [
	['is named otherwise than its slug', (m) => add(m, { slug: 'gpt-image-2-edit' })],
	['has a slug that leads elsewhere', (m) => add(m, { slug: '../v1/get-user-credits' })],
	['has another title', (m) => add(m, { displayName: 'GPT Image' })],
	['has another endpoint', (m) => add(m, { endpoint: '/v1/gpt-image-1-edit-mini' })],
	['has the endpoint of the queue', (m) => add(m, { endpoint: m.endpoint.replace('v1', 'v2') })],
	[
		'has a whole address as endpoint',
		(m) => add(m, { endpoint: `https://x.example${m.endpoint}` }),
	],
	['returns something else', (m) => add(m, { returns: 'Text/JSON' })],
	['takes another time', (m) => add(m.typical, { seconds: 60 })],
	['takes no time', (m) => add(m.typical, { seconds: 0 })],
	['costs something else', (m) => add(m.typical, { usd: 0.04 })],
	['costs nothing', (m) => add(m.typical, { usd: null })],
	['has no source', (m) => Reflect.deleteProperty(m, 'source')],
	['has a source without a date', (m) => Reflect.deleteProperty(m.source, 'read')],
	['has a source of somebody else', (m) => add(m.source, { page: 'https://example.com/models/x' })],
	[
		'has the source of another model',
		(m) => add(m.source, { page: 'https://www.segmind.com/models/x/api' }),
	],
	['names no schema', (m) => Reflect.deleteProperty(m, '$schema')],
	['has an unknown operation', (m) => add(m, { operation: 'upscale' })],
	['does something else', (m) => add(m, { operation: 'generate' })],
	['is known in part only', (m) => add(m, { coverage: 'partial' })],
	['was added at no date', (m) => add(m, { added: 'today' })],
	['is still to be summed up', (m) => add(m, { summary: 'TODO: one sentence' })],
	['is summed up with a period', (m) => add(m, { summary: `${m.summary}.` })],
	['has a parameter that is not documented', (m) => m.parameters.push(seed)],
	['has no parameters', (m) => add(m, { parameters: [] })],
	['has a key that there is not', (m) => add(m, { vendor: 'x' })],
];

/** All that the checks find wrong with a model file. */
function findings(model: ModelFile, slug: string, page: Page): string[] {
	const problems = problemsOf(model, `${slug}.json`, FOLDER);
	return problems.length > 0 ? problems : differences(model, page);
}

const MUTANTS = SEEDS.flatMap(([slug, page]) => [
	...MODEL_MUTANTS.map(([what, change]) => ({ slug, page, what, change, name: '' })),
	...Object.keys(page.parameters).flatMap((name) =>
		PARAMETER_MUTANTS.map(([what, parameterChange]) => {
			const change: Change<ModelFile> = (model) => {
				const parameter = model.parameters.find((p) => p.name === name);
				return parameter && parameterChange(parameter, model);
			};
			return { slug, page, what, change, name };
		}),
	),
]);

describe('a wrong model file is noticed', () => {
	const made = MUTANTS.flatMap((mutant) => {
		const model = read(`${mutant.slug}.json`);
		const before = JSON.stringify(model);
		mutant.change(model, model);
		return JSON.stringify(model) === before ? [] : [{ ...mutant, model }];
	});

	it('when any of its facts is changed', () => {
		const unnoticed = made
			.filter(({ model, slug, page }) => findings(model, slug, page).length === 0)
			.map(({ slug, name, what }) => `${slug} ${name} ${what}`);
		expect(unnoticed).toEqual([]);
	});

	it('in many ways, each of which was tried', () => {
		expect(made.length).toBeGreaterThan(400);
		const tried = new Set(made.map(({ what }) => what));
		const all = [...MODEL_MUTANTS, ...PARAMETER_MUTANTS].map(([what]) => what);
		expect(all.filter((what) => !tried.has(what))).toEqual([]);
	});

	it('while the untouched ones pass the same checks', () => {
		for (const [slug, page] of SEEDS)
			expect(findings(read(`${slug}.json`), slug, page)).toEqual([]);
	});
});
