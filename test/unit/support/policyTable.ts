import {
	RETRY_POLICY,
	type RetryLimit,
	type RetryReason,
} from '../../../nodes/Segmind/http/retryPolicy';
import { markdown } from '../../n8n/faults/tables';

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
export function policyTable(): string {
	const setbacks = Object.keys(SETBACKS) as RetryReason[];
	const rows = Object.entries(RETRY_POLICY).map(([step, repeats]) => [
		step,
		...setbacks.map((setback) => words(repeats[setback])),
	]);
	return markdown(['Step', ...Object.values(SETBACKS)], rows);
}
