import { money } from '../core/json';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fetchCredits } from '../job/credits';
import type { JobSpec } from '../job/jobSpec';
import { findModel } from '../models/directory';
import { unknownSlug } from '../models/documentation/source';
import { rowsText, show } from '../output/hints';
import type { Produced } from '../output/outputItems';
import type { JobContext } from '../job/context';

/** What a job would be. One that would be taken up costs nothing, and an unknown price is null. */
export async function dryRun(session: JobContext, spec: JobSpec): Promise<Produced> {
	const { ledger, budget, byHand } = session;
	const { slug, displayName, typicalSeconds } = spec.model;
	const isPaid = ledger.wouldFind(spec) || (await byHand.wouldTakeUp(spec));
	const { estimatedCost, fits } = isPaid
		? { estimatedCost: 0, fits: true }
		: budget.estimate(spec.model);
	const body = (await spec.preview()) as IDataObject;
	const what = spec.endpoints ? { workflow: displayName } : { model: slug };
	const known = { dryRun: true, ...what, estimatedCost, averageSeconds: typicalSeconds };
	return { items: [{ json: { ...known, fitsMaximumCost: fits, body } }] };
}

/** The balance against 'Minimum Balance', where that is set. */
async function balanceNote(session: JobContext): Promise<string[]> {
	const { minBalanceUsd } = session;
	if (minBalanceUsd === undefined) return [];
	try {
		const { total } = await fetchCredits(session);
		const isEnough = total >= minBalanceUsd;
		const against = `${isEnough ? 'at least' : 'below'} Minimum Balance (${money(minBalanceUsd)})`;
		return [`The balance is ${money(total)}, ${against}.`];
	} catch {
		return ['The balance could not be read.'];
	}
}

/** Models that Segmind's directory doesn't have: only a real submit would tell. */
async function unknownModels({ ctx }: JobContext, dry: INodeExecutionData[]): Promise<string[]> {
	const slugs = new Set(dry.flatMap(({ json }) => (json.model as string | undefined) ?? []));
	const others = [...slugs].filter((slug) => !findModel(slug));
	const told = await Promise.all(others.map(async (slug) => await unknownSlug(ctx, slug)));
	return told.flatMap((sentence) => sentence ?? []);
}

/** Sums up a dry run under the output. */
export async function showDryRun(session: JobContext, made: INodeExecutionData[]): Promise<void> {
	const dry = made.filter(({ json }) => json.dryRun === true);
	if (dry.length === 0) return;
	const costs = dry.map(({ json }) => json.estimatedCost);
	const unknown = costs.filter((cost) => cost === null).length;
	const total = costs.reduce<number>((sum, cost) => sum + Number(cost), 0);
	const tooMany = dry.filter(({ json }) => json.fitsMaximumCost === false);
	const rows = [...new Set(tooMany.map(({ pairedItem }) => (pairedItem as { item: number }).item))];
	const about = unknown < dry.length ? [`about ${money(total)}`] : [];
	const without = unknown > 0 ? `; the price of ${unknown} is not documented` : '';
	const jobs = `${dry.length} ${dry.length === 1 ? 'job' : 'jobs'}`;
	const text = [
		`Dry run: ${[jobs, ...about].join(', ')}${without}. Nothing was submitted.`,
		...(rows.length > 0
			? [`${rowsText(rows).replace('r', 'R')} would not fit into Maximum Cost.`]
			: []),
		...(await unknownModels(session, dry)),
		...(await balanceNote(session)),
	].join(' ');
	show(session.ctx, { text, type: 'info' });
}
