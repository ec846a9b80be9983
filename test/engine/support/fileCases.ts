import type { FILE_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { MAYBE, NO, YES, type Case } from './errorCase';

/** One case for every row about answers and files that don't get into n8n; all tested in `fetching.test.ts`. */
export const FILE_CASES: Record<keyof typeof FILE_ERRORS, Case> = {
	storageUnavailable: { billed: YES },
	addressNotAllowed: { billed: YES },
	blockedByN8n: { billed: NO },
	answerTooLarge: { billed: MAYBE },
};
