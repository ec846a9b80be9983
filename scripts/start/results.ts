import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeExecutionData, IRun } from 'n8n-workflow';
import sharp from 'sharp';
import { CASES, factsOf, pictureOf, PROJECT, type Case, type PictureName } from './cases';
import { outputOf } from './workflow';

export const OUTPUT = join(PROJECT, 'output');

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

const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);
const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

async function contentOf(item: INodeExecutionData): Promise<Buffer> {
	const { Container } = await import('@n8n/di');
	const { BinaryDataService } = await import('n8n-core');
	const file = item.binary?.data;
	if (!file) throw new Error('The item carries no file');
	return await Container.get(BinaryDataService).getAsBuffer(file);
}

/** Writes the image of an item, reads it again as a picture and checks what was asked for. */
async function save(item: INodeExecutionData, wanted: Case) {
	const file = basename(String(item.json.fileName));
	writeFileSync(join(OUTPUT, file), await contentOf(item));
	const { width, height, format } = await sharp(join(OUTPUT, file)).metadata();
	const problems = [
		format !== wanted.format && `It is ${format}, not ${wanted.format}`,
		`${width}x${height}` !== wanted.size && `It has ${width}x${height} pixels, not ${wanted.size}`,
	].filter((problem) => problem !== false);
	return {
		...{ file, width, height, format, size: statSync(join(OUTPUT, file)).size },
		...(problems.length > 0 && { problem: problems.join('. ') }),
	};
}

/** What happened and how to go on; which item it was stands beside it. */
const problemIn = (error: unknown, message: unknown): string =>
	`${String(error)}. ${String(message ?? '')}`
		.replace(/ \[item \d+\]|, item \d+(?=\))/g, '')
		.trim();

async function resultOf(item: INodeExecutionData | undefined, one: Case, slug: string) {
	const nothing = { size: 0, width: 0, height: 0, format: '' };
	const base = { item: one, slug, model: factsOf(slug).displayName };
	const { totalTime, cost, requestId, error, message } = item?.json ?? {};
	const figures = {
		seconds: numberOrNull(totalTime),
		cost: numberOrNull(cost),
		requestId: textOrNull(requestId),
	};
	if (!item || error) {
		const problem = item ? problemIn(error, message) : 'No image came out';
		return { ...base, ...figures, ...nothing, problem };
	}
	try {
		return { ...base, ...figures, ...nothing, ...(await save(item, one)) };
	} catch (caught) {
		return { ...base, ...figures, ...nothing, problem: String(caught) };
	}
}

function caseIndexOf({ pairedItem }: INodeExecutionData): number | undefined {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : undefined;
}

/** The results of one model's run, one for each case in its order; all files written. */
export async function collect(slug: string, run: IRun): Promise<Result[]> {
	mkdirSync(OUTPUT, { recursive: true });
	const { items, failure } = outputOf(run);
	const results: Result[] = [];
	for (const [index, one] of CASES.entries()) {
		const own = items.find((item) => caseIndexOf(item) === index);
		const result: Result = await resultOf(own, one, slug);
		results.push(own || !failure ? result : { ...result, problem: failure });
	}
	return results;
}

/** Puts the pictures that went in beside those that came out; paths below `output` by name. */
export function copyInputs(): Record<PictureName, string> {
	mkdirSync(join(OUTPUT, 'before'), { recursive: true });
	const copy = (name: PictureName): string => {
		const { content, fileName } = pictureOf(name);
		writeFileSync(join(OUTPUT, 'before', fileName), content);
		return `before/${fileName}`;
	};
	return { product: copy('product'), productMask: copy('productMask'), scene: copy('scene') };
}
