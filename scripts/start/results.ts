import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { INodeExecutionData, IPairedItemData, IRun } from 'n8n-workflow';
import sharp from 'sharp';
import { explain } from '../setup/outputFolder.js';
import { factsOf, PROJECT, type Case, type Picture } from './cases';
import { outputOf } from './workflow';

export const OUTPUT = join(PROJECT, 'output');

/** Images of a run without a key; those that were paid for lie in `output` itself, and stay. */
export const SIMULATED = 'simulated/';

/** Takes away what an earlier run left that nobody paid for. */
export function clearOutput(): void {
	for (const name of ['before', SIMULATED])
		rmSync(join(OUTPUT, name), { recursive: true, force: true });
}

/** One image as it lies in `output`, or why it does not. */
export interface Result {
	item: Case;
	slug: string;
	model: string;
	/** Path below `output`; undefined when there is no image. */
	file?: string;
	problem?: string;
	/** Of the job, as Segmind reports it. */
	seconds: number | null;
	/** USD. */
	cost: number | null;
	requestId: string | null;
	/** Bytes. */
	size: number;
	width: number;
	height: number;
	format: string;
}

async function contentOf(item: INodeExecutionData): Promise<Buffer> {
	const { Container } = await import('@n8n/di');
	const { BinaryDataService } = await import('n8n-core');
	const file = item.binary?.data;
	if (!file) throw new Error('The item carries no file');
	return await Container.get(BinaryDataService).getAsBuffer(file);
}

/** Writes the image of an item, reads it again as a picture and checks what was asked for. */
async function save(item: INodeExecutionData, wanted: Case, folder: string) {
	const file = `${folder}${basename(String(item.json.fileName))}`;
	const whole = join(OUTPUT, file);
	mkdirSync(dirname(whole), { recursive: true });
	writeFileSync(whole, await contentOf(item));
	const { width, height, format } = await sharp(whole).metadata();
	const pixels = `${width}x${height}`;
	const otherSize = wanted.size !== 'auto' && pixels !== wanted.size;
	const problems = [
		format !== wanted.format && `It is ${format}, not ${wanted.format}`,
		otherSize && `It has ${pixels} pixels, not ${wanted.size}`,
	].filter((problem) => problem !== false);
	return {
		...{ file, width, height, format, size: statSync(whole).size },
		...(problems.length > 0 && { problem: problems.join('. ') }),
	};
}

/** What happened and how to go on; which item it was stands beside it. */
const problemIn = (error: unknown, message: unknown): string =>
	`${String(error)}. ${String(message ?? '')}`
		.replace(/ \[item \d+\]|, item \d+(?=\))/g, '')
		.trim();

/** An image that is paid for and can't be written down is at its address for seven days. */
const notSaved = (error: unknown, url: unknown): string =>
	`The image was made, but not saved. ${explain(error, 'output')} It is at ${String(url)}`;

async function resultOf(
	item: INodeExecutionData | undefined,
	one: Case,
	{ slug, folder }: { slug: string; folder: string },
): Promise<Result> {
	const nothing = { size: 0, width: 0, height: 0, format: '' };
	const base = { item: one, slug, model: factsOf(slug).displayName, ...nothing };
	const { response, cost, requestId, error, message, url } = item?.json ?? {};
	const { metrics } = (response ?? {}) as { metrics?: { total_time?: unknown } };
	const seconds = metrics?.total_time;
	const result = {
		...base,
		seconds: typeof seconds === 'number' ? seconds : null,
		cost: typeof cost === 'number' ? cost : null,
		requestId: typeof requestId === 'string' ? requestId : null,
	};
	if (!item) return { ...result, problem: 'No image came out' };
	if (error) return { ...result, problem: problemIn(error, message) };
	try {
		return { ...result, ...(await save(item, one, folder)) };
	} catch (caught) {
		return { ...result, problem: notSaved(caught, url) };
	}
}

/**
 * The results of one model's run, one for each case in its order; all files written.
 * @param into the model, and the folder for its files: empty, or a path below `output` with a slash
 */
export async function collect(
	cases: readonly Case[],
	run: IRun,
	into: { slug: string; folder: string },
): Promise<Result[]> {
	const { items, failure } = outputOf(run);
	const results: Result[] = [];
	for (const [index, one] of cases.entries()) {
		const own = items.find(
			({ pairedItem }) => (pairedItem as IPairedItemData | undefined)?.item === index,
		);
		const result = await resultOf(own, one, into);
		results.push(own || !failure ? result : { ...result, problem: failure });
	}
	return results;
}

/** Puts the pictures that went in beside those that came out; paths below `output` by field. */
export function copyInputs(pictures: readonly Picture[]): Record<string, string> {
	mkdirSync(join(OUTPUT, 'before'), { recursive: true });
	const copies = pictures.map(({ field, fileName, content }): [string, string] => {
		const name = `before/${field}-${fileName}`;
		writeFileSync(join(OUTPUT, name), content);
		return [field, name];
	});
	return Object.fromEntries(copies);
}
