/** One way to break the node: a piece of one of its files, and what is put in its place. */
export interface Mutant {
	readonly name: string;
	/** Below nodes/Segmind. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

export const MUTANTS: readonly Mutant[] = [
	{
		name: 'an order is repeated after silence',
		file: 'transport/policy.ts',
		from: "submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0 }",
		to: "submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 1 }",
	},
	{
		name: 'a direct order is repeated after silence',
		file: 'transport/policy.ts',
		from: "sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 0 }",
		to: "sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 1 }",
	},
	{
		name: 'the ledger forgets what is written into it',
		file: 'run/ledger.ts',
		from: "const context = ctx.getContext('node') as { [KEY]?: Book };",
		to: 'const context: { [KEY]?: Book } = {};',
	},
	{
		name: 'the request ID is not written down',
		file: '4-job/submit.ts',
		from: 'return Object.assign(entry, { id });',
		to: 'return { ...entry, id };',
	},
	{
		name: 'no intent is written before an order',
		file: 'run/ledger.ts',
		from: 'this.entries(itemIndex).push(entry);',
		to: 'setTimeout(() => this.entries(itemIndex).push(entry), 0);',
	},
	{
		name: 'an order without an answer is struck out',
		file: '4-job/submit.ts',
		from: 'if (nothingStarted && !(thrown instanceof NoQueue)) strike();',
		to: 'strike();\n\t\tif (nothingStarted) strike();',
	},
	{
		name: 'an unconfirmed order is repeated without leave',
		file: '4-job/order.ts',
		from: 'if (!plan.repeatUnconfirmed) {',
		to: 'if (!plan) {',
	},
	{
		name: 'an expired order is ordered anew at once',
		file: '4-job/order.ts',
		from: 'if (!(thrown instanceof JobFailed)) throw asIs(thrown);',
		to: 'if (!(thrown instanceof JobFailed || thrown instanceof JobGone)) throw asIs(thrown);',
	},
	{
		name: 'an expired order is ordered anew by Retry On Fail',
		file: 'run/ledger.ts',
		from: 'if (entry.e === this.executionId) delete entry.e;',
		to: 'if (!entry) break;',
	},
	{
		name: 'equal items share one order',
		file: 'run/ledger.ts',
		from: 'return (run[itemIndex] ??= []);',
		to: 'return (run[itemIndex * 0] ??= []);',
	},
	{
		name: 'output comes in the order of completion',
		file: 'run/items.ts',
		from: 'const rows = done.flatMap((outcome, item) =>',
		to: 'const rows = [...done].reverse().flatMap((outcome, item) =>',
	},
	{
		name: 'pairedItem counts rows',
		file: 'run/items.ts',
		from: '? outcome.value.map((row) => ({ ...row, pairedItem: { item } }))',
		to: '? outcome.value.map((row) => ({ ...row, pairedItem: { item: 0 } }))',
	},
	{
		name: 'truncated files pass',
		file: '5-output/store.ts',
		from: 'if (cut || !end.whole()) throw new Incomplete();',
		to: 'if (cut && !end.whole() && size < 0) throw new Incomplete();',
	},
	{
		name: 'the key goes along to the file host',
		file: '5-output/download.ts',
		from: 'withKey: false,',
		to: 'withKey: true,',
	},
	{
		name: 'redirects are followed with the key',
		file: 'transport/send.ts',
		from: 'disableFollowRedirect: call.withKey,',
		to: 'disableFollowRedirect: false,',
	},
	{
		name: 'the limit on cost ignores what is under way',
		file: 'run/budget.ts',
		from: 'const wantedUsd = this.spentUsd + underWayUsd + estimateUsd;',
		to: 'const wantedUsd = this.spentUsd + underWayUsd * 0 + estimateUsd;',
	},
	{
		name: 'a sleep is longer than a second',
		file: 'run/pause.ts',
		from: 'const LONGEST_SLICE_MS = 1000;',
		to: 'const LONGEST_SLICE_MS = 5000;',
	},
	{
		name: 'a listener stays behind',
		file: 'run/pause.ts',
		from: "letGo = () => signal.removeEventListener('abort', onAbort);",
		to: 'letGo = () => undefined;',
	},
	{
		name: 'Stop names no jobs',
		file: 'run/items.ts',
		from: "...listed('Request IDs:', run.ledger.requestIds()),",
		to: '',
	},
	{
		name: 'an expired order is not named beside the first error',
		file: 'run/items.ts',
		from: 'const problem = withOthers(first, others);',
		to: 'const problem = withOthers(first, others.slice(0, 0));',
	},
	{
		name: 'a finished order loses its request ID in its error',
		file: '4-job/wait.ts',
		from: 'const details = { apiText: words, httpCode: answer.status, requestId };',
		to: 'const details = { apiText: words, httpCode: answer.status };',
	},
];
