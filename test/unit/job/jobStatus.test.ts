import { stateOf } from '../../../nodes/Segmind/job/poll';

it.each([
	[200, { status: 'QUEUED', metrics: {} }, 'running'],
	[200, { status: 'PROCESSING' }, 'running'],
	[200, { status: 'COMPLETED' }, 'completed'],
	[200, { status: 'completed' }, 'completed'],
	[202, { status: 'COMPLETED' }, 'completed'],
	[422, { status: 'FAILED', error: 'Prompt is Mandatory and must be string' }, 'failed'],
	[422, { status: 'failed' }, 'failed'],
	[200, { status: 'FAILED' }, 'failed'],
	[404, { status: 'FAILED' }, 'failed'],
	[404, { error: 'Request abc not found' }, 'gone'],
	[404, undefined, 'gone'],
	[422, { error: 'Validation Error' }, 'other'],
	[422, undefined, 'other'],
	[401, { error: 'Unauthorized' }, 'other'],
	[302, undefined, 'other'],
	[500, { status: 'COMPLETED' }, 'other'],
] as const)('reads the body before the status code: %i %j is %s', (status, json, state) => {
	expect(stateOf(status, json)).toBe(state);
});

it.each([
	...['WAITING', 'IN_PROGRESS', '', 'SUCCESS', 'DONE', 'COMPLETED?', 'CANCELLED', 1, null].map(
		(status) => ({ status }),
	),
	...[undefined, null, 'COMPLETED', [], {}],
])('takes an unknown state for still running, never for success: %j', (json) => {
	expect(stateOf(200, json)).toBe('running');
});
