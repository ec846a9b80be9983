import { ratio } from './report';
import type { Line } from './run';

interface Outcome {
	what: string;
	holds: boolean;
}

/** Slack for a busy machine. The goals themselves stand in docs/benchmarks.md beside what was measured. */
const SLOWEST_RATIO = 1.6;
const MOST_MEMORY_BYTES = 100_000_000;

const own = (lines: Line[]) => lines.filter(({ competitor }) => competitor === 'this node');

/** What must hold on any machine: ratios and counts, no time. */
export function check(lines: Line[]): Outcome[] {
	return own(lines).flatMap((line) => {
		const { scenario, images, delivered, billed, extraBytes } = line;
		const faulty = scenario.includes('faults');
		const others = lines.filter((one) => one.scenario === scenario && one !== line);
		const best = Math.max(0, ...others.map((one) => one.delivered));
		const outcomes: Outcome[] = [
			{
				what: `${scenario}: ${delivered} of ${images} delivered${faulty ? `, the best other ${best}` : ''}`,
				holds: faulty ? delivered >= best && delivered >= images * 0.8 : delivered === images,
			},
			{
				what: `${scenario}: ${billed} billed for ${images} wanted`,
				holds: billed <= images && billed >= delivered,
			},
		];
		if (extraBytes !== undefined) {
			const more = Math.round(extraBytes / 1_000_000);
			const holds = extraBytes <= MOST_MEMORY_BYTES;
			outcomes.push({ what: `${scenario}: ${more} MB more than for one tiny image`, holds });
		} else if (!faulty) {
			const times = ratio(line).toFixed(2);
			const holds = ratio(line) <= SLOWEST_RATIO;
			outcomes.push({ what: `${scenario}: ${times} of what can be done at all`, holds });
		}
		return outcomes;
	});
}
