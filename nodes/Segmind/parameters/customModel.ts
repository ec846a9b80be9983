import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { FilesContext } from '../http/context';
import { sniffMedia } from '../files/fileType';
import { locatorValue } from '../core/json';
import { isNothing, slugIn } from '../http/endpoints';
import { unknownModel, type JobModel } from '../job/jobSpec';
import { findModel } from '../models/catalog';
import { mediaParameters, type MediaParameter } from '../models/documentation/media';
import { labelOf } from '../models/formFields';
import { documentationInRun, isRenamed, renamed } from '../models/documentation/source';
import { checkFileFields, readFileFields, resolveFiles } from './fileFields';
import { checkForm, checkRequired, readForm, storedFields } from './modelForm';
import type { CustomParts } from './body';
import { readBodyFields } from './fields';
import { fieldsOf } from './fileSources';
import { readOptions, type Options } from './options';

/** What one item wants of any model. */
interface CustomRequest extends CustomParts {
	readonly model: JobModel;
	readonly options: Options;
	/** @throws Problem where the documentation, which may have changed, allows no such fields */
	checkFields(): void;
	readonly note?: string;
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

/** What is told after the run of an item whose file stayed behind, although the model takes files. */
function noteOnUnsentFile(
	ctx: IExecuteFunctions,
	itemIndex: number,
	media: readonly MediaParameter[],
	{ fields, files }: CustomParts,
): string | undefined {
	if (media.length === 0 || files.length > 0 || media.some(({ name }) => fields.has(name)))
		return undefined;
	const [file] = fieldsOf(ctx, itemIndex);
	if (file === undefined) return undefined;
	const names = media.map(({ name }) => labelOf(name)).join(' or ');
	return `The file '${file}' was not sent to the model. To send it, add it under 'Files', as ${names}.`;
}

/** Fields and files; those of the form can be checked against the documentation if that can be read. */
async function readParts(ctx: IExecuteFunctions, itemIndex: number, slug: string) {
	const isForm = ctx.getNodeParameter('bodyMode', itemIndex, 'form') === 'form';
	const { fields, files: ofForm } = isForm
		? readForm(ctx, itemIndex)
		: { fields: readBodyFields(ctx, itemIndex), files: [] };
	const files = readFileFields(ctx, itemIndex, 'imageFields', fields, ofForm);
	const isNeeded = isForm || files.some(({ sendAs }) => sendAs === 'auto');
	const found = isNeeded ? await documentationInRun(ctx, slug) : undefined;
	const documentation = isRenamed(found) ? undefined : found;
	const stored = isForm ? storedFields(ctx) : [];
	const checkFields = () => {
		const names = files.map(({ name }) => name);
		if (isForm) checkRequired(stored, fields, names);
		if (isForm && documentation) checkForm(documentation, fields, names);
	};
	const parts = { fields, files: resolveFiles(files, documentation?.parameters ?? stored) };
	const media = isForm ? mediaParameters(documentation?.parameters ?? []) : [];
	// Segmind may take the old name all the same, so the job is submitted
	const note = isRenamed(found)
		? renamed(slug, found.newName)
		: noteOnUnsentFile(ctx, itemIndex, media, parts);
	return { parts, checkFields, note };
}

/**
 * Reads what one item wants of any model. Nothing is checked yet that a paid job needs no more, and
 * nothing is uploaded or submitted.
 * @throws Problem
 */
export async function readCustomRequest(
	ctx: IExecuteFunctions,
	itemIndex: number,
): Promise<CustomRequest> {
	const slug = readSlug(ctx, itemIndex);
	const { parts, checkFields, note } = await readParts(ctx, itemIndex, slug);
	const model = findModel(slug) ?? unknownModel(slug, slug, `/v1/${slug}`);
	const options = readOptions(ctx, itemIndex);
	return { model, ...parts, options, checkFields, ...(note && { note }) };
}

/** A file must be one that a model could take before it goes anywhere. */
const isMedia = (head: Buffer): boolean =>
	/^(image|video|audio|model)\//.test(sniffMedia(head)?.mimeType ?? '');

/** Checks the fields of such a request, then opens and checks its files. @throws Problem */
export async function checkCustomRequest(
	session: FilesContext,
	{ checkFields, files }: CustomRequest,
): Promise<void> {
	checkFields();
	await checkFileFields(session, files, isMedia);
}
