import type { WORKFLOW_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
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

/** One case for every row that only workflows have. */
export const FLOW_CASES: Record<keyof typeof WORKFLOW_ERRORS, Case> = {
	workflowUnknown: { ...flow({ workflowId: 'no-such-flow' }), httpCode: '404', billed: NO },
	workflowNotPermitted: { ...flow(), faults: fault('submit', '403'), httpCode: '403', billed: NO },
	workflowInputRefused: {
		...flow(),
		faults: fault('submit', '400'),
		says: [/Segmind says: "/],
		httpCode: '400',
		billed: NO,
	},
	workflowNoResult: {
		...flow(),
		sandbox: { flowOutput: () => '' },
		withRequestId: true,
		billed: YES,
	},
	workflowFailed: {
		...flow({ inputJson: { headline: 'Sale' } }),
		says: [/Segmind says: ".*'product_image' is a required parameter/],
		withRequestId: true,
		billed: MAYBE,
	},
};

/** What can come of a workflow as well as of a model, in the same words. */
export const SHARED_FLOW_CASES: Record<string, Case> = {
	silence: { ...flow(), faults: fault('submit', 'reset-after'), billed: MAYBE },
	unreadableAnswer: { ...flow(), faults: fault('submit', 'no-request-id'), billed: MAYBE },
	waitedTooLong: {
		...flow(),
		faults: fault('submit', 'never'),
		withRequestId: true,
		billed: MAYBE,
	},
	recordExpired: {
		// a record is kept for an hour: until then it is late
		...flow({ options: { maxWaitSeconds: 3700 } }),
		faults: fault('status', 'expired'),
		says: [/not found/i],
		httpCode: '404',
		withRequestId: true,
		billed: MAYBE,
	},
};
