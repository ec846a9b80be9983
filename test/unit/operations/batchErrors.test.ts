import { ExpressionError } from 'n8n-workflow';
import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { Problem } from '../../../nodes/Segmind/errors/problem';
import { throwFirst, withRequestId } from '../../../nodes/Segmind/operations/batchErrors';
import { asProblem, describe as say } from '../../../nodes/Segmind/errors/toNodeError';
import type { JobContext } from '../../../nodes/Segmind/job/context';

/** What is told when item 0 is refused in a run whose ledger holds two jobs. */
function toldBy(type: string): string {
	const node = { name: 'Segmind', type, typeVersion: 1, parameters: {} };
	const session = {
		ctx: { getNode: () => node },
		credential: { key: 'SG_0123456789abcdef' },
		ledger: { requestIds: () => ['job-1', 'job-2'], confirmExpiryReported: () => {} },
	} as unknown as JobContext;
	const reason = new Problem(API_ERRORS.creditsUsedUp);
	try {
		throwFirst(session, [{ ok: false, reason, item: 0 }]);
	} catch (thrown) {
		return String((thrown as { description?: string }).description);
	}
	throw new Error('Nothing was thrown');
}

it("does not name those of an agent's earlier calls, which it has received", () => {
	const told = toldBy('n8n-nodes-segmind.segmindTool');
	expect(told).not.toContain('job-1');
	expect(told).toContain('Nothing was billed.');
});

it.each([
	['before a submit', undefined, [], 'Nothing was billed.'],
	['while another item waits for its answer', undefined, [1], 'Nothing was billed.'],
	['after a submit without an answer', undefined, [2], 'It may have been billed.'],
	['after a submit', 'job-1', [], 'It may have been billed. (request ID job-1)'],
])('what nobody foresaw says what is known of money: %s', (_when, requestId, without, told) => {
	const ledger = { requestIdOf: () => requestId, itemsWithoutId: () => without };
	for (const thrown of [new TypeError('x is undefined'), new ExpressionError('No such node')]) {
		const unit = { item: 2, variation: 0 };
		const known = withRequestId({ ledger } as unknown as JobContext, unit, thrown);
		expect(say(asProblem(known))).toMatch(new RegExp(`${told.replace(/[()]/g, '\\$&')}$`));
	}
});
