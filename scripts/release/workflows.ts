import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	if?: string;
	with?: Record<string, unknown>;
}

interface Job {
	permissions?: Record<string, string>;
	steps: Step[];
}

/** A workflow of GitHub Actions, as text and parsed. */
export interface Workflow {
	file: string;
	text: string;
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const PUBLISH = /^npm publish .*--provenance\b/;

function readWorkflow(root: string, file: string): Workflow {
	const text = readFileSync(join(root, FOLDER, file), 'utf8');
	return { file, text, ...(parse(text) as Omit<Workflow, 'file' | 'text'>) };
}

/** All workflows of the project. Throws where a file is no YAML. */
export const allWorkflows = (root: string): Workflow[] =>
	readdirSync(join(root, FOLDER))
		.filter((file) => /\.ya?ml$/.test(file))
		.map((file) => readWorkflow(root, file));

function stepProblems(step: Step, text: string): string[] {
	const { uses, run } = step;
	const problems: string[] = [];
	if (uses !== undefined && !PINNED.test(uses)) problems.push(`${uses} is not pinned to a commit`);
	if (uses !== undefined && !text.includes(`${uses} # v`))
		problems.push(`${uses} does not say its version`);
	if (uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false)
		problems.push('the checkout keeps its credentials');
	// Text from outside belongs into the environment, not into a command.
	if (run?.includes('${{')) problems.push(`an expression stands in a command: ${run}`);
	return problems;
}

/** The order that a publishing job must keep to, and the right that provenance needs. */
function publishProblems(job: Job): string[] {
	const position = (pattern: RegExp) => job.steps.findIndex(({ run }) => pattern.test(run ?? ''));
	const published = position(PUBLISH);
	const any = position(/npm publish/);
	if (any < 0) return [];
	const before = (pattern: RegExp) => {
		const found = position(pattern);
		return found >= 0 && found < published;
	};
	return [
		published !== any && 'publishes without --provenance',
		job.permissions?.['id-token'] !== 'write' && 'lacks id-token: write',
		!before(/^npm test$/) && 'does not test before it publishes',
		!before(/release\/check\.mjs/) && 'does not check the tag before it publishes',
	].filter((problem) => problem !== false);
}

/** What is wrong with a workflow, a sentence each; empty when nothing is. */
export function problemsOf({ file, text, permissions, jobs }: Workflow): string[] {
	const problems = permissions === undefined ? ['states no permissions'] : [];
	for (const job of Object.values(jobs)) {
		problems.push(...job.steps.flatMap((step) => stepProblems(step, text)));
		problems.push(...publishProblems(job));
	}
	return problems.map((problem) => `${file}: ${problem}`);
}

/** The commands of the release workflow, in order. */
export function releaseSteps(root: string): Array<{ name: string; run: string; onlyIf?: string }> {
	const steps = Object.values(readWorkflow(root, 'release.yml').jobs).flatMap((job) => job.steps);
	return steps.flatMap(({ name, run, if: onlyIf }) =>
		run === undefined ? [] : [{ name: name ?? run, run, ...(onlyIf && { onlyIf }) }],
	);
}
