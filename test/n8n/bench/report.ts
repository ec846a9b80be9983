import type { Line } from './run';

export const TITLES = [
	'competitor',
	'time',
	'vs minimum',
	'delivered',
	'billed',
	'status polls',
	'memory',
] as const;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 2000 ? 2 : 1)} s`;
const whole = (bytes: number): string => String(Math.round(bytes / 1_000_000));

/** Time divided by the theoretical minimum with as many parallel jobs. */
export const ratio = ({ wallMs, boundMs }: Line): number => wallMs / boundMs;

/** The median, and from where to where it went when it was measured several times. */
function memory({ extraBytes, extras = [] }: Line): string {
	if (extraBytes === undefined) return '';
	const [least = extraBytes, most = extraBytes] = [extras[0], extras.at(-1)];
	const spread = extras.length > 1 ? ` (${whole(least)} to ${whole(most)})` : '';
	return `+${whole(extraBytes)} MB${spread}`;
}

/** One line as texts, in the order of `TITLES`. Memory is measured where each has an n8n of its own. */
export function row(line: Line): string[] {
	return [
		line.competitor,
		seconds(line.wallMs),
		ratio(line).toFixed(2),
		`${line.delivered} of ${line.images}`,
		String(line.billed),
		String(line.statusPolls),
		memory(line),
	];
}
