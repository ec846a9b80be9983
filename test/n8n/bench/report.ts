import type { Line } from './run';

export const TITLES = [
	'competitor',
	'time',
	'of the limit',
	'delivered',
	'billed',
	'looks',
	'memory',
] as const;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

/** How many times as long as can be done at all with as many orders at the same time. */
export const ratio = ({ wallMs, boundMs }: Line): number => wallMs / boundMs;

/** One line as texts, in the order of `TITLES`. Memory is measured where each has an n8n of its own. */
export function row(line: Line): string[] {
	const { extraBytes } = line;
	return [
		line.competitor,
		seconds(line.wallMs),
		ratio(line).toFixed(2),
		`${line.delivered} of ${line.images}`,
		String(line.billed),
		String(line.looks),
		extraBytes === undefined ? '' : `+${megabytes(extraBytes)}`,
	];
}
