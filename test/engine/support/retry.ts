import type { IBinaryData, INode, IRunExecutionData } from 'n8n-workflow';
import type { Bench, Job, Outcome } from './bench';
import type { Parameters } from './jobs';

/**
 * Prepares the data of an execution that ended badly as n8n does when a person retries it.
 * @param changed settings of the node that were saved meanwhile
 */
export function forRetry({ run }: Outcome, changed: Partial<INode> = {}): IRunExecutionData {
	const data = structuredClone(JSON.parse(JSON.stringify(run.data))) as IRunExecutionData;
	const last = data.resultData.lastNodeExecuted ?? '';
	delete data.resultData.error;
	const runs = data.resultData.runData[last] ?? [];
	if (runs.length > 0) runs.pop();
	Object.assign(data.executionData?.nodeExecutionStack[0]?.node ?? {}, changed);
	return data;
}

/** n8n's binary storage. */
export async function storage() {
	const { Container } = await import('@n8n/di');
	const { BinaryDataService } = await import('n8n-core');
	return Container.get(BinaryDataService);
}

/** The files that the items hold which the first node of a workflow gave out. */
const filesIn = (value: unknown): IBinaryData[] => {
	if (typeof value !== 'object' || value === null) return [];
	const { id } = value as { id?: unknown };
	const isFile = typeof id === 'string' && id.includes('/binary_data/');
	return isFile ? [value as IBinaryData] : Object.values(value).flatMap(filesIn);
};

/** What n8n keeps of an item is in the data twice: as output of one node, and as input of the next. */
const inputFiles = ({ resultData, executionData }: IRunExecutionData): IBinaryData[] =>
	filesIn([resultData.runData.Source, executionData?.nodeExecutionStack]);

/**
 * What n8n does to the files of a webhook, form, chat or Telegram trigger when the execution ends
 * (`restore-binary-data-id`): it moves them to a folder of the execution, and their IDs with them. n8n 1
 * moves the field `data` of the first item only, and deletes all others.
 */
export async function afterWebhook(data: IRunExecutionData, major: 1 | 2): Promise<void> {
	const files = await storage();
	const first = data.resultData.runData.Source?.[0]?.data?.main?.[0]?.[0]?.binary?.data?.id;
	const moved = new Map<string, string>();
	for (const file of inputFiles(data)) {
		const id = file.id ?? '';
		const isKept = major === 2 || id === first;
		if (!moved.has(id)) {
			const newId = isKept ? id.replace(/\/executions\/[^/]+\//, '/executions/4711/') : id;
			moved.set(id, newId);
			if (newId !== id) await files.rename(fileOf(id), fileOf(newId));
			else if (!isKept) await files.deleteManyByBinaryDataId([id]);
		}
		file.id = moved.get(id) ?? id;
	}
}

/** The part of n8n's ID that names the place of the file. */
const fileOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** What n8n keeps of the node's ledger, as text. */
export const ledgerOf = (data: IRunExecutionData): string =>
	JSON.stringify(data.executionData?.contextData);

let retries = 0;

/** Retries as a person does, after a change of the node's options if any; n8n gives it a new ID. */
export async function retry(
	bench: Bench,
	job: Job,
	data: IRunExecutionData,
	options?: Parameters,
): Promise<Outcome> {
	bench.sandbox.setFaults([]);
	const parameters = data.executionData?.nodeExecutionStack[0]?.node.parameters;
	if (options) Object.assign(parameters ?? {}, { options });
	retries += 1;
	return await bench.run({ ...job, earlier: data, executionId: `retry-${retries}` });
}
