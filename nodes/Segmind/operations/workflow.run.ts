import type { INodeExecutionData } from 'n8n-workflow';
import { readFlow, type FlowRequest } from '../1-read/flow';
import type { FileField } from '../1-read/anyModel';
import { lookAtFile } from '../2-images/found';
import { checkInlineSize } from '../2-images/place';
import { buildAnyBody, fingerprintOfParts } from '../3-request/anyBody';
import { flowOutputs, type FlowOutput } from '../4-job/flowOutputs';
import { obtain, type Finished, type Plan } from '../4-job/order';
import { flowPlace } from '../4-job/place';
import { ANYTHING } from '../5-output/anything';
import { storeOutputs } from '../5-output/flow';
import type { Taking } from '../5-output/taking';
import { aboutFlow } from '../errors/aboutFlow';
import type { Run } from '../run/context';
import { submitDeadline } from '../run/pause';
import type { Operation } from './operation';

/** The outputs are read as a whole; the files among them are fetched by `storeOutputs`. */
const OUTPUTS: Taking = {
	...ANYTHING,
	read: (json) => {
		const output = flowOutputs(json);
		return { delivered: [], ...(output && { output }) };
	},
};

/** What an item asks for, with the name under which the ledger knows it. */
interface Prepared {
	readonly request: FlowRequest;
	readonly fingerprint: string;
}

/** A workflow takes files of any kind. @throws Problem for one that is empty or too large */
async function checkFiles(run: Run, { name, sentAs, sources }: FileField): Promise<void> {
	for (const source of sources) {
		if (source.kind !== 'file') continue;
		const { bytes } = await lookAtFile(run, source);
		if (sentAs === 'base64') checkInlineSize(bytes, name);
	}
}

async function prepareFlow(run: Run, itemIndex: number): Promise<Prepared> {
	try {
		const request = readFlow(run.ctx, itemIndex);
		for (const file of request.files) await checkFiles(run, file);
		const { path } = request.flow;
		return { request, fingerprint: await fingerprintOfParts(run, request, ['workflow', path]) };
	} catch (thrown) {
		throw aboutFlow(thrown);
	}
}

function planFor({ flow, options }: FlowRequest, itemIndex: number): Plan {
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
		place: flowPlace(flow.path),
		delivery: 'queue',
		maxWaitMs: options.maxWaitMs,
		repeatUnconfirmed: options.repeatUnconfirmed,
		taking: OUTPUTS,
		naming: (requestId) => ({ wanted: '', slug: flow.name, requestId, itemIndex, position: 0 }),
	};
}

async function outputItem(
	run: Run,
	finished: Finished,
	{ request: { flow, options } }: Prepared,
	itemIndex: number,
): Promise<INodeExecutionData> {
	const { entry, figures, output } = finished;
	const requestId = finished.requestId ?? '';
	const { maxWaitMs } = options;
	try {
		const made = output as FlowOutput[];
		const stored = await storeOutputs(run, made, { requestId, itemIndex, maxWaitMs });
		const { outputs, files, binary } = stored;
		run.ledger.markDelivered(entry);
		const { cost, remainingCredits } = figures;
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
		const makeBody = async () => await buildAnyBody(run, request, deadline);
		const task = { itemIndex, fingerprint, model: request.flow.path, makeBody };
		try {
			const finished = await obtain(run, task, plan);
			return [await outputItem(run, finished, prepared, itemIndex)];
		} catch (thrown) {
			throw aboutFlow(thrown);
		}
	},
};
