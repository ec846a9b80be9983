import type { IExecuteFunctions } from 'n8n-workflow';
import type { RunLimits } from '../job/context';
import type { JobOptions, ProcessingMode } from '../job/jobSpec';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { MAX_PARALLEL_JOBS } from '../http/admission';
import { formatValue, isRecord, numberOrNull } from '../core/json';
import { checkText } from './values';

export type Options = JobOptions;

const isDelivery = (value: unknown): value is ProcessingMode =>
	value === 'auto' || value === 'queue' || value === 'sync';

const invalid = (label: string, value: unknown): Problem =>
	new Problem(INPUT_ERRORS.optionInvalid, {
		detail: `'${label}' holds ${formatValue(value)}.`,
	});

/** Options that are on or off: their labels and presets. */
const SWITCHES = {
	downloadFiles: ['Download Files', true],
	dryRun: ['Dry Run', false],
	includeInputFields: ['Include Input Fields', false],
	oneItem: ['All Files in One Item', false],
	repeatUnconfirmed: ['Repeat Unconfirmed', false],
	requireMatchingMask: ['Require Matching Mask', false],
	simplify: ['Simplify', true],
	waitForCompletion: ['Wait for Completion', true],
} as const;

type Switch = keyof typeof SWITCHES;

/** An expression may yield text, such as the cell of a sheet. */
const isText = (value: unknown, text: 'true' | 'false'): boolean =>
	String(value).trim().toLowerCase() === text;

/** What is neither must not be taken for off: a dry run would be paid. @throws Problem */
export function switchIn(label: string, value: unknown): boolean {
	if (!isText(value, 'true') && !isText(value, 'false')) throw invalid(label, value);
	return isText(value, 'true');
}

function switchesIn(given: Record<string, unknown>): Record<Switch, boolean> {
	const entries = Object.entries(SWITCHES).map(([name, [label, preset]]) => {
		return [name, name in given ? switchIn(label, given[name]) : preset] as const;
	});
	return Object.fromEntries(entries) as Record<Switch, boolean>;
}

/** One that `readOptions` refuses is off. */
export const isSwitchedOn = (ctx: IExecuteFunctions, itemIndex: number, name: Switch): boolean =>
	isText(ctx.getNodeParameter(`options.${name}`, itemIndex, false), 'true');

const MAX_RETRIES = 3;

/** @throws Problem */
export function readOptions(ctx: IExecuteFunctions, itemIndex: number): Options {
	const given = ctx.getNodeParameter('options', itemIndex, {}) as Record<string, unknown>;
	const delivery = given.delivery ?? 'auto';
	if (!isDelivery(delivery)) throw invalid('Processing Mode', delivery);
	const seconds = Number(given.maxWaitSeconds ?? 600);
	if (!Number.isFinite(seconds) || seconds <= 0) {
		throw invalid('Maximum Wait (Seconds)', given.maxWaitSeconds);
	}
	const sendBy = given.sendFilesBy ?? 'upload';
	if (sendBy !== 'upload' && sendBy !== 'link') throw invalid('Send Files By', sendBy);
	const { concurrency = 0 } = given;
	// an empty cell is no wish for none
	const retries = numberOrNull(given.failedJobRetries ?? 1) ?? NaN;
	if (!Number.isInteger(retries) || retries < 0 || retries > MAX_RETRIES) {
		throw invalid('Retries of Failed Jobs', given.failedJobRetries);
	}
	if (!Number.isFinite(Number(concurrency))) throw invalid('Parallel Jobs', concurrency);
	const field = given.outputBinaryPropertyName ?? 'data';
	if (typeof field !== 'string' || field.trim() === '')
		throw invalid('Output Data Field Name', field);
	const name = given.fileName ?? '';
	if (typeof name !== 'string' && typeof name !== 'number') throw invalid('File Name', name);
	checkText("'File Name'", String(name));
	checkText("'Output Data Field Name'", field);
	const switches = switchesIn(given);
	return {
		delivery,
		fileName: String(name).trim(),
		maxWaitMs: seconds * 1000,
		outputField: field.trim(),
		failedJobRetries: retries,
		dryRun: switches.dryRun,
		download: switches.downloadFiles,
		oneItem: switches.oneItem,
		repeatUnconfirmed: switches.repeatUnconfirmed,
		sendByLink: sendBy === 'link',
		simplify: switches.simplify,
		wait: switches.waitForCompletion,
	};
}

const MAX_IMAGES_PER_ITEM = 10;

/** How many variations an item is to have, each a job. @throws Problem */
export function readImagesPerItem(ctx: IExecuteFunctions, itemIndex: number): number {
	const given: unknown = ctx.getNodeParameter('options.imagesPerItem', itemIndex, 1);
	const count = Number(given);
	if (Number.isInteger(count) && count >= 1 && count <= MAX_IMAGES_PER_ITEM) return count;
	throw invalid('Images per Item', given);
}

const LIMITS = {
	maxCostUsd: 'Maximum Cost (USD)',
	minBalanceUsd: 'Minimum Balance (USD)',
} as const;

type MoneyLimits = Pick<RunLimits, keyof typeof LIMITS>;

/** A limit that was added and can't be read must not be taken for none. @throws Problem */
function limit(
	ctx: IExecuteFunctions,
	name: keyof MoneyLimits,
	itemIndex: number,
): number | undefined {
	// an expression of another option is none of its business
	const entered = ctx.getNodeParameter('options', itemIndex, {}, { rawExpressions: true });
	if (!isRecord(entered) || !(name in entered)) return undefined;
	const given: unknown = ctx.getNodeParameter(`options.${name}`, itemIndex);
	const holdsText = typeof given === 'string' && given.trim() !== '';
	const amount = holdsText ? Number(given) : given;
	if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0) return amount;
	throw invalid(LIMITS[name], given);
}

const limitsOf = (ctx: IExecuteFunctions, itemIndex: number): MoneyLimits => ({
	maxCostUsd: limit(ctx, 'maxCostUsd', itemIndex),
	minBalanceUsd: limit(ctx, 'minBalanceUsd', itemIndex),
});

/** The limits hold for the whole run, so no item goes on where one can't be read. @throws Problem */
export function checkLimits(ctx: IExecuteFunctions, itemIndex: number): void {
	for (const item of new Set([0, itemIndex])) limitsOf(ctx, item);
}

function moneyLimits(ctx: IExecuteFunctions): MoneyLimits {
	try {
		return limitsOf(ctx, 0);
	} catch {
		return { maxCostUsd: 0, minBalanceUsd: Infinity };
	}
}

/** The user's number, or undefined where there is none, or none that can be read. */
export function readParallelJobs(ctx: IExecuteFunctions): number | undefined {
	try {
		const given = Math.floor(Number(ctx.getNodeParameter('options.concurrency', 0, 0)));
		return given >= 1 ? Math.min(MAX_PARALLEL_JOBS, given) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * What bounds the whole run: the options of its first item. A limit of money that can't be read lets
 * nothing through. Where the number of jobs can't be read the others go on; the first item itself fails
 * for it.
 */
export const readLimits = (ctx: IExecuteFunctions): RunLimits => ({
	...moneyLimits(ctx),
	parallelJobs: readParallelJobs(ctx),
});
