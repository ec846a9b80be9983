import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const numbers = (rows: INodeExecutionData[], key: string): number[] =>
	rows.flatMap(({ json }) => (typeof json[key] === 'number' ? [json[key]] : []));

const money = (usd: number): string => `$${usd >= 1 ? usd.toFixed(2) : Number(usd.toFixed(4))}`;

/** What a person is told under the output of a run: images, cost, what is left. */
export function summaryOf(
	rows: INodeExecutionData[],
): { message: string; type: 'info' | 'warning' } | undefined {
	const images = rows.filter(({ binary }) => binary).length;
	const costs = numbers(rows, 'cost');
	if (images === 0 || costs.length === 0) return undefined;
	const total = sum(costs);
	const left = numbers(rows, 'remainingCredits').sort((a, b) => a - b)[0];
	const first = `${images} ${images === 1 ? 'image' : 'images'} for ${money(total)}.`;
	if (left === undefined) return { message: first, type: 'info' };
	const second = ` ${money(left)} of credits left`;
	return left < total
		? { message: `${first}${second}: less than as many images again would cost.`, type: 'warning' }
		: { message: `${first}${second}.`, type: 'info' };
}

/** Shows the summary in the editor. Where the node runs as a tool, n8n has no place for it. */
export function showSummary(ctx: IExecuteFunctions, rows: INodeExecutionData[]): void {
	const summary = summaryOf(rows);
	if (!summary || typeof ctx.addExecutionHints !== 'function') return;
	ctx.addExecutionHints({ ...summary, location: 'outputPane' });
}
