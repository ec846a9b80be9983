/** One way to break the node: a piece of one of its files, and what is put in its place. */
export interface Mutant {
	readonly name: string;
	/** Below nodes/Segmind. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

export const MUTANTS: readonly Mutant[] = [
	{
		name: 'a submission is repeated after silence',
		file: 'http/retryPolicy.ts',
		from: "submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0 }",
		to: "submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 1 }",
	},
	{
		name: 'a direct call is repeated after silence',
		file: 'http/retryPolicy.ts',
		from: "sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 0 }",
		to: "sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 1 }",
	},
	{
		name: 'the ledger forgets what is written into it',
		file: 'job/ledger.ts',
		from: 'context[KEY] ??=',
		to: 'context[KEY] =',
	},
	{
		name: 'the request ID is not written down',
		file: 'job/ledger.ts',
		from: 'return Object.assign(entry, { requestId,',
		to: 'return Object.assign({ ...entry }, { requestId,',
	},
	{
		name: 'a file is opened before the ledger is asked',
		file: 'operations/jobOperation.ts',
		from: 'isKnown ? undefined : await check()',
		to: 'await check()',
	},
	{
		name: 'a file that n8n has moved is another one',
		file: 'files/sources.ts',
		from: 'id.split(/[/:]/).at(-1) ?? id',
		to: 'id',
	},
	{
		name: 'a result that was read is forgotten',
		file: 'job/keptResult.ts',
		from: 'if (!result?.urls) return undefined;',
		to: "if (!result?.urls || entry.mode !== 'sync') return undefined;",
	},
	{
		name: 'no intent is written before a submission',
		file: 'job/ledger.ts',
		from: `this.claim(entry);
		this.entriesOf(itemIndex).push(entry);`,
		to: `this.claim(entry);
		setTimeout(() => this.entriesOf(itemIndex).push(entry), 0);`,
	},
	{
		name: 'a submission without an answer is struck out',
		file: 'job/submit.ts',
		from: 'if (nothingStarted) this.withdraw();',
		to: 'this.withdraw();',
	},
	{
		name: 'an unconfirmed submission is repeated without leave',
		file: 'job/submit.ts',
		from: 'if (options.repeatUnconfirmed) {',
		to: 'if (options) {',
	},
	{
		name: 'an expired job is submitted again at once',
		file: 'job/runJob.ts',
		from: 'if (thrown instanceof JobFailed) return undefined;',
		to: 'if (thrown instanceof JobFailed || thrown instanceof JobExpired) return undefined;',
	},
	{
		name: 'a job that failed for its content is tried again',
		file: 'job/failedJobs.ts',
		from: 'if (!isWanted || failure.isLasting) throw',
		to: 'if (!isWanted) throw',
	},
	{
		name: 'a job that failed is tried again without end',
		file: 'job/failedJobs.ts',
		from: 'attempts <= options.failedJobRetries',
		to: 'attempts > 0',
	},
	{
		name: 'a job that failed is tried again after the end of the run',
		file: 'job/runJob.ts',
		from: 'return await submitNew(session, spec, submit, lastMoment);',
		to: 'return await submitNew({ ...session, closing: { throwIfClosed() {} } as never }, spec, submit, lastMoment);',
	},
	{
		name: 'a job that failed still counts for Maximum Cost when it is tried again',
		file: 'job/ledger.ts',
		from: 'delete entry.countedUsd;',
		to: '',
	},
	{
		name: 'the second try of a failed job says nothing of its bill',
		file: 'job/runJob.ts',
		from: "if (!(thrown instanceof Problem) || thrown.billed !== 'no') throw toError(thrown);",
		to: 'if (!(thrown instanceof Problem)) throw toError(thrown);',
	},
	{
		name: 'an expired job is submitted again by Retry On Fail',
		file: 'job/ledgerEntry.ts',
		from: 'if (entry.expiryReportedBy === executionId) delete',
		to: 'if (!entry) delete',
	},
	{
		name: 'equal items share one submission',
		file: 'job/ledgerEntry.ts',
		from: 'return (run[itemIndex] ??= []);',
		to: 'return (run[itemIndex * 0] ??= []);',
	},
	{
		name: 'output comes in the order of completion',
		file: 'operations/runBatch.ts',
		from: 'const made = done.flatMap((outcome): INodeExecutionData[] => {',
		to: 'const made = [...done].reverse().flatMap((outcome): INodeExecutionData[] => {',
	},
	{
		name: 'pairedItem counts rows',
		file: 'operations/runBatch.ts',
		from: '...items.map((one) => ({ ...one, pairedItem: { item } })),',
		to: '...items.map((one) => ({ ...one, pairedItem: { item: 0 } })),',
	},
	{
		name: 'truncated files pass',
		file: 'files/store.ts',
		from: 'if (!checker.isComplete()) throw new Incomplete();',
		to: 'if (!checker.isComplete() && size < 0) throw new Incomplete();',
	},
	{
		name: 'the key goes along to the file host',
		file: 'files/download.ts',
		from: 'withKey: false,',
		to: 'withKey: true,',
	},
	{
		name: 'redirects are followed with the key',
		file: 'http/send.ts',
		from: 'disableFollowRedirect: call.withKey || call.staysHere === true,',
		to: 'disableFollowRedirect: false,',
	},
	{
		name: 'the limit on cost ignores what is under way',
		file: 'job/budget.ts',
		from: 'submittedUsd + openUsd + estimateUsd >',
		to: 'submittedUsd * 0 + openUsd + estimateUsd >',
	},
	{
		name: 'a sleep is longer than a second',
		file: 'core/clock.ts',
		from: 'const MAX_SLICE_MS = 1000;',
		to: 'const MAX_SLICE_MS = 5000;',
	},
	{
		name: 'Stop names no jobs',
		file: 'operations/batchErrors.ts',
		from: "...listed('Request IDs:', ledger.requestIds()),",
		to: '',
	},
	{
		name: 'an expired job is not named beside the first error',
		file: 'operations/batchErrors.ts',
		from: 'const problem = withOthers(session, first, others);',
		to: 'const { problem } = first;',
	},
	{
		name: 'a finished submission loses its request ID in its error',
		file: 'job/poll.ts',
		from: 'const details = { apiText: words, httpCode: answer.status, requestId };',
		to: 'const details = { apiText: words, httpCode: answer.status };',
	},
	{
		name: 'a 404 within the hour is a record that is gone',
		file: 'job/poll.ts',
		from: `return state === 'gone' && clock.now() - submittedAtMs < lateMs ? 'running' : state;`,
		to: 'return state;',
	},
	{
		name: 'a direct call is repeated after 500',
		file: 'http/retryPolicy.ts',
		from: `sync: { rateLimited: 'always', serverTrouble: 0`,
		to: `sync: { rateLimited: 'always', serverTrouble: 2`,
	},
	{
		name: 'an unknown answer to a submit is repeated',
		file: 'http/retryPolicy.ts',
		from: `REFUSALS.has(status) ? undefined : 'silence'`,
		to: `REFUSALS.has(status) ? undefined : 'unavailable'`,
	},
	{
		name: 'an unknown answer to a submit is a refusal',
		file: 'http/retryPolicy.ts',
		from: `REFUSALS.has(status) ? undefined : 'silence'`,
		to: 'REFUSALS.has(status) ? undefined : undefined',
	},
	{
		name: 'a gateway without a connection is silence',
		file: 'http/retryPolicy.ts',
		from: `if (NOT_CONNECTED.has(status)) return 'unreachable';`,
		to: '',
	},
	{
		name: 'the last 5xx of a submit proves that nothing started',
		file: 'job/submit.ts',
		from: `if (certainty === 'unclear') this.unclear = true;`,
		to: '',
	},
	{
		name: 'an earlier try is found by its prompt only',
		file: 'job/ledgerEntry.ts',
		from: 'run.retryOnFail &&',
		to: 'false &&',
	},
	{
		name: 'a job of an earlier run of the node is not taken up',
		file: 'job/ledgerEntry.ts',
		from: 'moveFromEarlierRound(data, run, itemIndex, isSame)',
		to: 'undefined',
	},
	{
		name: 'a URL of the credential is not checked',
		file: 'http/credential.ts',
		from: '([, url]) => httpUrl(url) === undefined,',
		to: '([, url]) => !url,',
	},
	{
		name: 'a request ID must be text',
		file: 'job/submit.ts',
		from: `typeof id === 'number' ? String(id) : id;`,
		to: 'id;',
	},
	{
		name: 'no poll at the deadline',
		file: 'job/poll.ts',
		from: 'const isLast = clock.now() >= job.deadline.atMs;',
		to: `const isLast = clock.now() >= job.deadline.atMs;
		if (isLast) throw tooLong(job, { status: 200 } as ReadResponse);`,
	},
	{
		name: 'what is told to come back after the deadline is given up',
		file: 'core/clock.ts',
		from: 'if (triedAtMs >= deadlineMs) return undefined;',
		to: 'if (clock.now() + wantedMs > deadlineMs) return undefined;',
	},
	{
		name: 'a direct answer that broke off has no request ID',
		file: 'job/directCall.ts',
		from: 'return new Problem(API_ERRORS.directAnswerLost, { detail, ...named });',
		to: 'return new Problem(API_ERRORS.directAnswerLost, { detail });',
	},
	{
		name: 'what is submitted again no longer counts for Maximum Cost',
		file: 'job/ledger.ts',
		from: 'entry.superseded = true;',
		to: 'this.markFailed(entry);',
	},
	{
		name: 'a download is given up after four tries',
		file: 'files/download.ts',
		from: 'if (waitMs === undefined) throw problem;',
		to: 'if (waitMs === undefined || tries >= 3) throw problem;',
	},
	{
		name: 'the length of a packed file is taken for that of the file',
		file: 'files/download.ts',
		from: 'if (!isRejected(outcome)) return { file: outcome };',
		to: `const length = answer.headers['content-length'];
	if (!isRejected(outcome) && (length === undefined || Number(length) === outcome.bytes)) {
		return { file: outcome };
	}
	if (!isRejected(outcome)) {
		return { problem: new Problem(API_ERRORS.arrivedIncomplete, detailsWith(wanted)) };
	}`,
	},
	{
		name: 'a file that is not there yet is gone',
		file: 'files/download.ts',
		from: 'const LATE_FILE_MS = 60_000;',
		to: 'const LATE_FILE_MS = 0;',
	},
	{
		name: 'an empty result is believed at once',
		file: 'job/poll.ts',
		from: 'const BLANK_RESULT_MS = 15_000;',
		to: 'const BLANK_RESULT_MS = 0;',
	},
	{
		name: 'a job without a result is submitted again by the next try',
		file: 'job/ledger.ts',
		from: 'return emptyIn !== undefined && emptyIn !== this.run.executionId;',
		to: 'return emptyIn !== undefined;',
	},
	{
		name: 'a file that is missing takes the others with it',
		file: 'output/outputItems.ts',
		from: 'if (!(thrown instanceof FileMissing)) throw toError(thrown);',
		to: 'throw toError(thrown);',
	},
	{
		name: 'a file whose host is not available is missing',
		file: 'files/downloadProblems.ts',
		from: 'const problem = new Problem(definition, detailsWith(wanted, details));',
		to: 'const problem = new FileMissing(definition, detailsWith(wanted, details));',
	},
	{
		name: 'a storage that fails is a connection that broke off',
		file: 'files/store.ts',
		from: 'if (!source.broken) throw storageProblem(naming, thrown);',
		to: 'if (!source.broken) throw toError(thrown);',
	},
	{
		name: 'answers are walked however deep they are',
		file: 'core/json.ts',
		from: 'const MAX_LEVELS = 100;',
		to: 'const MAX_LEVELS = Infinity;',
	},
	{
		name: 'a place among the downloads is held while waiting',
		file: 'files/download.ts',
		from: 'return await tryOnce(run, wanted);',
		to: `let own = await tryOnce(run, wanted);
			for (let at = 0; at < 12 && !('file' in own) && !(own.problem instanceof FileMissing); at += 1) {
				await pause(backoffMs(at, 0), run.signal);
				own = await tryOnce(run, wanted);
			}
			return own;`,
	},
	{
		name: 'the end of a run wakes nobody who waits for a 429',
		file: 'http/admission.ts',
		from: 'await pause(heldMs > 0 ? heldMs : leftMs, signal, news, this.closing);',
		to: 'await pause(heldMs > 0 ? heldMs : leftMs, signal, news);',
	},
	{
		name: 'an answer that trickles in is read to its end',
		file: 'http/send.ts',
		from: '{ abort: () => breakOff(stream) }, 0, untilMs);',
		to: '{ abort: () => breakOff(stream) }, untilMs * 0);',
	},
	{
		name: 'the wait for a place among the uploads takes from their time',
		file: 'http/request.ts',
		from: `deadline.atMs += clock.now() - queuedAtMs;
		return await tryOnce();`,
		to: 'return await tryOnce();',
	},
	{
		name: 'an answer is unpacked without end',
		file: 'http/response.ts',
		from: "if (length > limitBytes) return { bytes: soFar(), end: 'tooLarge' };",
		to: '',
	},
];
