import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem, type ErrorDefinition } from '../errors/problem';
import { findModel } from '../models/catalog';
import {
	parameterNamed,
	parameterWithRole,
	type ModelFacts,
	type ParameterFacts,
} from '../models/facts';
import { servedBy } from '../models/offers';
import { offers } from '../models/offers';
import { sniffImage, SNIFF_BYTES } from '../files/imageType';
import { LARGEST_INLINE_BYTES } from '../files/requestValue';
import { headOf, openFile, type ImageSource } from '../files/sources';
import { readImages } from './images';
import { checkMask } from './maskMatch';
import { withFieldLabel, readMask, readNamedImages } from './singleImage';
import { readOptions, type Options } from './options';
import { readSettings, type Settings } from './settings';

/** All that one item asks for, checked as far as it can be without Segmind. */
export interface ImageRequest {
	readonly model: ModelFacts;
	/** Undefined for a model that takes none. */
	readonly prompt?: string;
	readonly images: readonly ImageSource[];
	readonly mask: ImageSource | null;
	/** What is to be told of a mask that doesn't fit the first image. */
	readonly maskNote?: string;
	/** Pictures with a role each, by the names that Segmind documents. */
	readonly named: Readonly<Record<string, ImageSource>>;
	readonly settings: Settings;
	readonly options: Options;
}

function readModel(ctx: IExecuteFunctions, itemIndex: number, operation: string): ModelFacts {
	const slug = String(ctx.getNodeParameter('model', itemIndex));
	const model = findModel(slug);
	if (!model || !offers(operation, model))
		throw new Problem(INPUT_ERRORS.modelMissing, { detail: `The workflow names '${slug}'.` });
	return model;
}

function readPrompt(ctx: IExecuteFunctions, itemIndex: number): string {
	const value = ctx.getNodeParameter('prompt', itemIndex, '');
	const prompt = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	if (prompt.trim() === '') throw new Problem(INPUT_ERRORS.promptMissing);
	return prompt;
}

/** A file must look like an image before it goes anywhere. @throws Problem */
async function checkFile(
	ctx: IExecuteFunctions,
	source: ImageSource,
	parameter?: ParameterFacts,
): Promise<void> {
	if (source.kind !== 'file') return;
	const file = await openFile(ctx, source);
	if (parameter?.base64 && file.bytes > LARGEST_INLINE_BYTES) {
		file.stream?.destroy();
		throw new Problem(INPUT_ERRORS.fileTooLarge);
	}
	const head = await headOf(file, SNIFF_BYTES);
	const detail = `Field: ${typeof source.field === 'string' ? `'${source.field}'` : 'from an expression'}.`;
	if (head.length === 0) throw new Problem(INPUT_ERRORS.emptyFile, { detail });
	if (!sniffImage(head)) throw new Problem(INPUT_ERRORS.notAnImageFile, { detail });
}

async function checkOne(ctx: IExecuteFunctions, label: string, image: ImageSource): Promise<void> {
	try {
		await checkFile(ctx, image);
	} catch (thrown) {
		throw withFieldLabel(label, thrown);
	}
}

async function checkFiles(ctx: IExecuteFunctions, request: ImageRequest): Promise<void> {
	const images = parameterWithRole(request.model, 'images');
	for (const source of request.images) await checkFile(ctx, source, images);
	if (request.mask) await checkOne(ctx, 'Mask', request.mask);
	for (const [name, image] of Object.entries(request.named)) {
		const { label = name } = parameterNamed(request.model, name) ?? {};
		await checkOne(ctx, label, image);
	}
}

/** The control is called Image or Images. */
const rowIfNone = ({ type }: ParameterFacts): ErrorDefinition =>
	type === 'string' ? INPUT_ERRORS.imageMissing : INPUT_ERRORS.imagesMissing;

/**
 * Reads and checks what one item asks for. Nothing is uploaded or ordered yet.
 * @param operation documented operation, whose models are offered
 * @throws Problem
 */
export async function readImageRequest(
	ctx: IExecuteFunctions,
	itemIndex: number,
	operation = 'edit',
): Promise<ImageRequest> {
	const model = readModel(ctx, itemIndex, operation);
	const parameters = servedBy(model, operation);
	const takesPrompt = parameterWithRole({ parameters }, 'prompt') !== undefined;
	const images = parameterWithRole({ parameters }, 'images');
	const mask = parameterWithRole({ parameters }, 'mask');
	const maskNeeded = mask?.required === true && mask.nullable !== true;
	const request: ImageRequest = {
		model,
		...(takesPrompt && { prompt: readPrompt(ctx, itemIndex) }),
		images: images ? readImages(ctx, itemIndex, rowIfNone(images)) : [],
		mask: mask ? readMask(ctx, itemIndex, maskNeeded) : null,
		named: readNamedImages(ctx, itemIndex, parameters),
		settings: readSettings(ctx, itemIndex, model),
		options: readOptions(ctx, itemIndex),
	};
	if (images?.type === 'string' && request.images.length > 1) {
		throw new Problem(INPUT_ERRORS.tooManyImages);
	}
	await checkFiles(ctx, request);
	const rule = operation === 'edit' ? 'transparentPng' : 'sameSize';
	const maskNote = await checkMask(ctx, itemIndex, request, rule);
	return maskNote === undefined ? request : { ...request, maskNote };
}
