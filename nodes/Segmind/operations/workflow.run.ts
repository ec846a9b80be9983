import type { INodeExecutionData } from 'n8n-workflow';
import { readWorkflow, type WorkflowRequest } from '../parameters/workflow';
import type { FileField } from '../parameters/customModel';
import { inspectFile } from '../files/inspectFile';
import { checkInlineSize } from '../files/requestValue';
import { buildCustomBody, fingerprintOfParts } from '../parameters/customBody';
import { workflowOutputs, type WorkflowOutput } from '../results/workflow';
import { runJob, type JobResult, type JobOptions } from '../job/runJob';
import { workflowEndpoints } from '../http/jobEndpoints';
import { ANY_RESULT } from '../results/readers';
import { downloadOutputs } from '../output/workflowOutputs';
import type { ResultReader } from '../results/readers';
import { asWorkflowError } from '../errors/asWorkflowError';
import type { Session } from './session';
import { submitDeadline } from '../core/clock';
import type { Operation } from './operation';

/** The outputs are read as a whole; the files among them are fetched by `downloadOutputs`. */
const OUTPUTS: ResultReader = {
	...ANY_RESULT,
	read: (json) => {
		const output = workflowOutputs(json);
		return { files: [], ...(output && { output }) };
	},
};

/** What an item asks for, with the name under which the ledger knows it. */
interface Prepared {
	readonly request: WorkflowRequest;
	readonly fingerprint: string;
}

/** A workflow takes files of any kind. @throws Problem for one that is empty or too large */
async function checkFiles(run: Session, { name, sentAs, sources }: FileField): Promise<void> {
	for (const source of sources) {
		if (source.kind !== 'file') continue;
		const { bytes } = await inspectFile(run, source);
		if (sentAs === 'base64') checkInlineSize(bytes, name);
	}
}

async function prepareFlow(run: Session, itemIndex: number): Promise<Prepared> {
	try {
		const request = readWorkflow(run.ctx, itemIndex);
		for (const file of request.files) await checkFiles(run, file);
		const { path } = request.flow;
		return { request, fingerprint: await fingerprintOfParts(run, request, ['workflow', path]) };
	} catch (thrown) {
		throw asWorkflowError(thrown);
	}
}

function planFor({ flow, options }: WorkflowRequest, itemIndex: number): JobOptions {
	return {
		// nothing is documented of a flow's time and price
		model: {
			slug: flow.path,
			displayName: flow.name,
			operation: 'run',
			endpoint: '',
			typicalSeconds: null,
			typicalUsd: null,
			parameters: [],
		},
		place: workflowEndpoints(flow.path),
		delivery: 'queue',
		maxWaitMs: options.maxWaitMs,
		repeatUnconfirmed: options.repeatUnconfirmed,
		reader: OUTPUTS,
		naming: (requestId) => ({ wanted: '', slug: flow.name, requestId, itemIndex, position: 0 }),
	};
}

async function outputItem(
	run: Session,
	finished: JobResult,
	{ request: { flow, options } }: Prepared,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const { entry, metrics, output } = finished;
	const requestId = finished.requestId ?? '';
	const { maxWaitMs } = options;
	try {
		const made = output as WorkflowOutput[];
		const stored = await downloadOutputs(run, made, { requestId, itemIndex, maxWaitMs });
		const { outputs, files, binary } = stored;
		run.ledger.markDelivered(entry);
		const { cost, remainingCredits } = metrics;
		const json = { workflow: flow.name, requestId, cost, remainingCredits, outputs, files };
		return { json, ...(files.length > 0 && { binary }) };
	} finally {
		run.ledger.unclaim(entry);
	}
}

/** Runs a PixelFlow and waits for its outputs; files among them come as binary data. */
export const runWorkflow: Operation<Prepared> = {
	prepare: prepareFlow,
	async perform(run, prepared, itemIndex) {
		const { request, fingerprint } = prepared;
		const plan = planFor(request, itemIndex);
		const deadline = submitDeadline(request.options.maxWaitMs);
		const makeBody = async () => await buildCustomBody(run, request, deadline);
		const task = { itemIndex, fingerprint, model: request.flow.path, makeBody };
		try {
			const finished = await runJob(run, task, plan);
			return [await outputItem(run, finished, prepared, itemIndex)];
		} catch (thrown) {
			throw asWorkflowError(thrown);
		}
	},
};
