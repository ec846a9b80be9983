import { DOCUMENTED_MODELS } from '../../../sandbox/models';
import type { DocumentedModel, DocumentedParameter } from '../../../sandbox/documentation/types';
import type { ModelFile, ModelParameter } from '../../../scripts/generate/modelFile';
import { realModels } from '../support/models';

// The sandbox's tables were typed off the pages on their own, so a slip in one of the two shows.

/** A prompt's default is demonstration text and belongs nowhere. */
const withoutDemo = (value: unknown, carries: DocumentedParameter['carries']): unknown =>
	carries === 'prompt' && value !== '' ? undefined : value;

const fromTable = (name: string, p: DocumentedParameter) => ({
	name,
	type: p.type,
	required: p.required,
	nullable: p.nullable ?? false,
	default: withoutDemo(p.default, p.carries),
	allowed: p.allowed,
	open: p.open ?? false,
	minimum: p.minimum,
	maximum: p.maximum,
});

const fromFile = (p: ModelParameter) => ({
	name: p.name,
	type: p.type,
	required: p.required,
	nullable: p.nullable ?? false,
	default: p.role === 'prompt' && p.default !== '' ? undefined : p.default,
	allowed: p.allowed,
	open: p.open ?? false,
	minimum: p.minimum,
	maximum: p.maximum,
});

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** Bounds that a page states in a sentence only; the table of the sandbox leaves them to its checks. */
const inProse = (model: ModelFile, name: string): boolean =>
	model.slug === 'gpt-image-1-edit' && name === 'output_compression';

describe.each(realModels().map((model) => [model.slug, model] as const))('%s', (slug, model) => {
	const table = DOCUMENTED_MODELS.get(slug) as DocumentedModel;

	it('was typed off twice with the same outcome', () => {
		const parameters = Object.entries(table.parameters)
			.map(([name, p]) => fromTable(name, p))
			.map((p) => (inProse(model, p.name) ? { ...p, minimum: 1, maximum: 100 } : p));
		expect(model.parameters.map(fromFile).sort(byName)).toEqual(parameters.sort(byName));
	});

	it('has the same endpoint, averages and kind of answer', () => {
		expect(model).toMatchObject({
			displayName: table.title,
			endpoint: table.endpointPath,
			returns: table.returns,
			typical: { seconds: table.seconds, usd: table.priceUsd },
			source: table.source,
		});
	});

	it('takes its pictures, mask and words where the table says that they are', () => {
		const carried = Object.entries(table.parameters)
			.filter(([, { carries, required }]) => carries && (carries !== 'prompt' || required))
			.map(([name, { carries }]) => [name, carries]);
		const served = model.parameters
			.filter(({ role }) => role)
			.map(({ name, role }) => [name, role?.startsWith('image') ? 'picture' : role]);
		expect(served.sort()).toEqual(carried.sort());
	});
});
