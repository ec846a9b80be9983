import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deadlineIn } from '../core/clock';
import { type Problem, toError } from '../errors/problem';
import { download, type Patience } from '../files/download';
import { contentProblem, FileMissing, noneOf } from '../files/downloadProblems';
import type { FileNaming } from '../files/fileName';
import { isRejected, storeBuffer, type StoredFile } from '../files/store';
import type { JobContext } from '../job/context';
import { type HandedOut, type JobOptions, type JobResult, namingOf } from '../job/jobSpec';
import { attemptsOf, deliver, keepResult, urlExpiryOf } from '../job/keptResult';
import { saidIn } from '../results/answer';
import type { FileRef } from '../results/files';
import { isErrorItem } from './hints';

/** One file of a result. */
interface OutputFile {
	/** Where Segmind keeps the file for seven days; null where the bytes came in the answer. */
	readonly url: string | null;
	/** Null where it was left at its URL. */
	readonly file: StoredFile | null;
}

/** What a job cost, what is left, the seed that it ran with, and how often it was submitted. */
const knownOf = ({ entry, requestId, metrics }: JobResult) => {
	const { cost, remainingCredits, seed = null } = metrics;
	return { requestId, cost, remainingCredits, seed, attempts: attemptsOf(entry) };
};

/** Of a file that was left at its URL nothing else is known. */
function factsOf({ url, file }: OutputFile, { entry }: JobResult) {
	const { fileName = null, mimeType = null, bytes: fileSize = null } = file ?? {};
	const { width = null, height = null } = file ?? {};
	const urlExpiresAt = url !== null && entry ? urlExpiryOf(entry) : null;
	return { url, fileName, mimeType, fileSize, width, height, urlExpiresAt };
}

/** What stands with the first item of a job: all that its answer holds beside the files. */
function besides({ output, urls, answer }: JobResult, { simplify }: JobOptions): IDataObject {
	return {
		...urls,
		...(output !== undefined && { output: output as IDataObject }),
		...(!simplify && { response: (answer ?? null) as IDataObject | null }),
	};
}

const binaryUnder = (field: string, { file }: OutputFile) => (file ? { [field]: file.binary } : {});

/**
 * The item that the next node receives for a file. The JSON is never empty and never holds the file,
 * because an agent sees nothing but the JSON. Nothing is known of what a second file cost: the price is
 * that of the whole job.
 */
function fileItem(file: OutputFile, at: number, result: JobResult, spec: HandedOut) {
	const { requestId, cost, remainingCredits, seed, attempts } = knownOf(result);
	const { url, ...facts } = factsOf(file, result);
	const price = at === 0 ? { cost, remainingCredits } : { cost: null, remainingCredits: null };
	const json: IDataObject = {
		...{ model: spec.model.slug || null, requestId, url, ...price, seed, attempts },
		...facts,
	};
	const binary = binaryUnder(spec.options.outputField, file);
	return { json, ...(file.file && { binary }) };
}

/** All files of a job in one item: that of the first, with a list of all. */
function oneItem(files: readonly OutputFile[], result: JobResult, spec: HandedOut) {
	const { outputField } = spec.options;
	const fields = files.map((_, at) => (at === 0 ? outputField : `${outputField}_${at}`));
	const listed = files.map((file, at) => ({
		field: file.file ? fields[at] : null,
		...factsOf(file, result),
	}));
	const binary = Object.assign({}, ...files.map((file, at) => binaryUnder(fields[at] ?? '', file)));
	const [first] = files.map((file) => fileItem(file, 0, result, spec));
	const json: IDataObject = { ...first?.json, files: listed };
	return { json, ...(Object.keys(binary as object).length > 0 && { binary }) };
}

/** What came of the files of a job. */
interface Downloaded {
	readonly files: readonly OutputFile[];
	/** Those that trying again doesn't bring. */
	readonly missing: readonly Problem[];
}

async function fileOf(
	session: JobContext,
	ref: FileRef,
	naming: FileNaming,
	patience: Patience,
	{ reader: { files: rule }, options }: HandedOut,
): Promise<OutputFile> {
	if (ref.kind === 'url') {
		const { url } = ref;
		if (!options.download) return { file: null, url };
		return { file: await download(session, url, naming, patience, rule), url };
	}
	const content = Buffer.from(ref.text, 'base64');
	const outcome = await storeBuffer(session.ctx, content, naming, rule);
	if (isRejected(outcome)) throw contentProblem(outcome, naming.requestId ?? undefined, null);
	return { file: outcome, url: null };
}

/** One of several files says which of them it is. */
function numbered(missing: FileMissing, position: number, count: number): Problem {
	if (count === 1) return missing;
	const { detail = '' } = missing.details;
	return missing.with({ detail: `This is about file ${position + 1} of ${count}. ${detail}`.trim() });
}

/**
 * The files of a job that is done: those that are stored already, and the others, which are
 * downloaded one after the other.
 * @throws Problem with the request ID where another try may bring what failed; Stopped
 */
async function downloadAll(
	session: JobContext,
	result: JobResult,
	spec: HandedOut,
): Promise<Downloaded> {
	const { entry, requestId, files, stored = [], lost = 0 } = result;
	const { refused } = spec.reader.files;
	const before = contentProblem({ rejected: refused, head: '' }, requestId ?? undefined, null);
	const patience = deadlineIn(spec.options.maxWaitMs);
	const found: OutputFile[] = stored.map((file) => ({ file, url: null }));
	const missing = Array<Problem>(lost).fill(before);
	for (const [position, ref] of files.entries()) {
		const naming = namingOf(spec, requestId, position);
		try {
			found.push(await fileOf(session, ref, naming, patience, spec));
		} catch (thrown) {
			if (!(thrown instanceof FileMissing)) throw toError(thrown);
			missing.push(numbered(thrown, position, files.length));
		}
	}
	const all = found.flatMap(({ file }) => file ?? []);
	if (entry && found.length > 0 && all.length === found.length && !entry.result?.urls) {
		// what came in the answer itself is had from n8n's storage from now on
		keepResult(session.ledger, entry, { ...result, files: [], stored: all, lost: missing.length });
	}
	return { files: found, missing };
}

/** What a part of the work comes to. */
export interface Produced {
	readonly items: INodeExecutionData[];
	/** Why something isn't among the items that belongs to them: error items that stand behind them. */
	readonly missing?: readonly Error[];
}

/**
 * The items of a result of any kind: one for each file, or one for a text, which comes out in `text`, or
 * for JSON, which comes out in `output`. What an answer holds beside its files stands with the first.
 * @throws Problem where nothing of it can be had, or another try may bring what is missing; Stopped
 */
export async function toItems(
	session: JobContext,
	result: JobResult,
	spec: HandedOut,
): Promise<Produced> {
	return await deliver(session.ledger, result, async () => {
		const { files, missing } = await downloadAll(session, result, spec);
		if (files.length === 0 && result.output === undefined) throw noneOf(missing);
		const text = () => ({ json: { model: spec.model.slug || null, ...knownOf(result) } });
		const items: INodeExecutionData[] =
			files.length === 0
				? [text()]
				: spec.options.oneItem
					? [oneItem(files, result, spec)]
					: files.map((file, at) => fileItem(file, at, result, spec));
		const isSaid = files.length === 0 || typeof result.output === 'string';
		const said = isSaid ? saidIn(result.output) : undefined;
		const rest = said ? { ...result, output: undefined } : result;
		const [{ json = {} } = {}] = items;
		Object.assign(json, { ...said, ...besides(rest, spec.options), ...json });
		return { items, missing };
	});
}

/**
 * Among the others in one table an item that failed has their columns, with nothing in them.
 * @param inputOf what of its input stands beside the result
 */
export function withColumns(
	items: readonly INodeExecutionData[],
	inputOf: (item: INodeExecutionData) => IDataObject,
): INodeExecutionData[] {
	const made = items.filter((item) => !isErrorItem(item));
	const columns = made.flatMap(({ json }) => Object.keys(json));
	const empty = Object.fromEntries(columns.map((name) => [name, null]));
	return items.map((item) =>
		isErrorItem(item) ? { ...item, json: { ...empty, ...inputOf(item), ...item.json } } : item,
	);
}
