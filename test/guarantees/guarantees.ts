/** A sentence of the README, the test that proves it, and a change of the code that the test catches. */
export interface Guarantee {
	/** As it stands in the README, between its marks. */
	says: string;
	/** File below `test/`, and the test's full name. */
	test: [file: string, name: string];
	/** File below `nodes/Segmind/`, a text that stands there once, and what stands there instead. */
	mutant: [file: string, find: string, replace: string];
}

export const GUARANTEES: Guarantee[] = [
	{
		says: 'An order is sent again only after an answer which proves that nothing was started: 429, or 5xx at most twice.',
		test: [
			'engine/money.test.ts',
			'what is repeated and what never is an order answered with 502 goes out 3 times at most',
		],
		mutant: [
			'transport/policy.ts',
			"submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2",
			"submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 3",
		],
	},
	{
		says: 'After silence (a lost connection, a time-out) an order is never sent again. You are told that it may have been billed.',
		test: [
			'engine/money.test.ts',
			'what is repeated and what never is an order answered with reset-after goes out 1 times at most',
		],
		mutant: [
			'transport/policy.ts',
			'serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0',
			'serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 1',
		],
	},
	{
		says: 'With _Retry On Fail_, ten wanted images cost ten images, whatever came in between.',
		test: [
			'engine/money.test.ts',
			'ten wanted images cost ten images with Retry On Fail after a download that would not work',
		],
		mutant: ['run/ledger.ts', 'candidate.f === fingerprint &&', 'candidate.f !== fingerprint &&'],
	},
	{
		says: 'A retry from the executions list, of either kind, fetches what is finished, waits for what is running, and orders only the rest.',
		test: [
			'engine/money.test.ts',
			'ten wanted images cost ten images when a failed execution is retried from the list',
		],
		mutant: ['run/ledger.ts', 'context[KEY] ??=', 'context[KEY] ='],
	},
	{
		says: 'Direct orders are handed out again as well, from n8n’s storage or from their address.',
		test: [
			'engine/money.test.ts',
			'direct orders are handed out again by a retry answered as image with 1 images',
		],
		mutant: ['4-job/brought.ts', 'if (!g || g.u || !binary.id) return;', 'return;'],
	},
	{
		says: 'An order whose answer never came is reported by the next run, and repeated only if _Repeat Unconfirmed_ is on.',
		test: [
			'engine/money.test.ts',
			'an order that was never answered is reported, and not sent again by Retry On Fail',
		],
		mutant: ['4-job/order.ts', 'if (!plan.repeatUnconfirmed) {', 'if (plan.repeatUnconfirmed) {'],
	},
	{
		says: 'A job that Segmind reports as failed is not billed, and the next run orders it anew.',
		test: [
			'engine/money.test.ts',
			'ten wanted images cost ten images a job that failed after its run had ended is ordered anew by a retry',
		],
		mutant: [
			'4-job/order.ts',
			'if (!(thrown instanceof JobFailed)) throw asIs(thrown);',
			'throw asIs(thrown);',
		],
	},
	{
		says: 'Two equal items are two orders, and the next round of a loop gets images of its own.',
		test: ['unit/run/ledger.test.ts', 'keeps two items apart that ask for the same'],
		mutant: ['run/ledger.ts', 'return (run[itemIndex] ??= []);', 'return (run[0] ??= []);'],
	},
	{
		says: 'Unless _On Error_ says to continue, nothing is uploaded or ordered when the input of one item is unfit.',
		test: [
			'engine/items.test.ts',
			'without Continue On Fail nothing is uploaded or ordered when one item is unfit',
		],
		mutant: ['run/items.ts', 'if (!goOn) throwFirst(run, checked);', ''],
	},
	{
		says: 'Unless _On Error_ says to continue, nothing new is ordered after the first item that comes to nothing; what is under way is kept for the next run.',
		test: [
			'engine/items.test.ts',
			'without Continue On Fail the first item that comes to nothing lets no other one begin',
		],
		mutant: ['run/context.ts', 'run.halted = true', 'run.halted = false'],
	},
	{
		says: 'A file is uploaded once, however many items use it.',
		test: [
			'engine/images.test.ts',
			'getting images in uploads a file once, however many items and rows name it',
		],
		mutant: ['2-images/upload.ts', 'run.uploads.set(identity, started);', ''],
	},
	{
		says: 'An image that arrived incomplete is never passed on. It is fetched again.',
		test: [
			'engine/money.test.ts',
			'what is repeated and what never is a download that meets short-body is made again, and comes whole',
		],
		mutant: ['5-output/store.ts', 'if (cut || !end.whole()) throw new Incomplete();', ''],
	},
	{
		says: 'Every message after an order carries the request ID.',
		test: [
			'engine/stop.test.ts',
			'the deadline covers the whole job, and its message gives the request ID',
		],
		mutant: [
			'4-job/wait.ts',
			'new Problem(API_ROWS.waitedTooLong, { requestId: job.requestId })',
			'new Problem(API_ROWS.waitedTooLong, {})',
		],
	},
	{
		says: 'What _Maximum Cost_ doesn’t leave room for is not ordered, what is under way counted in.',
		test: [
			'engine/later.test.ts',
			'limits on spending orders what fits and says of the rest that it did not',
		],
		mutant: [
			'run/budget.ts',
			'this.spentUsd + underWayUsd + estimateUsd',
			'this.spentUsd + estimateUsd',
		],
	},
	{
		says: 'Nothing is ordered when the balance is below _Minimum Balance_.',
		test: [
			'engine/later.test.ts',
			'limits on spending orders nothing when the balance is too low, and asks for it once',
		],
		mutant: ['4-job/order.ts', 'if (total >= run.minBalanceUsd) return;', 'return;'],
	},
	{
		says: '_Stop_ ends every wait at once.',
		test: [
			'unit/run/pause.test.ts',
			'ends at once when the execution is stopped, and leaves no listener behind',
		],
		mutant: ['run/pause.ts', 'if (signal?.aborted) throw new Stopped();', ''],
	},
	{
		says: 'After _Stop_ no further request leaves.',
		test: ['unit/transport/send.test.ts', 'asks nobody any more once the execution is stopped'],
		mutant: ['transport/send.ts', 'if (stop?.aborted) throw new Stopped();', ''],
	},
	{
		says: 'The key goes to the two hosts of the credential only, not to the hosts of images.',
		test: [
			'engine/key.test.ts',
			'the key stays with the hosts of the credential, whatever meets download',
		],
		mutant: ['5-output/download.ts', 'withKey: false,', 'withKey: true,'],
	},
	{
		says: 'The key doesn’t follow a redirect, and stands in no message.',
		test: [
			'engine/key.test.ts',
			'is not in the error of a run either, nor in what its answer repeats',
		],
		mutant: [
			'transport/send.ts',
			'disableFollowRedirect: call.withKey',
			'disableFollowRedirect: false',
		],
	},
];
