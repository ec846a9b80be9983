/** One way to break the node: a piece of one of its files, and what is put in its place. */
export interface Mutant {
	readonly name: string;
	/** Below nodes/Segmind. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

/** By the file that each breaks, and its name: what stands there once, and what stands there then. */
const BY_FILE: Readonly<Record<string, Readonly<Record<string, [from: string, to: string]>>>> = {
	'http/retryPolicy.ts': {
		'a submission is repeated after silence': [
			"submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0 }",
			"submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 1 }",
		],
		'a direct call is repeated after silence': [
			"sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 0 }",
			"sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 1 }",
		],
		'a direct call is repeated after 500': [
			"sync: { rateLimited: 'always', serverTrouble: 0",
			"sync: { rateLimited: 'always', serverTrouble: 2",
		],
		'an unknown answer to a submit is repeated': [
			"REFUSALS.has(status) ? undefined : 'silence'",
			"REFUSALS.has(status) ? undefined : 'unavailable'",
		],
		'an unknown answer to a submit is a refusal': [
			"REFUSALS.has(status) ? undefined : 'silence'",
			'REFUSALS.has(status) ? undefined : undefined',
		],
		'a gateway without a connection is silence': [
			"if (NOT_CONNECTED.has(status)) return 'unreachable';",
			'',
		],
	},
	'job/ledger.ts': {
		'the ledger forgets what is written into it': ['context[KEY] ??=', 'context[KEY] ='],
		'the request ID is not written down': [
			'return Object.assign(entry, { requestId,',
			'return Object.assign({ ...entry }, { requestId,',
		],
		'no intent is written before a submission': [
			`this.claim(entry);
		entries.push(entry);`,
			`this.claim(entry);
		setTimeout(() => entries.push(entry), 0);`,
		],
		'a job that failed still counts for Maximum Cost when it is tried again': [
			'delete entry.countedUsd;',
			'',
		],
		'what is submitted again no longer counts for Maximum Cost': [
			'entry.superseded = true;',
			'this.markFailed(entry);',
		],
		'a job without a result is submitted again by the next try': [
			'return emptyIn !== undefined && emptyIn !== this.run.executionId;',
			'return emptyIn !== undefined;',
		],
	},
	'operations/jobOperation.ts': {
		'a file is opened before the ledger is asked': [
			'isKnown ? undefined : await check()',
			'await check()',
		],
	},
	'files/sources.ts': {
		'a file that n8n has moved is another one': ['id.split(/[/:]/).at(-1) ?? id', 'id'],
	},
	'job/keptResult.ts': {
		'a result that was read is forgotten': [
			'if (!result?.urls) return undefined;',
			"if (!result?.urls || entry.mode !== 'sync') return undefined;",
		],
	},
	'job/submit.ts': {
		'a submission without an answer is struck out': [
			'if (nothingStarted) this.withdraw();',
			'this.withdraw();',
		],
		'an unconfirmed submission is repeated without leave': [
			'if (options.repeatUnconfirmed) {',
			'if (options) {',
		],
		'the last 5xx of a submit proves that nothing started': [
			"if (certainty === 'unclear') this.unclear = true;",
			'',
		],
		'a request ID must be text': ["typeof id === 'number' ? String(id) : id;", 'id;'],
	},
	'job/runJob.ts': {
		'an expired job is submitted again at once': [
			'if (thrown instanceof JobFailed) return undefined;',
			'if (thrown instanceof JobFailed || thrown instanceof JobExpired) return undefined;',
		],
		'a job that failed is tried again after the end of the run': [
			'return await submitNew(session, spec, submit, lastMoment);',
			'return await submitNew({ ...session, closing: { throwIfClosed() {} } as never }, spec, submit, lastMoment);',
		],
		'the second try of a failed job says nothing of its bill': [
			"if (!(thrown instanceof Problem) || thrown.billed !== 'no') throw toError(thrown);",
			'if (!(thrown instanceof Problem)) throw toError(thrown);',
		],
	},
	'job/failedJobs.ts': {
		'a job that failed for its content is tried again': [
			'if (!isWanted || failure.isLasting) throw',
			'if (!isWanted) throw',
		],
		'a job that failed is tried again without end': [
			'attempts <= options.failedJobRetries',
			'attempts > 0',
		],
	},
	'job/ledgerEntry.ts': {
		'an expired job is submitted again by Retry On Fail': [
			'if (entry.expiryReportedBy === executionId) delete',
			'if (!entry) delete',
		],
		'equal items share one submission': [
			'return (run[itemIndex] ??= []);',
			'return (run[itemIndex * 0] ??= []);',
		],
		'an earlier try is found by its prompt only': ['run.retryOnFail &&', 'false &&'],
		'a job of an earlier run of the node is not taken up': [
			'moveFromEarlierRound(data, run, itemIndex, isSame)',
			'undefined',
		],
	},
	'operations/runBatch.ts': {
		'output comes in the order of completion': [
			'const made = done.flatMap((outcome): INodeExecutionData[] => {',
			'const made = [...done].reverse().flatMap((outcome): INodeExecutionData[] => {',
		],
		'pairedItem counts rows': [
			'...items.map((one) => ({ ...one, pairedItem: { item } })),',
			'...items.map((one) => ({ ...one, pairedItem: { item: 0 } })),',
		],
	},
	'files/store.ts': {
		'truncated files pass': [
			'if (!checker.isComplete()) throw new Incomplete();',
			'if (!checker.isComplete() && size < 0) throw new Incomplete();',
		],
		'a storage that fails is a connection that broke off': [
			'if (!source.broken) throw storageProblem(naming, thrown);',
			'if (!source.broken) throw toError(thrown);',
		],
	},
	'files/download.ts': {
		'the key goes along to the file host': ['withKey: false,', 'withKey: true,'],
		'a download is given up after four tries': [
			'if (waitMs === undefined) throw problem;',
			'if (waitMs === undefined || tries >= 3) throw problem;',
		],
		'the length of a packed file is taken for that of the file': [
			'if (!isRejected(outcome)) return { file: outcome };',
			`const length = answer.headers['content-length'];
	if (!isRejected(outcome) && (length === undefined || Number(length) === outcome.bytes)) {
		return { file: outcome };
	}
	if (!isRejected(outcome)) {
		return { problem: new Problem(API_ERRORS.arrivedIncomplete, detailsWith(wanted)) };
	}`,
		],
		'a file that is not there yet is gone': [
			'const LATE_FILE_MS = 60_000;',
			'const LATE_FILE_MS = 0;',
		],
		'a place among the downloads is held while waiting': [
			'return await tryOnce(session, wanted);',
			`let own = await tryOnce(session, wanted);
			for (let at = 0; at < 12 && !('file' in own) && !(own.problem instanceof FileMissing); at += 1) {
				await pause(backoffMs(at, 0), session.signal);
				own = await tryOnce(session, wanted);
			}
			return own;`,
		],
	},
	'http/send.ts': {
		'redirects are followed with the key': [
			'disableFollowRedirect: call.withKey || call.staysHere === true,',
			'disableFollowRedirect: false,',
		],
		'an answer that trickles in is read to its end': [
			'{ abort: () => breakOff(stream) }, 0, untilMs);',
			'{ abort: () => breakOff(stream) }, untilMs * 0);',
		],
	},
	'job/budget.ts': {
		'the limit on cost ignores what is under way': [
			'submittedUsd + openUsd + estimateUsd >',
			'submittedUsd * 0 + openUsd + estimateUsd >',
		],
	},
	'core/clock.ts': {
		'a sleep is longer than a second': ['const MAX_SLICE_MS = 1000;', 'const MAX_SLICE_MS = 5000;'],
		'what is told to come back after the deadline is given up': [
			'if (triedAtMs >= deadlineMs) return undefined;',
			'if (clock.now() + wantedMs > deadlineMs) return undefined;',
		],
	},
	'operations/batchErrors.ts': {
		'Stop names no jobs': ["...listed('Request IDs:', ledger.requestIds()),", ''],
		'an expired job is not named beside the first error': [
			'const problem = withOthers(session, first, others);',
			'const { problem } = first;',
		],
	},
	'job/poll.ts': {
		'a finished submission loses its request ID in its error': [
			'const details = { apiText: words, httpCode: answer.status, requestId };',
			'const details = { apiText: words, httpCode: answer.status };',
		],
		'a 404 within the hour is a record that is gone': [
			"return state === 'gone' && clock.now() - submittedAtMs < lateMs ? 'running' : state;",
			'return state;',
		],
		'no poll at the deadline': [
			'const isLast = clock.now() >= job.deadline.atMs;',
			`const isLast = clock.now() >= job.deadline.atMs;
		if (isLast) throw tooLong(job, { status: 200 } as ReadResponse);`,
		],
		'an empty result is believed at once': [
			'const BLANK_RESULT_MS = 15_000;',
			'const BLANK_RESULT_MS = 0;',
		],
	},
	'http/context.ts': {
		'a URL of the credential is not checked': [
			'([, url]) => httpUrl(url) === undefined,',
			'([, url]) => !url,',
		],
	},
	'job/directCall.ts': {
		'a direct answer that broke off has no request ID': [
			'return new Problem(API_ERRORS.directAnswerLost, { detail, ...named });',
			'return new Problem(API_ERRORS.directAnswerLost, { detail });',
		],
	},
	'output/outputItems.ts': {
		'a file that is missing takes the others with it': [
			'if (!(thrown instanceof FileMissing)) throw toError(thrown);',
			'throw toError(thrown);',
		],
	},
	'files/downloadProblems.ts': {
		'a file whose host is not available is missing': [
			'const problem = new Problem(definition, detailsWith(wanted, details));',
			'const problem = new FileMissing(definition, detailsWith(wanted, details));',
		],
	},
	'core/json.ts': {
		'answers are walked however deep they are': [
			'const MAX_LEVELS = 100;',
			'const MAX_LEVELS = Infinity;',
		],
	},
	'http/admission.ts': {
		'the end of a run wakes nobody who waits for a 429': [
			'await pause(heldMs > 0 ? heldMs : leftMs, signal, news, this.closing);',
			'await pause(heldMs > 0 ? heldMs : leftMs, signal, news);',
		],
	},
	'http/request.ts': {
		'the wait for a place among the uploads takes from their time': [
			`deadline.atMs += clock.now() - queuedAtMs;
		return await tryOnce();`,
			'return await tryOnce();',
		],
	},
	'http/response.ts': {
		'an answer is unpacked without end': [
			"if (length > limitBytes) return { bytes: soFar(), end: 'tooLarge' };",
			'',
		],
	},
};

export const MUTANTS: readonly Mutant[] = Object.entries(BY_FILE).flatMap(([file, mutants]) =>
	Object.entries(mutants).map(([name, [from, to]]) => ({ name, file, from, to })),
);
