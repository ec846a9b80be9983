import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { contentProblem } from '../../../nodes/Segmind/files/downloadProblems';

it.each([
	['notAnImage', API_ERRORS.notAnImage],
	['incomplete', API_ERRORS.arrivedIncomplete],
	['empty', API_ERRORS.notAnImage],
] as const)('says of a file that is %s where it lies and that it was billed', (rejected, row) => {
	const url = 'https://images.segmind.com/generations/a.png';
	const problem = contentProblem({ rejected, head: '<html>' }, 'id-1', url);
	expect(problem.definition).toBe(row);
	expect(problem.billed).toBe('yes');
	expect(problem.details).toEqual({
		detail: `URL: ${url}.`,
		apiText: '<html>',
		requestId: 'id-1',
	});
});
