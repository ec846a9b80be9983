import { ratio } from './report';
import type { Line } from './run';

interface Outcome {
	what: string;
	holds: boolean;
}

/** Times the minimum, where a scenario has no goal of its own: slack for a busy machine. */
const SLOWEST_RATIO = 1.6;

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

function timeOutcomes(line: Line, others: Line[], slack: number): Outcome[] {
	const { scenario, wallMs, goal = { ofMinimum: SLOWEST_RATIO } } = line;
	const httpMs = others.find(({ competitor }) => competitor === 'HTTP Request')?.wallMs;
	const compared: Array<[value: number, goal: number | undefined, unit: string]> = [
		[wallMs / 1000, goal.seconds, ' s'],
		[ratio(line), goal.ofMinimum, '× the theoretical minimum'],
		[wallMs / (httpMs ?? NaN), goal.ofHttpRequest, '× the time of the HTTP Request node'],
	];
	return compared.flatMap(([value, most = NaN, unit]) => {
		const what = `${scenario}: ${value.toFixed(2)}${unit}, goal: at most ${most}`;
		return Number.isNaN(value + most) ? [] : [{ what, holds: value <= most * slack }];
	});
}

const own = (lines: Line[]) => lines.filter(({ competitor }) => competitor === 'this node');

/**
 * What was delivered and billed, and the goals.
 * @param slack by which times may exceed their goals: these are those of an idle machine
 */
export function check(lines: Line[], slack = 1): Outcome[] {
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
		} else if (!faulty && !scenario.includes('uploads')) {
			// the limit counts the jobs, not the way of the files to them
			outcomes.push(...timeOutcomes(line, others, slack));
		}
		return outcomes;
	});
}
