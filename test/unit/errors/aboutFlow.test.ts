import { aboutFile } from '../../../nodes/Segmind/errors/aboutFile';
import { aboutFlow } from '../../../nodes/Segmind/errors/aboutFlow';
import { API_ROWS } from '../../../nodes/Segmind/errors/apiRows';
import { FLOW_ROWS } from '../../../nodes/Segmind/errors/flowRows';
import { rowFor } from '../../../nodes/Segmind/errors/judge';
import { Problem } from '../../../nodes/Segmind/errors/problem';
import { Stopped } from '../../../nodes/Segmind/run/pause';

const rowOf = (thrown: Error) => (thrown instanceof Problem ? thrown.row : undefined);

it.each([400, 403, 404, 406, 410, 422])('HTTP %i speaks of the workflow', (status) => {
	const thrown = aboutFlow(new Problem(rowFor('submit', status, ''), { requestId: 'abc' }));
	expect(Object.values(FLOW_ROWS)).toContain(rowOf(thrown));
	expect(thrown).toMatchObject({ details: { requestId: 'abc' } });
});

it.each([400, 403, 413, 415, 422, 500])('HTTP %i of an upload speaks of the file', (status) => {
	const thrown = aboutFile(new Problem(rowFor('upload', status, ''), { billed: 'maybe' }));
	expect(rowOf(thrown)).toBe(API_ROWS.fileRefused);
	expect((thrown as Problem).billed).toBe('no');
});

it('does not promise that a failed workflow was free of charge', () => {
	const failed = new Problem(API_ROWS.jobFailed, { billed: 'no', apiText: 'x' });
	expect((aboutFlow(failed) as Problem).billed).toBe('maybe');
});

it('keeps what is known of the bill otherwise', () => {
	const lost = new Problem(API_ROWS.recordExpired, { billed: 'yes' });
	expect((aboutFlow(lost) as Problem).billed).toBe('yes');
});

it.each([
	new Stopped(),
	new Error('x'),
	new Problem(API_ROWS.keyInvalid),
	new Problem(API_ROWS.notStarted),
	new Problem(API_ROWS.balanceTooLow),
])('leaves %s alone', (thrown) => {
	expect(aboutFlow(thrown)).toBe(thrown);
	expect(aboutFile(thrown)).toBe(thrown);
});
