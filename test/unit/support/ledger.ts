import type { IExecuteFunctions } from 'n8n-workflow';
import { type Ledger, openLedger } from '../../../nodes/Segmind/job/ledger';
import type { JobEntry } from '../../../nodes/Segmind/job/ledgerEntry';

export const ID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';
export const PRINT = '0123456789abcdef';
export const NOW = 1_800_000_000_000;
export const MODEL = 'gpt-image-1.5-edit';
export const METRICS = {
	cost: 0.1234,
	remainingCredits: 123.4567,
	inferenceTime: 57.123,
	queueTime: 0.123,
	totalTime: 57.246,
	seed: 1234567890,
};
export const WANTED = { fingerprint: PRINT, model: { slug: MODEL } };
export const like = (fingerprint: string) => ({ fingerprint, model: { slug: MODEL } });

/** What n8n keeps of a node with the execution: as text, as it is written to its database. */
export class Execution {
	stored: Record<string, unknown> = {};

	/** Opens the ledger as a call of the node in this process does. */
	open($runIndex = 0, executionId = '1', node: object = {}): Ledger {
		const ctx = {
			getContext: () => this.stored,
			getWorkflowDataProxy: () => ({ $runIndex }),
			getExecutionId: () => executionId,
			getNode: () => ({ type: 'n8n-nodes-segmind.segmind', ...node }),
		};
		return openLedger(ctx as unknown as IExecuteFunctions);
	}

	/** What is left when the process ends: nothing but what was written down. */
	afterCrash(): this {
		this.stored = JSON.parse(JSON.stringify(this.stored)) as Record<string, unknown>;
		return this;
	}

	get text(): string {
		return JSON.stringify(this.stored);
	}
}

export function submit(ledger: Ledger, item: number, id?: string, print = PRINT): JobEntry {
	const entry = ledger.recordIntent(item, like(print));
	return id === undefined ? entry : ledger.confirm(entry, id, NOW);
}
