import { POLICY, type Repeats, type Setback } from '../../../nodes/Segmind/transport/policy';
import { markdown } from '../../n8n/faults/tables';

const SETBACKS: Record<Setback, string> = {
	rateLimited: '429',
	serverTrouble: '500',
	unavailable: '502, 503',
	unreachable: 'no connection',
	silence: 'silence, other 5xx',
};

const words = (repeats: Repeats): string => {
	if (repeats === 'always') return 'until the deadline';
	return ['never', 'once', 'twice'][repeats] ?? `${repeats} times`;
};

/** What is repeated after what, as docs/money.md shows it. */
export function policyTable(): string {
	const setbacks = Object.keys(SETBACKS) as Setback[];
	const rows = Object.entries(POLICY).map(([step, repeats]) => [
		step,
		...setbacks.map((setback) => words(repeats[setback])),
	]);
	return markdown(['Step', ...Object.values(SETBACKS)], rows);
}
