/** A sentence of docs/money.md, the test that proves it, and a change of the code that the test catches. */
export interface Guarantee {
	/** As it stands there, between its marks. */
	says: string;
	/** File below `test/`, and the test's full name. */
	test: [file: string, name: string];
	/** File below `nodes/Segmind/`, a text that stands there once, and what stands there instead. */
	mutant: [file: string, find: string, replace: string];
}

export const GUARANTEES: Guarantee[] = [
	{
		says: 'A job is submitted again only after an answer that proves that nothing was started (429 and the like), or where Segmind’s SDK says so: 500 once, 502 and 503 twice, two in all.',
		test: [
			'engine/money.test.ts',
			'what is repeated and what never is a job that meets 502, 500 and 502 goes out three times at most',
		],
		mutant: ['http/retryPolicy.ts', 'MAX_UNCLEAR_REPEATS = 2;', 'MAX_UNCLEAR_REPEATS = 3;'],
	},
	{
		says: 'After silence, and after any other answer that proves nothing (408, 504 and the like), a job is never submitted again by itself. You are told that it may have been billed.',
		test: [
			'engine/money.test.ts',
			'what is repeated and what never is a submission answered with reset-after goes out 1 times at most',
		],
		mutant: [
			'http/retryPolicy.ts',
			'serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0',
			'serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 1',
		],
	},
	{
		says: 'With _Retry On Fail_, ten wanted images are billed ten times.',
		test: [
			'engine/money.test.ts',
			'ten wanted images cost ten images with Retry On Fail after a download that would not work',
		],
		mutant: [
			'job/runJob.ts',
			'if (!entry) return await submitAndWait(',
			'if (!entry || isQueued(entry)) return await submitAndWait(',
		],
	},
	{
		says: 'A retry from the executions list, of either kind, fetches what is finished, waits for what is running, and submits only the rest.',
		test: [
			'engine/money.test.ts',
			'ten wanted images cost ten images when a failed execution is retried from the list',
		],
		mutant: ['job/ledger.ts', 'context[KEY] ??=', 'context[KEY] ='],
	},
	{
		says: 'Results of direct calls are handed out again as well, from n8n’s storage or from their URL.',
		test: [
			'engine/money.test.ts',
			'direct calls are handed out again by a retry answered as image with 1 images',
		],
		mutant: [
			'job/keptResult.ts',
			'(binary.id ? [{ ...binary }] : [])',
			'(binary.id ? [] : [{ ...binary }])',
		],
	},
	{
		says: 'What is paid needs its input no more: a retry asks these records before it opens a file, which n8n may have moved or deleted since.',
		test: [
			'engine/retries.test.ts',
			'files of a webhook or form, retried in n8n 1 two images: what is paid is not paid again',
		],
		mutant: ['files/sources.ts', 'id.split(/[/:]/).at(-1) ?? id', 'id'],
	},
	{
		says: 'A result that was read costs nothing more: a retry hours later fetches its files from their URLs, which hold for seven days.',
		test: [
			'engine/keptResults.test.ts',
			'a run that failed at 3 in the morning costs nothing at 9 a PixelFlow with an image and a text',
		],
		mutant: ['job/runJob.ts', 'keepResult(ledger, entry, result);', ''],
	},
	{
		says: 'A submission whose answer never came is reported by the next run, and repeated only if _Repeat Unconfirmed_ is on.',
		test: [
			'engine/money.test.ts',
			'a submission that was never answered is reported, and not sent again by Retry On Fail',
		],
		mutant: [
			'job/submit.ts',
			'if (options.repeatUnconfirmed) {',
			'if (!options.repeatUnconfirmed) {',
		],
	},
	{
		says: 'A job that Segmind reports as failed is not billed, and the next run submits it again.',
		test: [
			'engine/money.test.ts',
			'ten wanted images cost ten images a job that failed after its run had ended is submitted again by a retry',
		],
		mutant: ['job/runJob.ts', 'if (thrown instanceof JobFailed) return undefined;', ''],
	},
	{
		says: 'In the same run it is submitted again only where it cost nothing and its words speak of nothing that was sent, never after _Stop_ or once another item has ended the run ([Retries of Failed Jobs](options.md#when-a-job-fails)).',
		test: [
			'engine/failedJobs.test.ts',
			'a failure that speaks of its content is not "Blocked by moderation"',
		],
		mutant: ['job/failedJobs.ts', '|| failure.isLasting', ''],
	},
	{
		says: 'A job that completed without a result is submitted again only by a later execution that finds it so still, and only if _Repeat Unconfirmed_ is on.',
		test: [
			'engine/emptyResults.test.ts',
			'a job without a result in a batch is submitted again once by each execution, however often it tries',
		],
		mutant: ['job/ledger.ts', 'emptyIn !== this.run.executionId', 'true'],
	},
	{
		says: 'Two equal items are two jobs, and the next round of a loop gets images of its own.',
		test: ['unit/job/ledger.test.ts', 'keeps two items apart that ask for the same'],
		mutant: ['job/ledgerEntry.ts', 'return (run[itemIndex] ??= []);', 'return (run[0] ??= []);'],
	},
	{
		says: 'Of several images per item, each is a job of its own: a retry hands out those that are paid, and submits only the rest.',
		test: [
			'engine/variations.test.ts',
			'when one of several images of an item fails a retry from the list takes up the paid ones (auto)',
		],
		mutant: [
			'job/ledgerEntry.ts',
			'(entry.variation ?? 0) === variation',
			'(entry.variation ?? 0) === 0 && variation === 0',
		],
	},
	{
		says: 'Unless _On Error_ says to continue, nothing is uploaded or submitted when the input of one item is invalid.',
		test: [
			'engine/items.test.ts',
			'without Continue On Fail nothing is uploaded or submitted when one item is invalid',
		],
		mutant: ['operations/runBatch.ts', 'if (!goOn) throwFirst(session, prepared);', ''],
	},
	{
		says: 'Unless _On Error_ says to continue, nothing new is submitted after the first item that fails; running jobs are kept for the next run.',
		test: [
			'engine/items.test.ts',
			'without Continue On Fail the first item that comes to nothing lets no other one begin',
		],
		mutant: [
			'operations/runBatch.ts',
			'session.closing.close(new Problem(API_ERRORS.notStarted))',
			'undefined',
		],
	},
	{
		says: 'A file is uploaded once, however many items use it.',
		test: [
			'engine/images.test.ts',
			'getting images in uploads a file once, however many items and rows name it',
		],
		mutant: ['files/upload.ts', 'session.uploads.set(identity, started);', ''],
	},
	{
		says: 'A file that arrived incomplete is never passed on where its type shows its end. It is downloaded again.',
		test: [
			'engine/money.test.ts',
			'what is repeated and what never is a download that meets short-body is made again, and comes whole',
		],
		mutant: ['files/store.ts', 'if (!checker.isComplete()) throw new Incomplete();', ''],
	},
	{
		says: 'A file that is missing for good takes no other file of its job with it.',
		test: [
			'engine/missingFiles.test.ts',
			'one file of three that is missing leaves the others, and says where it lies: 404',
		],
		mutant: [
			'output/outputItems.ts',
			'if (!(thrown instanceof FileMissing)) throw toError(thrown);',
			'throw toError(thrown);',
		],
	},
	{
		says: 'Every message after a submit carries the request ID.',
		test: [
			'engine/stop.test.ts',
			'the deadline covers the whole job, and its message gives the request ID',
		],
		mutant: [
			'job/poll.ts',
			'new Problem(API_ERRORS.waitedTooLong, { requestId, ',
			'new Problem(API_ERRORS.waitedTooLong, { ',
		],
	},
	{
		says: 'What _Maximum Cost_ doesn’t leave room for is not submitted, running jobs counted in.',
		test: [
			'engine/later.test.ts',
			'limits on spending submits what fits and says of the rest that it did not',
		],
		mutant: [
			'job/budget.ts',
			'submittedUsd + openUsd + estimateUsd >',
			'submittedUsd + estimateUsd >',
		],
	},
	{
		says: 'Nothing is submitted when the balance is below _Minimum Balance_.',
		test: [
			'engine/later.test.ts',
			'limits on spending submits nothing when the balance is too low, and asks for it once',
		],
		mutant: ['job/credits.ts', 'if (total >= minUsd) return;', 'return;'],
	},
	{
		says: '_Stop_ ends every wait at once.',
		test: [
			'unit/core/clock.test.ts',
			'ends at once when the execution is stopped, and leaves no listener behind',
		],
		mutant: ['core/clock.ts', 'if (signal?.aborted) throw new Stopped();', ''],
	},
	{
		says: 'After _Stop_ no further request leaves.',
		test: ['unit/http/send.test.ts', 'asks nobody any more once the execution is stopped'],
		mutant: [
			'http/send.ts',
			'if (stop?.aborted) throw new Stopped();\n\tconst untilMs',
			'const untilMs',
		],
	},
	{
		says: 'The key goes to the two hosts of the credential only, not to the hosts of images.',
		test: [
			'engine/key.test.ts',
			'the key stays with the hosts of the credential, whatever meets download',
		],
		mutant: ['files/download.ts', 'withKey: false,', 'withKey: true,'],
	},
	{
		says: 'The key doesn’t follow a redirect, and stands in no message.',
		test: [
			'engine/key.test.ts',
			'is not in the error of a run either, nor in what its answer repeats',
		],
		mutant: ['http/send.ts', 'disableFollowRedirect: call.withKey', 'disableFollowRedirect: false'],
	},
	{
		says: 'That holds if the prompt or a URL changes with the clock: the job of an earlier try is taken up by its item.',
		test: [
			'unit/job/ledger.test.ts',
			'an earlier try of Retry On Fail whose prompt was made by the clock is taken up by item and model',
		],
		mutant: ['job/ledgerEntry.ts', 'run.retryOnFail &&', 'false &&'],
	},
	{
		says: 'A direct call that is answered with 5xx is not made again: the job may run on behind the answer.',
		test: [
			'engine/unclear.test.ts',
			'a direct call answered with HTTP 500 is not paid again by Retry On Fail',
		],
		mutant: [
			'http/retryPolicy.ts',
			"sync: { rateLimited: 'always', serverTrouble: 0",
			"sync: { rateLimited: 'always', serverTrouble: 1",
		],
	},
	{
		says: 'A job whose record can’t be found is late, not gone, for the hour that Segmind keeps it.',
		test: [
			'engine/unclear.test.ts',
			'a record that is late 404 of the result after COMPLETED is waited for',
		],
		mutant: ['job/poll.ts', 'clock.now() - submittedAtMs < lateMs', 'false'],
	},
	{
		says: 'A job that nobody has received is taken up, and not paid again, when its error row is wired back into the node.',
		test: [
			'unit/job/ledger.test.ts',
			'a job of an earlier run index is taken up once, whatever its item, if nobody has received it',
		],
		mutant: ['job/ledgerEntry.ts', 'isOpen(entry) && fits(entry)', 'false && fits(entry)'],
	},
	{
		says: 'In the editor, what a run by hand submitted and did not hand out is taken up, once, by the next run by hand of the same node, and not paid again.',
		test: [
			'engine/runByHand.test.ts',
			'photos: executed again by hand after Stop, what was submitted is handed out, once',
		],
		mutant: ['job/runByHand.ts', 'openJobs.splice(at, 1)[0]', 'openJobs[at]'],
	},
	{
		says: 'No execution in production takes up what another one submitted, nor does an agent.',
		test: [
			'engine/runByHand.test.ts',
			'a webhook in production takes up nothing that a run by hand left behind',
		],
		mutant: ['job/runByHand.ts', "ctx.getMode() === 'manual'", 'true'],
	},
	{
		says: 'All tries and retries of a run share one _Maximum Cost_.',
		test: [
			'engine/unclear.test.ts',
			'Maximum Cost is one limit for all tries and retries of a run',
		],
		mutant: [
			'job/budget.ts',
			'const submittedUsd = this.ledger.countedUsd();',
			'const submittedUsd = 0;',
		],
	},
	{
		says: 'A limit that can’t be read lets nothing through.',
		test: [
			'engine/unclear.test.ts',
			'Maximum Cost maxCostUsd that can’t be read (much) lets nothing through',
		],
		mutant: ['parameters/options.ts', 'throw invalid(LIMITS[name], given);', 'return undefined;'],
	},
];
