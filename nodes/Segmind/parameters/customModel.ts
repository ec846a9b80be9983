import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { sniffMedia } from '../files/mediaType';
import { isNothing } from '../http/endpoints';
import { unknownModel, type JobModel } from '../job/jobSpec';
import { findModel } from '../models/facts';
import { documentationInRun } from '../models/documentation/inRun';
import { locatorValue, slugIn } from '../models/slug';
import { checkFileFields } from './checkFile';
import { checkForm, checkRequired } from './checkForm';
import { readBodyFields, type Fields } from './fields';
import { readFileFields, type FileField } from './fileFields';
import { readForm, storedFields } from './modelForm';
import { readOptions, type Options } from './options';
import { resolveFiles } from './sendAs';

/** What one item wants of any model, checked as far as it can be without Segmind. */
export interface CustomRequest {
	readonly model: JobModel;
	readonly fields: Fields;
	readonly files: readonly FileField[];
	readonly options: Options;
}

/** @throws Problem when no model is named, or what is named can't be a slug */
function readSlug(ctx: IExecuteFunctions, itemIndex: number): string {
	const given: unknown = ctx.getNodeParameter('modelSlug', itemIndex, '', { extractValue: true });
	const text = locatorValue(given);
	if (text === '' || isNothing(text)) throw new Problem(INPUT_ERRORS.slugMissing);
	const slug = slugIn(text);
	if (slug !== undefined) return slug;
	throw new Problem(INPUT_ERRORS.slugInvalid, { detail: `Given: '${text.slice(0, 200)}'.` });
}

/** A file must be one that a model could take before it goes anywhere. */
const isMedia = (head: Buffer): boolean =>
	/^(image|video|audio)\//.test(sniffMedia(head)?.mimeType ?? '');

/** The fields of the form and the files, held against the documentation where it can be read. */
async function readFormRequest(ctx: IExecuteFunctions, itemIndex: number, slug: string) {
	const fields = readForm(ctx, itemIndex);
	const stored = storedFields(ctx);
	const read = readFileFields(ctx, itemIndex, 'imageFields', fields);
	const documentation = await documentationInRun(ctx, slug);
	const names = read.map(({ name }) => name);
	checkRequired(stored, fields, names);
	if (documentation) checkForm(documentation, fields, names);
	return { fields, files: resolveFiles(read, documentation?.parameters ?? stored) };
}

async function readTypedRequest(ctx: IExecuteFunctions, itemIndex: number, slug: string) {
	const fields = readBodyFields(ctx, itemIndex);
	const read = readFileFields(ctx, itemIndex, 'imageFields', fields);
	if (!read.some(({ sendAs }) => sendAs === 'auto')) return { fields, files: read };
	const documentation = await documentationInRun(ctx, slug);
	return { fields, files: resolveFiles(read, documentation?.parameters ?? []) };
}

/**
 * Reads and checks what one item wants of any model. Nothing is uploaded or submitted yet.
 * @throws Problem
 */
export async function readCustomRequest(
	ctx: IExecuteFunctions,
	itemIndex: number,
): Promise<CustomRequest> {
	const slug = readSlug(ctx, itemIndex);
	const isForm = ctx.getNodeParameter('bodyMode', itemIndex, 'form') === 'form';
	const read = isForm ? readFormRequest : readTypedRequest;
	const { fields, files } = await read(ctx, itemIndex, slug);
	await checkFileFields(ctx, files, isMedia);
	const model = findModel(slug) ?? unknownModel(slug, slug, `/v1/${slug}`);
	return { model, fields, files, options: readOptions(ctx, itemIndex) };
}
