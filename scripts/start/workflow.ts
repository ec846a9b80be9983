import { join } from 'node:path';
import type { INodeType, IRun } from 'n8n-workflow';
import { execute, type Execution, type WorkflowPlan } from '../engine/engine';
import { itemOf, PROJECT, type Case } from './cases';
import type { Service } from './service';

const NODE = 'Segmind';

/** The node as it is published, that is the built one. */
function builtNode(): INodeType {
	const file = join(PROJECT, 'dist/nodes/Segmind/Segmind.node.js');
	const { Segmind } = require(file) as { Segmind: new () => INodeType };
	return new Segmind();
}

/** One item for each case, then the Segmind node, which takes its settings from the item. */
function planFor(cases: readonly Case[], slug: string, fileName: string): WorkflowPlan {
	return {
		items: cases.map(itemOf),
		nodes: [
			{
				name: NODE,
				type: 'n8n-nodes-segmind.segmind',
				onError: 'continueRegularOutput',
				parameters: {
					resource: 'image',
					operation: 'edit',
					model: slug,
					prompt: '={{ $json.prompt }}',
					images: {
						values: [{ source: 'binary', binaryPropertyName: '={{ $json.images }}', url: '' }],
					},
					maskSource: '={{ $json.mask }}',
					maskBinaryPropertyName: 'productMask',
					maskUrl: '={{ $json.maskUrl }}',
					size: '={{ $json.size }}',
					quality: 'medium',
					output_format: '={{ $json.format }}',
					options: { fileName, simplify: false },
				},
			},
		],
	};
}

/** What one model makes of all cases. */
export interface ModelRun {
	cases: readonly Case[];
	slug: string;
	/** Ends the files' names, so that a paid image is never written over. */
	mark: string;
}

/** Starts the example workflow for one model in n8n's engine. */
export async function startWorkflow(run: ModelRun, service: Service): Promise<Execution> {
	const { cases, slug, mark } = run;
	const plan = planFor(cases, slug, `={{ $json.name }}-${slug}${mark}`);
	const { credential } = service;
	return await execute(plan, { credential, segmind: builtNode(), executionId: slug });
}

/** What the Segmind node put out, an item each. */
export function outputOf(run: IRun) {
	const [task] = run.data.resultData.runData[NODE] ?? [];
	const failure = run.data.resultData.error?.message ?? task?.error?.message;
	return { items: task?.data?.main?.[0] ?? [], failure };
}
