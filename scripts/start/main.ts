/** The example, or pictures of one's own: both models, through n8n's own engine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SandboxOptions } from '../../sandbox';
import type { Execution } from '../engine/engine';
import { openRuntime } from '../engine/runtime';
import { explain } from '../setup/outputFolder.js';
import { readArguments } from '../setup/startArguments.js';
import { bold, dim, progress, red, secondThoughts } from '../setup/words';
import { casesFor, factsOf, MODELS, picturesOf, type Case } from './cases';
import { page } from './page';
import { moneyOf, report } from './report';
import { clearOutput, collect, copyInputs, OUTPUT, SIMULATED, type Result } from './results';
import { openService, type Service } from './service';
import { startWorkflow } from './workflow';

/** A minute of the models' time passes in under four seconds. */
const TIME_SCALE = 0.06;

/** Seconds before scaling: a little different for each image, and the same in every run. */
const JOB_SECONDS = [51, 57, 46, 54, 43, 49];

const SIMULATION: SandboxOptions = {
	timeScale: TIME_SCALE,
	jobSeconds: ({ index }) => JOB_SECONDS[index % JOB_SECONDS.length] ?? 50,
};

/** Says where the images are made. Before anything is paid there is time to think again. */
async function announce(service: Service, wanted: number): Promise<void> {
	if (service.kind === 'sandbox') {
		console.log(`Segmind: ${bold('simulated on this machine')}, nothing is billed`);
		console.log(dim('Set SEGMIND_API_KEY to run the same on the real models.'));
		return;
	}
	const estimate = MODELS.reduce((sum, slug) => sum + (factsOf(slug).typical.usd ?? 0), 0);
	const price = moneyOf((estimate * wanted) / MODELS.length, service.kind);
	console.log(`Segmind: ${bold(service.credential.baseUrl)}`);
	console.log(`${wanted} images will be made and billed, about ${price} on average.`);
	await secondThoughts();
}

function waitingFor(service: Service, wanted: number, modelsDone: number): string {
	const seconds = Math.max(...MODELS.map((slug) => factsOf(slug).typical.seconds ?? 0));
	if (service.finished) return `${service.finished()} of ${wanted} images are ready`;
	return `usually about ${Math.round(seconds)} s; ${modelsDone} of ${MODELS.length} models are done`;
}

/** Runs the workflow for all models at the same time. */
async function makeImages(
	cases: readonly Case[],
	service: Service,
	running: Execution[],
): Promise<Result[]> {
	const paid = service.kind === 'segmind';
	const mark = paid ? `-${Math.floor(Date.now() / 1000)}` : '';
	let done = 0;
	const work = MODELS.map((slug) => async () => {
		const execution = await startWorkflow({ cases, slug, mark }, service);
		running.push(execution);
		const into = { slug, folder: paid ? '' : SIMULATED };
		const results = await collect(cases, await execution.done, into);
		done += 1;
		return results;
	});
	return await progress(
		'Making the images',
		async () => (await Promise.all(work.map(async (one) => await one()))).flat(),
		(elapsedMs) => {
			const state = waitingFor(service, cases.length * MODELS.length, done);
			return `${Math.round(elapsedMs / 1000)} s, ${state}`;
		},
		(results) => results.every(({ problem }) => problem === undefined),
	);
}

function writePage(cases: readonly Case[], results: Result[], kind: Service['kind']): void {
	try {
		const pictures = new Map(cases.flatMap(picturesOf).map((one) => [one.field, one]));
		const content = page({ cases, results, inputs: copyInputs([...pictures.values()]), kind });
		writeFileSync(join(OUTPUT, 'index.html'), content);
	} catch (error) {
		throw new Error(`The page was not written. ${explain(error, 'output')}`, { cause: error });
	}
}

async function main(): Promise<void> {
	const cases = casesFor(readArguments(process.argv.slice(2), process.cwd()));
	clearOutput();
	const service = await openService(process.env, SIMULATION);
	const running: Execution[] = [];
	process.once('SIGINT', () => {
		for (const execution of running) execution.stop();
		void service.close().finally(() => process.exit(130));
	});
	try {
		await announce(service, cases.length * MODELS.length);
		await openRuntime();
		const results = await makeImages(cases, service, running);
		results.sort((a, b) => cases.indexOf(a.item) - cases.indexOf(b.item));
		if (results.some(({ file }) => file)) writePage(cases, results, service.kind);
		report(results, service.kind);
	} finally {
		await service.close();
	}
}

main()
	.catch((error: unknown) => {
		console.error(red(error instanceof Error ? error.message : String(error)));
		process.exitCode = 1;
	})
	// n8n's engine keeps timers of its own
	.finally(() => process.exit());
