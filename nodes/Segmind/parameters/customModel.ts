import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import type { FilesContext } from '../http/context';
import { checkUrl } from '../http/allowedHosts';
import { sniffMedia } from '../files/fileType';
import type { ImageSource } from '../files/sources';
import { locatorValue } from '../core/json';
import { type Note, Problem, warning } from '../errors/problem';
import { isNothing, slugIn } from '../http/endpoints';
import { unknownModel, type JobModel } from '../job/jobSpec';
import { findModel } from '../models/directory';
import { AUTO, mediaOf, type MediaParameter } from '../models/documentation/media';
import type { ModelDocumentation } from '../models/documentation/types';
import { labelOf } from '../models/formFields';
import { mainTextOf } from '../models/mainText';
import { documentationInRun, isRenamed, renamed } from '../models/documentation/source';
import {
	checkFileFields,
	fileUrlsIn,
	joined,
	type KnownParameter,
	readFileFields,
	resolveFiles,
} from './fileFields';
import { placeFirstFile } from './firstFile';
import { checkForm, checkRequired, readForm, storedFields } from './modelForm';
import type { CustomParts } from './body';
import { readBodyFields } from './fields';
import { fieldsOf } from './fileSources';
import { readOptions, type Options } from './options';

/** What one item wants of any model. */
interface CustomRequest extends CustomParts {
	readonly model: JobModel;
	readonly options: Options;
	/** Whether files are sent within the request, as far as that can be said before they are opened. */
	readonly holdsFiles: boolean;
	/** The first one that the model can take, whatever parameter it goes to. */
	readonly firstFile: ImageSource | undefined;
	/** URLs of files among the fields. */
	readonly fileUrls: readonly string[];
	/** The same parts, with a parameter for each file. @throws Problem */
	placed(): Promise<CustomParts>;
	/** @throws Problem where the documentation, which may have changed, allows no such fields */
	checkFields(parts: CustomParts): void;
	/** What is told of its files after the run. */
	noteOn(parts: CustomParts): Note | undefined;
}

/** @throws Problem when no model is named, or what is named can't be a slug */
export function readSlug(ctx: IExecuteFunctions, itemIndex: number): string {
	const given: unknown = ctx.getNodeParameter('modelSlug', itemIndex, '', { extractValue: true });
	const text = locatorValue(given);
	if (text === '' || isNothing(text)) throw new Problem(INPUT_ERRORS.slugMissing);
	const slug = slugIn(text);
	if (slug !== undefined) return slug;
	throw new Problem(INPUT_ERRORS.slugInvalid, { detail: `Given: '${text.slice(0, 200)}'.` });
}

/** What is told of a file that the node placed, or that stayed behind although the model takes files. */
function noteOnFiles(
	ctx: IExecuteFunctions,
	itemIndex: number,
	media: readonly MediaParameter[],
	{ fields, files }: CustomParts,
): Note | undefined {
	const placed = files.find(({ preset }) => preset);
	const [source] = placed?.sources ?? [];
	if (placed && source?.kind === 'file') {
		const text = `The file '${String(source.field)}' was sent as ${labelOf(placed.name)}.`;
		return { text, type: 'info' };
	}
	if (media.length === 0 || files.length > 0 || media.some(({ name }) => fields.has(name)))
		return undefined;
	const [file] = fieldsOf(ctx, itemIndex);
	if (file === undefined) return undefined;
	const names = media.map(({ name }) => labelOf(name)).join(' or ');
	return warning(
		`The file '${file}' was not sent to the model. To send it, add it under 'Files', as ${names}.`,
	);
}

/** Done once, and only when it is needed. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
	let running: Promise<T> | undefined;
	return async () => await (running ??= work());
}

/** The parameters as the documentation has them; without it, as the form that is kept. */
function knownParameters(
	documentation: ModelDocumentation | undefined,
	stored: ReturnType<typeof storedFields>,
): readonly KnownParameter[] {
	if (!documentation) return stored.map((one) => ({ ...one, name: one.id }));
	const box = mainTextOf(documentation.parameters);
	return documentation.parameters.map((one) => ({
		...one,
		media: mediaOf(one) ?? (one.name === box?.name ? box.media : undefined),
	}));
}

/** URLs in the fields of a form that Segmind opens itself. */
const urlsOfForm = (fields: CustomParts['fields'], media: readonly MediaParameter[]): string[] =>
	media
		.filter(({ base64 }) => !base64)
		.flatMap(({ name }) => fields.get(name) ?? [])
		.filter((value) => typeof value === 'string');

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
	const known = knownParameters(documentation, stored);
	const media = known.flatMap((one) => one.media ?? []);
	const mayBeInline = files.some(({ name }) => name === AUTO) && media.some(({ base64 }) => base64);
	const parts = { fields, files: resolveFiles(files, known) };
	const inMessage = media.filter(({ part }) => isForm && part).map(({ name }) => name);
	const own = [...fields.keys()].filter((name) => !inMessage.includes(name));
	const filled = new Set([...own, ...ofForm.map(({ name }) => name)]);
	const taken = files.find(({ preset }) => !preset || media.length > 0);
	return {
		...parts,
		firstFile: taken?.sources[0],
		fileUrls: isForm ? urlsOfForm(fields, media) : fileUrlsIn(fields),
		holdsFiles: mayBeInline || parts.files.some(({ sentAs }) => sentAs === 'base64'),
		placed: once(async () => {
			const placed = joined(await placeFirstFile(ctx, files, filled, media));
			return { fields, files: resolveFiles(placed, known) };
		}),
		checkFields({ files: sent }: CustomParts) {
			const names = sent.filter(({ part }) => !part).map(({ name }) => name);
			if (isForm) checkRequired(stored, fields, names);
			if (isForm && documentation) checkForm(documentation, fields, names);
		},
		noteOn: (sent: CustomParts): Note | undefined =>
			// Segmind may take the old name all the same, so the job is submitted
			isRenamed(found)
				? warning(renamed(slug, found.newName))
				: noteOnFiles(ctx, itemIndex, isForm && documentation ? media : [], sent),
	};
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
	const parts = await readParts(ctx, itemIndex, slug);
	const model = findModel(slug) ?? unknownModel(slug, slug, `/v1/${slug}`);
	return { model, ...parts, options: readOptions(ctx, itemIndex) };
}

/** A file must be one that a model could take before it goes anywhere. */
const isMediaFile = (head: Buffer): boolean =>
	/^(image|video|audio|model)\//.test(sniffMedia(head)?.mimeType ?? '');

/**
 * Checks the fields of such a request, then opens and checks its files.
 * @returns what is told after the run
 * @throws Problem
 */
export async function checkCustomRequest(
	session: FilesContext,
	request: CustomRequest,
): Promise<Note | undefined> {
	const parts = await request.placed();
	request.checkFields(parts);
	for (const url of request.fileUrls) checkUrl(url, session.credential.base);
	await checkFileFields(session, parts.files, request.options, isMediaFile);
	return request.noteOn(parts);
}
