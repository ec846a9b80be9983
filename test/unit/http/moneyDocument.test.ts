import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tableIn } from '../../../scripts/generate/marked';
import type { EventResult } from '../../n8n/faults/events';
import { eventTable, killTable, markdown } from '../../n8n/faults/tables';
import type { RunResult } from '../../n8n/faults/plan';
import {
	RETRY_POLICY,
	type RetryLimit,
	type RetryReason,
} from '../../../nodes/Segmind/http/retryPolicy';

const project = path.resolve(__dirname, '../../..');
const text = readFileSync(path.join(project, 'docs/money.md'), 'utf8');
const results = JSON.parse(
	readFileSync(path.join(project, 'docs/measurements/money.json'), 'utf8'),
) as { runs: RunResult[]; events: EventResult[] };

const SETBACKS: Record<RetryReason, string> = {
	rateLimited: '429',
	serverTrouble: '500',
	unavailable: '502, 503',
	unreachable: 'no connection',
	silence: 'silence, other 5xx',
};

const words = (repeats: RetryLimit): string => {
	if (repeats === 'always') return 'until the deadline';
	return ['never', 'once', 'twice'][repeats] ?? `${repeats} times`;
};

/** What is repeated after what, as docs/money.md shows it. */
function policyTable(): string {
	const setbacks = Object.keys(SETBACKS) as RetryReason[];
	const rows = Object.entries(RETRY_POLICY).map(([step, repeats]) => [
		step,
		...setbacks.map((setback) => words(repeats[setback])),
	]);
	return markdown(['Step', ...Object.values(SETBACKS)], rows);
}

/** Prettier pads the cells of a table. */
const bare = (table: string) => table.replace(/-+/g, '-').replace(/ +/g, ' ');

describe('docs/money.md', () => {
	it('states the policy of repeats as the code has it', () => {
		expect(bare(tableIn(text, 'policy'))).toBe(bare(policyTable()));
	});

	it('states the committed results of at least 200 kills, none of them wrong', () => {
		expect(results.runs.length).toBeGreaterThanOrEqual(200);
		expect(results.runs.filter(({ violations }) => violations.length > 0)).toEqual([]);
		expect(bare(tableIn(text, 'kills'))).toBe(bare(killTable(results.runs)));
	});

	it('states the committed results of the other events', () => {
		expect(results.events.length).toBeGreaterThan(0);
		expect(bare(tableIn(text, 'events'))).toBe(bare(eventTable(results.events, results.runs)));
	});
});
