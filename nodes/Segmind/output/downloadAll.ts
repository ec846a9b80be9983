import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import type { ResultOptions, JobResult } from '../job/runJob';
import { recordDirectResult, recordStoredFile } from '../job/directResult';
import type { FileRef } from '../results/image';
import type { JobContext } from '../job/context';
import { deadlineIn, type Deadline } from '../core/clock';
import { contentProblem, download } from '../files/download';
import type { FileNaming } from '../files/fileName';
import { NO_METRICS, type OutputFile } from './outputFile';
import { isRejected, storeBuffer, type StoredFile } from '../files/store';
import type { FileRule } from '../files/fileRule';

async function fileOf(
	run: JobContext,
	files: FileRef,
	naming: FileNaming,
	deadline: Deadline,
	rule: FileRule | undefined,
): Promise<StoredFile> {
	if (files.kind === 'url') return await download(run, files.url, naming, deadline, rule);
	const content = Buffer.from(files.text, 'base64');
	const outcome = await storeBuffer(run.ctx, content, naming, rule);
	if (isRejected(outcome)) throw contentProblem(outcome, naming.requestId ?? undefined, null);
	return outcome;
}

/**
 * Fetches the images of a finished job, one after the other.
 * @throws Problem with the request ID, Stopped
 */
export async function downloadAll(
	run: JobContext,
	finished: JobResult,
	plan: ResultOptions,
): Promise<OutputFile[]> {
	const { requestId, stored = [], entry } = finished;
	const deadline = deadlineIn(plan.maxWaitMs);
	const produced: OutputFile[] = [];
	const add = (file: StoredFile, url: string | null) => {
		const metrics = produced.length === 0 ? finished.metrics : NO_METRICS;
		produced.push({ model: plan.model?.slug ?? null, requestId, url, metrics, file });
	};
	try {
		const restored = entry.directResult !== undefined;
		recordDirectResult(run.ledger, finished);
		for (const file of stored) {
			if (!restored) recordStoredFile(run.ledger, entry, file);
			add(file, null);
		}
		for (const [position, ref] of finished.files.entries()) {
			const naming = { ...plan.naming(requestId), position };
			const file = await fileOf(run, ref, naming, deadline, plan.reader?.files);
			recordStoredFile(run.ledger, entry, file);
			add(file, ref.kind === 'url' ? ref.url : null);
		}
		if (produced.length === 0) throw new Problem(API_ERRORS.noResult);
		run.ledger.markDelivered(entry);
	} finally {
		run.ledger.unclaim(entry);
	}
	return produced;
}
