import { ratio } from './report';
import type { Line } from './run';

interface Outcome {
	what: string;
	holds: boolean;
}

/** Slack for a busy machine. The goals themselves stand in docs/benchmarks.md beside what was measured. */
const SLOWEST_RATIO = 1.6;

/** For jobs of less than a second, against a single request that waits for its answer. */
const SLOWEST_FAST_RATIO = 1.4;

/**
 * One peak alone goes up and down with what V8 has not collected yet; the median of several has to
 * keep the goal itself. Twice the goal is still less than the files have together, so one that
 * holds them is noticed.
 */
const SLACK_OF_ONE = 2;

function memoryOutcome({ scenario, extraBytes = 0, extras = [], goalBytes = 0 }: Line): Outcome {
	const most = goalBytes * (extras.length > 1 ? 1 : SLACK_OF_ONE);
	const [more, wanted] = [extraBytes, most].map((bytes) => Math.round(bytes / 1_000_000));
	const what = `${scenario}: ${more} MB more than with one tiny image, goal: at most ${wanted} MB`;
	return { what, holds: extraBytes <= most };
}

const own = (lines: Line[]) => lines.filter(({ competitor }) => competitor === 'this node');

/** What must hold on any machine: ratios and counts, no time. */
export function check(lines: Line[]): Outcome[] {
	return own(lines).flatMap((line) => {
		const { scenario, kind, images, delivered, billed, extraBytes } = line;
		const faulty = scenario.includes('faults');
		// there one image that fails ends the whole execution: what counts is what it cost
		const enough = scenario.includes('Retry On Fail') ? 0 : images * 0.8;
		const others = lines.filter((one) => one.scenario === scenario && one !== line);
		const best = Math.max(0, ...others.map((one) => one.delivered));
		const outcomes: Outcome[] = [
			{
				what: `${scenario}: ${delivered} of ${images} delivered${faulty ? `, next best ${best}` : ''}`,
				holds: faulty ? delivered >= best && delivered >= enough : delivered === images,
			},
			{
				what: `${scenario}: ${billed} billed for ${images} wanted`,
				holds: billed <= images && billed >= delivered,
			},
		];
		if (kind === 'memory') {
			if (extraBytes !== undefined) outcomes.push(memoryOutcome(line));
		} else if (scenario.includes('background')) {
			// of a job that is done at once, what n8n itself takes is the larger part
			const quickest = Math.min(...others.map(({ wallMs }) => wallMs));
			const times = (line.wallMs / quickest).toFixed(2);
			const what = `${scenario}: ${times}× the time of the HTTP Request node`;
			outcomes.push({ what, holds: line.wallMs <= SLOWEST_FAST_RATIO * quickest });
		} else if (!faulty && !scenario.includes('uploads')) {
			// the limit counts the jobs, not the way of the files to them
			const times = ratio(line).toFixed(2);
			const holds = ratio(line) <= SLOWEST_RATIO;
			outcomes.push({ what: `${scenario}: ${times}× the theoretical minimum`, holds });
		}
		return outcomes;
	});
}
