import { asUploadError, asWorkflowError } from '../../../nodes/Segmind/errors/rewordings';
import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { WORKFLOW_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { errorFor } from '../../../nodes/Segmind/errors/classify';
import { Problem } from '../../../nodes/Segmind/errors/problem';
import { Stopped } from '../../../nodes/Segmind/core/clock';

const rowOf = (thrown: Error) => (thrown instanceof Problem ? thrown.definition : undefined);

it.each([400, 403, 404, 406, 410, 422])('HTTP %i speaks of the workflow', (status) => {
	const thrown = asWorkflowError(new Problem(errorFor('submit', status, ''), { requestId: 'abc' }));
	expect(Object.values(WORKFLOW_ERRORS)).toContain(rowOf(thrown));
	expect(thrown).toMatchObject({ details: { requestId: 'abc' } });
});

it.each([400, 403, 413, 415, 422, 500])('HTTP %i of an upload speaks of the file', (status) => {
	const thrown = asUploadError(new Problem(errorFor('upload', status, ''), { billed: 'maybe' }));
	expect(rowOf(thrown)).toBe(API_ERRORS.fileRefused);
	expect((thrown as Problem).billed).toBe('no');
});

it('does not promise that a failed workflow was free of charge, and keeps what is known otherwise', () => {
	const failed = new Problem(API_ERRORS.jobFailed, { billed: 'no', apiText: 'x' });
	const lost = new Problem(API_ERRORS.recordExpired, { billed: 'yes' });
	expect(asWorkflowError(failed)).toMatchObject({ billed: 'maybe' });
	expect(asWorkflowError(lost)).toMatchObject({ billed: 'yes' });
});

it.each([
	new Stopped(),
	new Error('x'),
	new Problem(API_ERRORS.keyInvalid),
	new Problem(API_ERRORS.notStarted),
	new Problem(API_ERRORS.balanceTooLow),
])('leaves %s alone', (thrown) => {
	expect(asWorkflowError(thrown)).toBe(thrown);
	expect(asUploadError(thrown)).toBe(thrown);
});
