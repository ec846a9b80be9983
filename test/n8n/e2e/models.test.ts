import { CATALOG } from '../../../nodes/Segmind/models/catalog.generated';
import type { ModelFacts } from '../../../nodes/Segmind/models/facts';
import type { WorkflowNode } from '../lib/workflowTypes';
import { flow, node, SEGMIND, start, type Edge } from './flow';
import { gallery, inN8n, itemsOf, photo, runs, stage } from './stage';

/** Every field that stands under Additional Fields, with the documented default where there is one. */
function additional({ parameters }: ModelFacts): Record<string, unknown> {
	const added = parameters.filter(
		(p) => p.place === 'additional' && (p.default ?? undefined) !== undefined,
	);
	return Object.fromEntries(added.map((p) => [p.control, p.default]));
}

/** Controls of pictures with a role each, all given by address. */
function named({ parameters }: ModelFacts): Record<string, unknown> {
	const pictures = parameters.filter(({ role }) => role === 'image');
	return Object.fromEntries(
		pictures.flatMap(({ control }) => [
			[`${control}Source`, 'url'],
			[`${control}Url`, gallery('product.png')],
		]),
	);
}

/** A node for one model in one operation, with the file of the item. */
function nodeFor(model: ModelFacts, operation: string): WorkflowNode {
	const top = model.parameters.filter(({ place }) => place === 'top');
	return node(`${operation} ${model.slug}`, SEGMIND, 1, {
		resource: 'image',
		operation,
		model: model.slug,
		prompt: 'A bottle on a beach',
		images: { values: [{ source: 'binary', binaryPropertyName: 'data' }] },
		...(operation === 'eraseObject' && { maskSource: 'url', maskUrl: gallery('mask.png') }),
		...named(model),
		...Object.fromEntries(top.map((p) => [p.control, p.default])),
		additionalFields: additional(model),
	});
}

const all = (): WorkflowNode[] =>
	CATALOG.flatMap((model) =>
		[model.operation, ...(model.also ?? [])].map((operation) => nodeFor(model, operation)),
	);

inN8n('the models in n8n %s', () => {
	test('each one works in each of its operations, with all of its documented defaults', async () => {
		const nodes = all();
		const edges: Edge[] = [['Start', 'Photo'], ...nodes.map(({ name }): Edge => ['Photo', name])];
		const execution = await runs(flow('Every model', [start(), photo(), ...nodes], edges));
		expect(stage.sandbox.jobs.map(({ slug }) => slug).sort()).toEqual(
			nodes.map(({ parameters }) => String(parameters.model)).sort(),
		);
		for (const { name, parameters } of nodes) {
			const [item, ...more] = itemsOf(execution, name);
			expect(more).toEqual([]);
			const wanted =
				parameters.model === 'recraft-v3-svg' ? 'image/svg+xml' : /^image\/(png|jpeg)$/;
			expect(item?.binary?.data?.mimeType).toMatch(wanted);
			expect(item?.json.cost).toBeGreaterThan(0);
		}
	});
});
