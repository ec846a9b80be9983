import path from 'node:path';

import { openStage, type Stage } from '../e2e/stage';
import { COMPETITORS, WARM_UP, type Competitor, type Task } from './competitors';
import { writePictures } from './files';
import { addWorkflow, runOnce, type Measured } from './measure';
import { collectWaste, NODE_OPTIONS, PRELOAD } from './memory';
import { boundMs, type Goal, type Scenario } from './scenarios';

/** One line of the result. */
export interface Line extends Measured {
	scenario: string;
	competitor: string;
	images: number;
	kind: Scenario['kind'];
	/** Time below which it can't be done with so many submissions at the same time. */
	boundMs: number;
	/** For memory: more than the same workflow needed for one tiny image, in bytes; the median. */
	extraBytes?: number;
	/** All that were measured, in bytes, the smallest first. */
	extras?: number[];
	/** What `extraBytes` should not exceed for this node. */
	goalBytes?: number;
	goal?: Goal;
}

type Tell = (line: Line) => void;

const TINY_BYTES = 1000;

const WARM_UPS = 3;

/**
 * Longer than a job of these scenarios: a look at the list of executions allocates more in n8n than a
 * request of the node does, so nobody looks while something is done.
 */
const QUIET_MS = 3000;

interface Submitted {
	body: Record<string, unknown>;
}

async function stageFor({ jobSeconds, sandbox, outputBytes }: Scenario): Promise<Stage> {
	const isWarmUp = ({ body }: Submitted) => String(body.prompt).startsWith(WARM_UP);
	return await openStage(
		{ version: '2', binaryMode: 'filesystem', preload: PRELOAD, nodeOptions: NODE_OPTIONS },
		{
			...sandbox,
			jobSeconds: (job: Submitted) => (isWarmUp(job) ? 0.2 : jobSeconds),
			outputBytes: (job: Submitted) => (isWarmUp(job) ? undefined : outputBytes),
			timeScale: 1,
		},
	);
}

const accountOn = async ({ n8n, sandbox }: Stage) =>
	await n8n.rest.createCredential('openAiApi', 'Stand-in', {
		apiKey: sandbox.apiKey,
		url: `${sandbox.baseUrl}/openai/v1`,
	});

async function withFiles(
	stage: Stage,
	scenario: Scenario,
	images: number,
	bytes: number,
): Promise<Task> {
	const task = { ...scenario.task, images, text: 'Make it autumn' };
	if (task.input !== 'file') return task;
	const folder = path.join(stage.n8n.filesFolder, 'photos');
	return { ...task, files: await writePictures(folder, images, bytes) };
}

/** Who takes part: all that can, in the quick one those that the scenario names. */
export const asked = (scenario: Scenario, quick: boolean, who = ''): Competitor[] =>
	COMPETITORS.filter(
		({ name, can }) =>
			can(scenario.task) &&
			!scenario.without?.[name] &&
			(!quick || scenario.quick?.includes(name)) &&
			name.includes(who),
	);

const lineOf = (scenario: Scenario, competitor: Competitor, measured: Measured): Line => ({
	...measured,
	scenario: scenario.name,
	competitor: competitor.name,
	images: scenario.task.images,
	kind: scenario.kind,
	boundMs: boundMs(scenario, Math.min(competitor.parallel, scenario.task.parallelJobs ?? Infinity)),
	...(scenario.goal && { goal: scenario.goal }),
	...(scenario.goalBytes !== undefined && { goalBytes: scenario.goalBytes }),
});

/** All competitors one after the other in the same n8n, each with books of its own. */
async function runTimes(scenario: Scenario, competitors: Competitor[], tell: Tell): Promise<void> {
	const stage = await stageFor(scenario);
	try {
		const account = await accountOn(stage);
		const { task, fileBytes = TINY_BYTES } = scenario;
		const whole = await withFiles(stage, scenario, task.images, fileBytes);
		for (const competitor of competitors) {
			const warmUp = { ...whole, text: WARM_UP, images: 1 };
			const first = await addWorkflow(stage, competitor, warmUp, account);
			await runOnce(stage, first, competitor.last);
			await stage.n8n.rest.deactivate(first.workflowId);
			const added = await addWorkflow(stage, competitor, whole, account);
			stage.sandbox.reset();
			tell(lineOf(scenario, competitor, await runOnce(stage, added, competitor.last)));
			await stage.n8n.rest.deactivate(added.workflowId);
		}
	} finally {
		await stage.close();
	}
}

/** The task in an n8n of its own, and how much more that took than one tiny image before. */
async function runInFresh(scenario: Scenario, competitor: Competitor) {
	const stage = await stageFor(scenario);
	try {
		const { rest, pid } = stage.n8n;
		const account = await accountOn(stage);
		const tiny = { ...(await withFiles(stage, scenario, 1, TINY_BYTES)), text: WARM_UP };
		const first = await addWorkflow(stage, competitor, tiny, account);
		for (let done = 0; done < WARM_UPS; done += 1) await runOnce(stage, first, competitor.last);
		await collectWaste(pid);
		const { peakBytes: least } = await runOnce(stage, first, competitor.last, QUIET_MS);
		await rest.deactivate(first.workflowId);
		const { task, fileBytes = TINY_BYTES } = scenario;
		const whole = await withFiles(stage, scenario, task.images, fileBytes);
		const added = await addWorkflow(stage, competitor, whole, account);
		stage.sandbox.reset();
		await collectWaste(pid);
		const measured = await runOnce(stage, added, competitor.last, QUIET_MS);
		const { peakBytes: most } = measured;
		const known = least !== undefined && most !== undefined;
		return { measured, extra: known ? [most - least] : [] };
	} finally {
		await stage.close();
	}
}

/**
 * Each competitor in turn, this node several times: one peak alone depends on when waste happened to
 * go. Once for the others, whose peaks are no goals.
 */
async function runMemory(
	scenario: Scenario,
	competitors: Competitor[],
	rounds: number,
	tell: Tell,
): Promise<void> {
	const lines = new Map<Competitor, Line>();
	for (let round = 0; round < rounds; round += 1) {
		for (const competitor of competitors) {
			if (round > 0 && competitor.name !== 'this node') continue;
			const { measured, extra } = await runInFresh(scenario, competitor);
			const before = lines.get(competitor);
			const extras = [...(before?.extras ?? []), ...extra].sort((a, b) => a - b);
			lines.set(competitor, { ...(before ?? lineOf(scenario, competitor, measured)), extras });
		}
	}
	for (const line of lines.values()) {
		const extraBytes = line.extras?.[Math.floor(line.extras.length / 2)];
		tell({ ...line, ...(extraBytes !== undefined && { extraBytes }) });
	}
}

/**
 * Runs a scenario; `tell` gets each line as soon as it is measured.
 * @param rounds how often each peak of memory is measured
 */
export async function runScenario(
	scenario: Scenario,
	competitors: Competitor[],
	rounds: number,
	tell: Tell,
): Promise<void> {
	if (scenario.kind === 'memory') await runMemory(scenario, competitors, rounds, tell);
	else await runTimes(scenario, competitors, tell);
}
