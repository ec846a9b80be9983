import { API_ROWS } from '../../../nodes/Segmind/errors/apiRows';
import type { FLOW_ROWS } from '../../../nodes/Segmind/errors/flowRows';
import type { Bench, Job } from './bench';
import { fault, MAYBE, NO, YES, type Case } from './errorCase';

/** The demo flow of the sandbox, with the given inputs. */
const flow = (more: Record<string, unknown> = {}) => ({
	job: (bench: Bench): Job => ({
		parameters: {
			resource: 'workflow',
			operation: 'run',
			workflowId: 'product-card',
			inputMode: 'json',
			inputJson: { product_image: bench.pictureUrl, headline: 'Sale' },
			...more,
		},
	}),
});

/** One case for every row about workflows. */
export const FLOW_CASES: Record<keyof typeof FLOW_ROWS, Case> = {
	workflowUnknown: {
		row: API_ROWS.workflowUnknown,
		...flow({ workflowId: 'no-such-flow' }),
		httpCode: '404',
		billed: NO,
	},
	workflowNotPermitted: {
		row: API_ROWS.workflowNotPermitted,
		...flow(),
		faults: fault('submit', '403'),
		httpCode: '403',
		billed: NO,
	},
	workflowInputRefused: {
		row: API_ROWS.workflowInputRefused,
		...flow(),
		faults: fault('submit', '400'),
		says: [/Segmind says: "/],
		httpCode: '400',
		billed: NO,
	},
	workflowFailed: {
		row: API_ROWS.workflowFailed,
		...flow({ inputJson: { headline: 'Sale' } }),
		says: [/Segmind says: ".*'product_image' is a required parameter/],
		withRequestId: true,
		billed: MAYBE,
	},
	workflowSilent: {
		row: API_ROWS.workflowSilent,
		...flow(),
		faults: fault('submit', 'reset-after'),
		billed: MAYBE,
	},
	workflowUnclear: {
		row: API_ROWS.workflowUnclear,
		...flow(),
		faults: fault('submit', 'no-request-id'),
		billed: MAYBE,
	},
	workflowTooLong: {
		row: API_ROWS.workflowTooLong,
		...flow(),
		faults: fault('submit', 'never'),
		withRequestId: true,
		billed: MAYBE,
	},
	workflowRecordGone: {
		row: API_ROWS.workflowRecordGone,
		// a record is kept for an hour: until then it is late
		...flow({ options: { maxWaitSeconds: 3700 } }),
		faults: fault('status', 'expired'),
		says: [/not found/i],
		httpCode: '404',
		withRequestId: true,
		billed: MAYBE,
	},
	workflowWithoutOutput: {
		row: API_ROWS.workflowWithoutOutput,
		...flow(),
		sandbox: { flowOutput: () => '' },
		withRequestId: true,
		billed: YES,
	},
};
