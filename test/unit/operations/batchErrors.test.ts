import { ExpressionError } from 'n8n-workflow';
import { withRequestId } from '../../../nodes/Segmind/operations/batchErrors';
import { asProblem, describe as say } from '../../../nodes/Segmind/errors/toNodeError';
import type { JobContext } from '../../../nodes/Segmind/job/context';

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
