import { API_ROWS } from '../../../nodes/Segmind/errors/apiRows';
import type { FILE_ROWS } from '../../../nodes/Segmind/errors/fileRows';
import { MAYBE, NO, YES, type Case } from './errorCase';

/** One case for every row about answers and files that don't get into n8n; all tested in `fetching.test.ts`. */
export const FILE_CASES: Record<keyof typeof FILE_ROWS, Case> = {
	storageUnavailable: { row: API_ROWS.storageUnavailable, billed: YES },
	addressNotAllowed: { row: API_ROWS.addressNotAllowed, billed: YES },
	blockedByN8n: { row: API_ROWS.blockedByN8n, billed: NO },
	answerTooLarge: { row: API_ROWS.answerTooLarge, billed: MAYBE },
};
