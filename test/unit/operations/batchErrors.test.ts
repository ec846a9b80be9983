import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { Problem } from '../../../nodes/Segmind/errors/problem';
import { throwFirst } from '../../../nodes/Segmind/operations/batchErrors';
import type { Session } from '../../../nodes/Segmind/operations/session';

/** What is told when item 0 is refused in a run whose ledger holds two jobs. */
function toldBy(type: string): string {
	const node = { name: 'Segmind', type, typeVersion: 1, parameters: {} };
	const session = {
		ctx: { getNode: () => node },
		credential: { key: 'SG_0123456789abcdef' },
		ledger: { requestIds: () => ['job-1', 'job-2'], confirmExpiryReported: () => {} },
	} as unknown as Session;
	const reason = new Problem(API_ERRORS.creditsUsedUp);
	try {
		throwFirst(session, [{ ok: false, reason, item: 0 }]);
	} catch (thrown) {
		return String((thrown as { description?: string }).description);
	}
	throw new Error('Nothing was thrown');
}

it('names the jobs that wait for a retry', () => {
	const told = toldBy('n8n-nodes-segmind.segmind');
	expect(told).toContain('submits them again: job-1, job-2.');
	expect(told).toContain('For this item nothing was billed.');
});

it("does not name those of an agent's earlier calls, which it has received", () => {
	const told = toldBy('n8n-nodes-segmind.segmindTool');
	expect(told).not.toContain('job-1');
	expect(told).toContain('Nothing was billed.');
});
