import type { Problem } from '../errors/problem';
import { toError } from '../errors/toError';
import { deadlineIn } from '../core/clock';
import { download, type Patience } from '../files/download';
import { contentProblem, FileMissing } from '../files/downloadProblems';
import type { FileNaming } from '../files/fileName';
import type { FileRule } from '../files/fileRule';
import { isRejected, storeBuffer, type StoredFile } from '../files/store';
import type { JobContext } from '../job/context';
import { keepResult } from '../job/keptResult';
import { namingOf, type JobResult, type ResultSpec } from '../job/jobSpec';
import type { FileRef } from '../results/image';
import { NO_METRICS, type OutputFile } from './outputFile';

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
export async function downloadAll(
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
