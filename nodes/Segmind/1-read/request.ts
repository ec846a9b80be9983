import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ROWS } from '../errors/inputRows';
import { Problem } from '../errors/problem';
import { findModel, parameterWithRole, type ModelFacts } from '../models/facts';
import { sniffImage, SNIFF_BYTES } from '../2-images/sniff';
import { headOf, openFile, type ImageSource } from '../2-images/source';
import { aboutMask, readImages, readMask } from './images';
import { readOptions, type Options } from './options';
import { readSettings, type Settings } from './settings';

/** All that one item asks for, checked as far as it can be without Segmind. */
export interface EditRequest {
	readonly model: ModelFacts;
	/** Undefined for a model that takes none. */
	readonly prompt?: string;
	readonly images: readonly ImageSource[];
	readonly mask: ImageSource | null;
	readonly settings: Settings;
	readonly options: Options;
}

function readModel(ctx: IExecuteFunctions, itemIndex: number): ModelFacts {
	const slug = String(ctx.getNodeParameter('model', itemIndex));
	const model = findModel(slug);
	if (!model)
		throw new Problem(INPUT_ROWS.modelMissing, { detail: `The workflow names '${slug}'.` });
	return model;
}

function readPrompt(ctx: IExecuteFunctions, itemIndex: number): string {
	const value = ctx.getNodeParameter('prompt', itemIndex, '');
	const prompt = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	if (prompt.trim() === '') throw new Problem(INPUT_ROWS.promptMissing);
	return prompt;
}

/** A file must look like an image before it goes anywhere. @throws Problem */
async function checkFile(ctx: IExecuteFunctions, source: ImageSource): Promise<void> {
	if (source.kind !== 'file') return;
	const file = await openFile(ctx, source);
	const head = await headOf(file, SNIFF_BYTES);
	const detail = `Field: ${typeof source.field === 'string' ? `'${source.field}'` : 'from an expression'}.`;
	if (head.length === 0) throw new Problem(INPUT_ROWS.emptyFile, { detail });
	if (!sniffImage(head)) throw new Problem(INPUT_ROWS.notAnImageFile, { detail });
}

async function checkMask(ctx: IExecuteFunctions, mask: ImageSource): Promise<void> {
	try {
		await checkFile(ctx, mask);
	} catch (thrown) {
		throw aboutMask(thrown);
	}
}

/**
 * Reads and checks what one item asks for. Nothing is uploaded or ordered yet.
 * @throws Problem
 */
export async function readRequest(ctx: IExecuteFunctions, itemIndex: number): Promise<EditRequest> {
	const model = readModel(ctx, itemIndex);
	const takesPrompt = parameterWithRole(model, 'prompt') !== undefined;
	const imagesParameter = parameterWithRole(model, 'images');
	const takesMask = parameterWithRole(model, 'mask') !== undefined;
	const request: EditRequest = {
		model,
		...(takesPrompt && { prompt: readPrompt(ctx, itemIndex) }),
		images: imagesParameter ? readImages(ctx, itemIndex) : [],
		mask: takesMask ? readMask(ctx, itemIndex) : null,
		settings: readSettings(ctx, itemIndex, model),
		options: readOptions(ctx, itemIndex),
	};
	if (imagesParameter?.type === 'string' && request.images.length > 1) {
		throw new Problem(INPUT_ROWS.tooManyImages);
	}
	for (const source of request.images) await checkFile(ctx, source);
	if (request.mask) await checkMask(ctx, request.mask);
	return request;
}
