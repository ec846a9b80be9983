import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import { deadlineIn, type Deadline } from '../core/clock';
import { download } from '../files/download';
import { contentProblem } from '../files/downloadProblems';
import type { FileNaming } from '../files/fileName';
import type { FileRule } from '../files/fileRule';
import { isRejected, storeBuffer, type StoredFile } from '../files/store';
import type { JobContext } from '../job/context';
import { keepResult } from '../job/keptResult';
import { namingOf, type JobResult, type ResultSpec } from '../job/jobSpec';
import type { FileRef } from '../results/image';
import { NO_METRICS, type OutputFile } from './outputFile';

async function fileOf(
	session: JobContext,
	ref: FileRef,
	naming: FileNaming,
	deadline: Deadline,
	rule: FileRule,
): Promise<StoredFile> {
	if (ref.kind === 'url') return await download(session, ref.url, naming, deadline, rule);
	const content = Buffer.from(ref.text, 'base64');
	const outcome = await storeBuffer(session.ctx, content, naming, rule);
	if (isRejected(outcome)) throw contentProblem(outcome, naming.requestId ?? undefined, null);
	return outcome;
}

/**
 * The files of a job that is done: those that are stored already, and the others, which are
 * downloaded one after the other.
 * @throws Problem with the request ID, Stopped
 */
export async function downloadAll(
	session: JobContext,
	result: JobResult,
	spec: ResultSpec,
): Promise<OutputFile[]> {
	const { entry, requestId, metrics, files, stored = [] } = result;
	const deadline = deadlineIn(spec.options.maxWaitMs);
	const found: Array<{ file: StoredFile; url: string | null }> = stored.map((file) => ({
		file,
		url: null,
	}));
	for (const [position, ref] of files.entries()) {
		const naming = namingOf(spec, requestId, position);
		const file = await fileOf(session, ref, naming, deadline, spec.reader.files);
		found.push({ file, url: ref.kind === 'url' ? ref.url : null });
	}
	if (found.length === 0) throw new Problem(API_ERRORS.noResult);
	if (entry && !entry.result?.urls) {
		// what came in the answer itself is had from n8n's storage from now on
		const all = found.map(({ file }) => file);
		keepResult(session.ledger, entry, { ...result, files: [], stored: all });
	}
	const model = spec.model?.slug ?? null;
	return found.map((one, position) => ({
		...one,
		model,
		requestId,
		metrics: position === 0 ? metrics : NO_METRICS,
	}));
}
