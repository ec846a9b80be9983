import { join } from 'node:path';
import type { INodeType, IRun } from 'n8n-workflow';
import { execute, type Execution, type WorkflowPlan } from '../engine/engine';
import { itemOf, PROJECT, type Case } from './cases';
import { startSandbox } from '../../sandbox';
import type { SegmindCredential } from '../engine/credentials';

/** Where the images are made, and how to look on. */
export interface Service {
	kind: 'sandbox' | 'segmind';
	credential: SegmindCredential;
	/** How many of the submitted images are finished, where that can be seen. */
	finished?: () => number;
	close(): Promise<void>;
}

/** A minute of the models' time passes in under four seconds. */
const TIME_SCALE = 0.06;

/** Seconds before scaling: a little different for each image, and the same in every run. */
const JOB_SECONDS = [51, 57, 46, 54, 43, 49];

/** Segmind with the key and, where they are set, the addresses of the environment. */
export const segmindIn = (env: NodeJS.ProcessEnv): SegmindCredential => ({
	apiKey: env.SEGMIND_API_KEY ?? '',
	baseUrl: env.SEGMIND_BASE_URL ?? 'https://api.segmind.com',
	uploadUrl: env.SEGMIND_UPLOAD_URL ?? 'https://workflows-api.segmind.com',
});

/**
 * The real Segmind when `SEGMIND_API_KEY` is set (`SEGMIND_BASE_URL` and `SEGMIND_UPLOAD_URL`
 * change its addresses), else a sandbox on this machine.
 */
export async function openService(env: NodeJS.ProcessEnv): Promise<Service> {
	if (env.SEGMIND_API_KEY) {
		return { kind: 'segmind', credential: segmindIn(env), close: async () => {} };
	}
	const sandbox = await startSandbox({
		timeScale: TIME_SCALE,
		jobSeconds: ({ index }) => JOB_SECONDS[index % JOB_SECONDS.length] ?? 50,
	});
	const { apiKey, baseUrl, uploadUrl } = sandbox;
	return {
		kind: 'sandbox',
		credential: { apiKey, baseUrl, uploadUrl },
		finished: () => sandbox.jobs.filter((job) => job.state === 'COMPLETED').length,
		close: async () => await sandbox.close(),
	};
}

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
