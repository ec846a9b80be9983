import type { IExecuteFunctions } from 'n8n-workflow';
import { isToolType } from '../core/tool';
import { entriesOfRun, type LedgerRun } from './findEntry';
import { Ledger } from './ledger';
import { isOpen, type LedgerData } from './ledgerEntry';

const KEY = 'segmind';

/** Number of times that this node ran before in this execution: the same on a retry, another in a loop. */
function runIndexOf(ctx: IExecuteFunctions): number {
	const index: unknown = ctx.getWorkflowDataProxy(0).$runIndex;
	return typeof index === 'number' ? index : 0;
}

/** What an earlier try of the same execution told is lost: n8n shows the last try only. */
function clearUnreportedExpiry(data: LedgerData, { runIndex, executionId }: LedgerRun): void {
	for (const entry of entriesOfRun(data, runIndex)) {
		if (entry.expiryReportedBy === executionId) delete entry.expiryReportedBy;
	}
}

/** Earlier rounds of a loop are forgotten, but never one with a submission that is still open. */
function dropOldRuns(data: LedgerData, { runIndex }: LedgerRun): void {
	for (const index of Object.keys(data.runs)) {
		const isDone = !entriesOfRun(data, index).some(isOpen);
		if (Number(index) < runIndex && isDone) delete data.runs[index];
	}
}

/** Opens the ledger that n8n keeps with the execution. It survives a run that ends badly. */
export function openLedger(ctx: IExecuteFunctions): Ledger {
	const context = ctx.getContext('node') as { [KEY]?: LedgerData };
	const data = (context[KEY] ??= { version: 3, runs: {}, uploads: {} });
	const { retryOnFail, type } = ctx.getNode();
	const run: LedgerRun = {
		runIndex: runIndexOf(ctx),
		executionId: String(ctx.getExecutionId()),
		// calls of an agent share run index and item, so one can't be told from a try of another
		retryOnFail: retryOnFail === true && !isToolType(type),
	};
	clearUnreportedExpiry(data, run);
	dropOldRuns(data, run);
	return new Ledger(data, run);
}
