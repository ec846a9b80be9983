import path from 'node:path';

import { openStage, type Stage } from '../e2e/stage';
import { COMPETITORS, type Competitor, type Task } from './competitors';
import { writePictures } from './files';
import { addWorkflow, runOnce, type Measured } from './measure';
import { boundMs, type Scenario } from './scenarios';

/** One line of the result. */
export interface Line extends Measured {
	scenario: string;
	competitor: string;
	images: number;
	kind: Scenario['kind'];
	/** Time below which it can't be done with so many orders at the same time. */
	boundMs: number;
	/** For memory: more than the same workflow needed for one tiny image, in bytes. */
	extraBytes?: number;
}

type Tell = (line: Line) => void;

const TINY_BYTES = 1000;

/** Jobs with this text are done at once: they only make n8n load and compile what it needs. */
const WARM_UP = 'Warm up';

async function stageFor({ jobSeconds, sandbox }: Scenario, more = {}): Promise<Stage> {
	const length = ({ body }: { body: Record<string, unknown> }) =>
		String(body.prompt).startsWith(WARM_UP) ? 0.2 : jobSeconds;
	const options = { ...sandbox, ...more, jobSeconds: length, timeScale: 1 };
	return await openStage({ version: '2', binaryMode: 'filesystem' }, options);
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

const asked = (scenario: Scenario, quick: boolean): Competitor[] =>
	COMPETITORS.filter(({ name, can }) => can(scenario.task) && !scenario.without?.[name]).filter(
		({ name }) => !quick || scenario.quick?.includes(name),
	);

const lineOf = (scenario: Scenario, competitor: Competitor, measured: Measured): Line => ({
	...measured,
	scenario: scenario.name,
	competitor: competitor.name,
	images: scenario.task.images,
	kind: scenario.kind,
	boundMs: boundMs(scenario, competitor.parallel),
});

/** All competitors one after the other in the same n8n, each with books of its own. */
async function runTimes(scenario: Scenario, quick: boolean, tell: Tell): Promise<void> {
	const stage = await stageFor(scenario);
	try {
		const account = await accountOn(stage);
		const { task, fileBytes = TINY_BYTES } = scenario;
		const whole = await withFiles(stage, scenario, task.images, fileBytes);
		for (const competitor of asked(scenario, quick)) {
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

/** The same workflow for one tiny image in an n8n of its own: what n8n itself needs for it. */
async function tinyPeak(scenario: Scenario, competitor: Competitor): Promise<number> {
	const stage = await stageFor(scenario, { outputBytes: undefined });
	try {
		const task = await withFiles(stage, scenario, 1, TINY_BYTES);
		const added = await addWorkflow(stage, competitor, task, await accountOn(stage));
		return (await runOnce(stage, added, competitor.last)).peakBytes;
	} finally {
		await stage.close();
	}
}

async function bigRun(scenario: Scenario, competitor: Competitor): Promise<Measured> {
	const stage = await stageFor(scenario);
	try {
		const { task, fileBytes = TINY_BYTES } = scenario;
		const whole = await withFiles(stage, scenario, task.images, fileBytes);
		const added = await addWorkflow(stage, competitor, whole, await accountOn(stage));
		return await runOnce(stage, added, competitor.last);
	} finally {
		await stage.close();
	}
}

/** A fresh n8n for everyone, as memory that was once used is not given back. */
async function runMemory(scenario: Scenario, quick: boolean, tell: Tell): Promise<void> {
	for (const competitor of asked(scenario, quick)) {
		const tiny = await tinyPeak(scenario, competitor);
		const measured = await bigRun(scenario, competitor);
		const line = lineOf(scenario, competitor, measured);
		tell({ ...line, extraBytes: measured.peakBytes - tiny });
	}
}

/** Runs a scenario; `tell` gets each line as soon as it is measured. */
export async function runScenario(scenario: Scenario, quick: boolean, tell: Tell): Promise<void> {
	await (scenario.kind === 'memory' ? runMemory : runTimes)(scenario, quick, tell);
}
