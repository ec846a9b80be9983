import { randomOf, type Random } from '../random';
import type { FaultRule, SandboxOptions } from '../types';
import { FAULT_KINDS, FAULTS, type FaultKind, type Step, STEPS } from './kinds';
import { InvalidArgumentError } from 'commander';

/** What a request is about. */
export interface Subject {
	/** ID of the job, where there is one already. */
	id?: string;
	slug?: string;
	prompt?: string;
	/** Number of the file that is asked for, from 1. */
	file?: number;
}

interface CountedRule {
	rule: FaultRule;
	seen: number;
	/** When a rule with `forMs` first hit each job. */
	since: Map<string, number>;
}

function matches(rule: FaultRule, step: Step, subject: Subject): boolean {
	if (rule.step !== step) return false;
	if (rule.slug !== undefined && rule.slug !== subject.slug) return false;
	if (rule.file !== undefined && rule.file !== subject.file) return false;
	return rule.promptIncludes === undefined || !!subject.prompt?.includes(rule.promptIncludes);
}

/** Decides which request meets which fault: rules first, in their order, then chance. */
export class FaultPlan {
	private rules: CountedRule[] = [];

	/** A sequence a step, so that more polls don't change which submit is hit. */
	private chances = new Map<Step, Random>();

	constructor(
		private readonly seed: number,
		private readonly now: () => number,
		private readonly initial: readonly FaultRule[],
		private readonly random: SandboxOptions['randomFaults'],
	) {
		this.reset();
	}

	set(rules: readonly FaultRule[]): void {
		this.rules = rules.map((rule) => ({ rule, seen: 0, since: new Map() }));
	}

	reset(): void {
		this.set(this.initial);
		this.chances = new Map();
	}

	/** Counts the request for every rule that it matches and returns its fault, if any. */
	pick(step: Step, subject: Subject): FaultKind | undefined {
		let picked: FaultKind | undefined;
		for (const counted of this.rules) {
			if (!matches(counted.rule, step, subject)) continue;
			counted.seen++;
			if (this.hits(counted, subject)) picked ??= counted.rule.kind;
		}
		return picked ?? this.byChance(step);
	}

	private hits({ rule, seen, since }: CountedRule, subject: Subject): boolean {
		const first = rule.nth ?? 1;
		if (seen < first) return false;
		if (rule.forMs !== undefined) {
			const job = subject.id ?? subject.prompt ?? '';
			const from = since.get(job) ?? this.now();
			since.set(job, from);
			return this.now() - from < rule.forMs;
		}
		const times = rule.times ?? (rule.nth === undefined ? Infinity : 1);
		return seen < first + times;
	}

	private byChance(step: Step): FaultKind | undefined {
		if (!this.random) return undefined;
		let chance = this.chances.get(step);
		if (!chance) this.chances.set(step, (chance = randomOf(this.seed, `faults/${step}`)));
		// Both numbers are drawn each time, so that the rate doesn't shift the kinds.
		const [hit, choice] = [chance() < this.random.rate, chance()];
		const kinds = this.random.kinds ?? FAULT_KINDS;
		const suiting = kinds.filter((kind) => FAULTS.get(kind)?.steps.includes(step));
		return hit ? suiting[Math.floor(choice * suiting.length)] : undefined;
	}
}

/**
 * Rules from a command line: `step:kind`, `step:kind:nth` or `step:kind:nth:times`, separated by
 * commas, e.g. `submit:rate-limit:1:2,download:truncated-body:1`. Throws an Error that lists what
 * is allowed.
 */
export function parseFaults(text: string): FaultRule[] {
	return text
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '')
		.map((entry) => {
			const [step = '', kind = '', nth, times] = entry.split(':');
			if (!STEPS.some((known) => known === step)) {
				throw new InvalidArgumentError(`Unknown step "${step}". Steps: ${STEPS.join(', ')}`);
			}
			if (!FAULT_KINDS.some((known) => known === kind)) {
				throw new InvalidArgumentError(
					`Unknown fault "${kind}". Faults: ${FAULT_KINDS.join(', ')}`,
				);
			}
			return {
				step: step as Step,
				kind: kind as FaultKind,
				...(nth === undefined ? {} : { nth: Number(nth) }),
				...(times === undefined ? {} : { times: Number(times) }),
			};
		});
}
