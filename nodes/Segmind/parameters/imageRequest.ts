import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { type ErrorDefinition, Problem } from '../errors/problem';
import { sniffImage } from '../files/fileType';
import { checkUrl } from '../http/allowedHosts';
import type { ImageSource } from '../files/sources';
import type { FilesContext } from '../http/context';
import { findModel } from '../models/directory';
import {
	type ModelFacts,
	offers,
	type ParameterFacts,
	parameterNamed,
	parameterWithRole,
	type Scalar,
	servedBy,
} from '../models/facts';
import type { ImageRequest, Settings } from './body';
import { checkFile } from './fileFields';
import { urlsIn } from './fileSources';
import { aboutImage, MASK_LABEL, readImages, readMask, readNamedImages } from './images';
import { checkMask, type MaskRule } from './maskMatch';
import { readOptions } from './options';
import { checkSent, checkValue, promptIn, READERS, textIn } from './values';

/** Images that have no control but one for their URLs. */
const takesImages = ({ name }: ParameterFacts): boolean => /(?:images|urls)$/.test(name);

/** Texts of a list: rows of the control, or what an expression yields. Empty rows are no entries. */
function asList(
	ctx: IExecuteFunctions,
	itemIndex: number,
	parameter: ParameterFacts,
	value: unknown,
): string[] {
	if (takesImages(parameter)) return urlsIn(ctx, itemIndex, value, parameter.name);
	const rows = Array.isArray(value) ? (value as unknown[]) : [value];
	return rows.map((row) => textIn(parameter.name, row).trim()).filter((row) => row !== '');
}

/** A value with the JSON type that the parameter documents. @throws Problem */
export function toTyped(parameter: ParameterFacts, value: unknown): Scalar {
	const { name, type, nullable, open, allowed, minimum, maximum } = parameter;
	if (value === null && nullable) return null;
	const read = type === 'list' || type === 'objects' ? textIn : READERS[type];
	const result = read(name, value);
	checkValue({ name, allowed: open ? undefined : allowed, minimum, maximum }, result);
	return result;
}

/** A text field that holds nothing and documents no default stays out of the request. */
const isLeftEmpty = (parameter: ParameterFacts, value: unknown): boolean =>
	value === '' && !parameter.required && (parameter.default ?? undefined) === undefined;

/**
 * The settings of one item: every field that is always visible, and of Additional Fields those
 * that were added.
 * @throws Problem, also for a field that is left over from another model
 */
export function readSettings(
	ctx: IExecuteFunctions,
	itemIndex: number,
	model: ModelFacts,
): Settings {
	const settings: Settings = {};
	const entered = ctx.getNode().parameters;
	const added = ctx.getNodeParameter('additionalFields', itemIndex, {}) as Record<string, unknown>;
	const additional = model.parameters.filter((p) => p.place === 'additional');
	const unknown = Object.keys(added).filter((key) => !additional.some((p) => p.control === key));
	if (unknown.length > 0) {
		throw new Problem(INPUT_ERRORS.valueLeftOver, {
			detail: `${model.displayName} does not have: ${unknown.join(', ')}.`,
		});
	}
	for (const parameter of model.parameters) {
		const { control, place, name, default: preset } = parameter;
		if (control === undefined || place === undefined) continue;
		if (place === 'additional' && !(control in added)) continue;
		// nobody entered it, and an agent chose the model: interface/index.ts
		const isUnset =
			place !== 'additional' && entered[control] === '' && preset !== undefined && preset !== null;
		const value =
			place === 'additional' ? added[control] : ctx.getNodeParameter(control, itemIndex);
		if (isUnset) settings[name] = preset;
		else if (parameter.type === 'list') {
			const list = asList(ctx, itemIndex, parameter, value);
			if (list.length > 0 || parameter.required) settings[name] = list;
		} else if (!isLeftEmpty(parameter, value)) settings[name] = toTyped(parameter, value);
	}
	return settings;
}

function readModel(ctx: IExecuteFunctions, itemIndex: number, operation: string): ModelFacts {
	const slug = String(ctx.getNodeParameter('model', itemIndex));
	const model = findModel(slug);
	if (model && offers(operation, model)) return model;
	throw new Problem(INPUT_ERRORS.modelMissing, { detail: `The workflow names '${slug}'.` });
}

function readPrompt(ctx: IExecuteFunctions, itemIndex: number): string {
	const prompt = promptIn(ctx.getNodeParameter('prompt', itemIndex, '') ?? '');
	if (prompt.trim() === '') throw new Problem(INPUT_ERRORS.promptMissing);
	return prompt;
}

/**
 * Files must look like images before they go anywhere, and a mask is held against the first image.
 * @returns what is to be told after the run of a mask that doesn't fit
 * @throws Problem
 */
export async function checkImageFiles(
	session: FilesContext,
	itemIndex: number,
	request: ImageRequest,
	rule: MaskRule,
): Promise<string | undefined> {
	const { model, images, mask, named, settings, options } = request;
	const check = async (image: ImageSource, inline = false) =>
		await checkFile(session, image, {
			inline,
			options,
			tooLarge: INPUT_ERRORS.fileTooLarge,
			fits: (head) => sniffImage(head) !== undefined,
			invalid: INPUT_ERRORS.notAnImageFile,
		});
	const inline = parameterWithRole(model, 'images')?.base64 === true;
	for (const image of images) await check(image, inline);
	const own = Object.entries(named).map(([name, image]) => {
		const parameter = parameterNamed(model, name);
		return [parameter?.label ?? name, image, parameter] as const;
	});
	const ofMask = [MASK_LABEL, mask, parameterWithRole(model, 'mask')] as const;
	for (const [label, image, parameter] of [ofMask, ...own]) {
		if (!image) continue;
		await check(image, parameter?.base64).catch((thrown: unknown) => {
			throw aboutImage(label, thrown);
		});
	}
	for (const parameter of model.parameters.filter(takesImages)) {
		const urls = [settings[parameter.name] ?? []].flat().map(String);
		for (const url of urls) checkUrl(url, session.credential.base);
	}
	return await checkMask(session.ctx, itemIndex, request, rule);
}

/** The control is called Image or Images. */
const errorIfNone = ({ type }: ParameterFacts): ErrorDefinition =>
	type === 'string' ? INPUT_ERRORS.imageMissing : INPUT_ERRORS.imagesMissing;

/**
 * Reads what one item wants. No file is opened yet, and nothing uploaded or submitted.
 * @param operation documented operation, whose models are offered
 * @throws Problem
 */
export function readImageRequest(
	ctx: IExecuteFunctions,
	itemIndex: number,
	operation = 'edit',
): ImageRequest {
	const model = readModel(ctx, itemIndex, operation);
	const parameters = servedBy(model, operation);
	const takesPrompt = parameterWithRole({ parameters }, 'prompt') !== undefined;
	const images = parameterWithRole({ parameters }, 'images');
	const mask = parameterWithRole({ parameters }, 'mask');
	const maskNeeded = mask?.required === true && mask.nullable !== true;
	const request: ImageRequest = {
		model,
		...(takesPrompt && { prompt: readPrompt(ctx, itemIndex) }),
		images: images ? readImages(ctx, itemIndex, errorIfNone(images)) : [],
		mask: mask ? readMask(ctx, itemIndex, maskNeeded) : null,
		named: readNamedImages(ctx, itemIndex, parameters),
		settings: readSettings(ctx, itemIndex, model),
		options: readOptions(ctx, itemIndex),
	};
	if (images?.type === 'string' && request.images.length > 1) {
		throw new Problem(INPUT_ERRORS.tooManyImages);
	}
	const tags = request.images.map(({ tag }) => tag ?? '');
	checkSent(Object.entries({ prompt: request.prompt, ...request.settings, tag: tags }));
	return request;
}

/**
 * The request of one of several jobs of an item. A model makes the same image of the same seed, so
 * each gets the next one, of the seed that was entered or else of the documented one.
 * @param variation number of the job, 0 for the first, which is the request as it was entered
 */
export function variationOf(request: ImageRequest, variation: number): ImageRequest {
	const { model, settings } = request;
	const seed = model.parameters.find(({ name }) => name === 'seed');
	const first = settings.seed ?? seed?.default;
	// from a negative one there is nothing to count on
	if (variation === 0 || !seed || typeof first !== 'number' || first < 0) return request;
	const next = first + variation;
	const fits = next <= (seed.maximum ?? Infinity);
	return { ...request, settings: { ...settings, seed: fits ? next : first - variation } };
}
