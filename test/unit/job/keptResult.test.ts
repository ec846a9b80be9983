import type { IBinaryData } from 'n8n-workflow';
import { clock } from '../../../nodes/Segmind/core/clock';
import type { JobResult } from '../../../nodes/Segmind/job/jobSpec';
import { keepResult } from '../../../nodes/Segmind/job/keptResult';
import { Execution, ID, METRICS, NOW, WANTED } from '../support/ledger';

const actual = { ...clock };
beforeAll(() => void (clock.date = () => NOW));
afterAll(() => void Object.assign(clock, actual));

describe('what a submission takes of the data of its execution', () => {
	const url = `https://images.segmind.com/outputs/${ID}-${'x'.repeat(60)}.png`;
	const stored: IBinaryData = {
		...{ mimeType: 'image/png', fileType: 'image', fileExtension: 'png', data: 'filesystem-v2' },
		...{ bytes: 12_345_678, fileSize: '12.3 MB', fileName: `gpt-image-1.5-edit-${ID}.png` },
		id: `filesystem-v2:workflows/AbCdEfGhIjKlMnOp/executions/123456/binary_data/${ID}`,
	};

	const urls = (count: number) =>
		Array<JobResult['files'][number]>(count).fill({ kind: 'url', url });

	it.each<[string, 'sync' | undefined, Partial<JobResult>, number]>([
		['its URL', undefined, { files: urls(1) }, 650],
		['where n8n stored its file', 'sync', { stored: [{ binary: stored } as never] }, 1000],
		['the URLs of 20 files', undefined, { files: urls(20) }, 1000 + 20 * 150],
		['no URL of more than 20 files', undefined, { files: urls(21) }, 450],
	])('%s', (_, mode, result, most) => {
		const execution = new Execution();
		const ledger = execution.open();
		const before = execution.text.length;
		const entry = ledger.recordIntent(0, WANTED, mode);
		ledger.confirm(entry, ID, NOW);
		ledger.count(entry, 0.1407);
		keepResult(ledger, entry, { requestId: ID, metrics: METRICS, files: [], ...result });
		ledger.markDelivered(entry);
		expect(execution.text.length - before).toBeLessThan(most);
	});
});
