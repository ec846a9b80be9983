import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deadlineIn } from '../core/clock';
import { type Problem, toError } from '../errors/problem';
import type { FileRule } from '../files/anyFileType';
import { download, type Patience } from '../files/download';
import { contentProblem, FileMissing, noneOf } from '../files/downloadProblems';
import type { FileNaming } from '../files/fileName';
import { isRejected, storeBuffer, type StoredFile } from '../files/store';
import type { JobContext } from '../job/context';
import { type JobOptions, type JobResult, namingOf, type ResultSpec } from '../job/jobSpec';
import { deliver, keepResult } from '../job/keptResult';
import type { FileRef, JobMetrics } from '../results/image';

/** One file that came of an item. */
export interface OutputFile {
	/** Null for a job of which only the request ID is known. */
	readonly model: string | null;
	readonly requestId: string | null;
	/** Where Segmind keeps the file for seven days; null where the bytes came in the answer. */
	readonly url: string | null;
	readonly metrics: JobMetrics;
	readonly file: StoredFile;
}

/** Nothing is known of what a second image cost: the price is that of the whole job. */
export const NO_METRICS: JobMetrics = {
	cost: null,
	remainingCredits: null,
	inferenceTime: null,
	queueTime: null,
	totalTime: null,
};

/** What a job cost, and how long it took unless that is to be left out. */
const shownMetrics = (
	{ cost, remainingCredits, ...times }: JobMetrics,
	simplify: boolean,
): IDataObject => ({ cost, remainingCredits, ...(!simplify && times) });

/**
 * The item that the next node receives. The JSON is never empty and never holds the file, because
 * an agent sees nothing but the JSON.
 */
export function outputItem(
	{ model, requestId, url, metrics, file }: OutputFile,
	{ outputField, simplify }: Pick<JobOptions, 'outputField' | 'simplify'>,
): INodeExecutionData {
	const { cost, remainingCredits, ...times } = shownMetrics(metrics, simplify);
	const { fileName, mimeType, bytes: fileSize, binary } = file;
	const known = { model, requestId, url, cost, remainingCredits, fileName, mimeType, fileSize };
	return { json: { ...known, ...times }, binary: { [outputField]: binary } };
}

/** What came of the files of a job. */
interface Downloaded {
	readonly files: readonly OutputFile[];
	/** Those that trying again doesn't bring. */
	readonly missing: readonly Problem[];
}

interface Found {
	readonly file: StoredFile;
	readonly url: string | null;
}

async function fileOf(
	session: JobContext,
	ref: FileRef,
	naming: FileNaming,
	patience: Patience,
	rule: FileRule,
): Promise<Found> {
	if (ref.kind === 'url') {
		const { url } = ref;
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
	spec: ResultSpec,
): Promise<Downloaded> {
	const { entry, requestId, metrics, files, stored = [], lost = 0 } = result;
	const { refused } = spec.reader.files;
	const before = contentProblem({ rejected: refused, head: '' }, requestId ?? undefined, null);
	const patience = deadlineIn(spec.options.maxWaitMs);
	const found: Found[] = stored.map((file) => ({ file, url: null }));
	const missing = Array<Problem>(lost).fill(before);
	for (const [position, ref] of files.entries()) {
		const naming = namingOf(spec, requestId, position);
		try {
			found.push(await fileOf(session, ref, naming, patience, spec.reader.files));
		} catch (thrown) {
			if (!(thrown instanceof FileMissing)) throw toError(thrown);
			missing.push(numbered(thrown, position, files.length));
		}
	}
	if (entry && found.length > 0 && !entry.result?.urls) {
		// what came in the answer itself is had from n8n's storage from now on
		const all = found.map(({ file }) => file);
		keepResult(session.ledger, entry, { ...result, files: [], stored: all, lost: missing.length });
	}
	const model = spec.model?.slug ?? null;
	const outputs = found.map((one, position) => ({
		...one,
		model,
		requestId,
		metrics: position === 0 ? metrics : NO_METRICS,
	}));
	return { files: outputs, missing };
}

/** What a part of the work comes to. */
export interface Produced {
	readonly items: INodeExecutionData[];
	/** Why something isn't among the items that belongs to them: error items that stand behind them. */
	readonly missing?: readonly Error[];
}

/**
 * The items of a result of any kind: one for each file, or one for a text or JSON, which comes out
 * in `output`. What an answer holds beside its files stands with the first.
 * @throws Problem where nothing of it can be had, or another try may bring what is missing; Stopped
 */
export async function toItems(
	session: JobContext,
	result: JobResult,
	spec: ResultSpec,
): Promise<Produced> {
	const { requestId, metrics } = result;
	const output = result.output as IDataObject | undefined;
	return await deliver(session.ledger, result, async () => {
		const { files, missing } = await downloadAll(session, result, spec);
		const items = files.map((file) => outputItem(file, spec.options));
		if (items[0] && output !== undefined) items[0].json.output = output;
		if (items.length > 0) return { items, missing };
		if (output === undefined) throw noneOf(missing);
		const shown = shownMetrics(metrics, spec.options.simplify);
		const json = { model: spec.model?.slug ?? null, requestId, output, ...shown };
		return { items: [{ json }], missing };
	});
}
