/** The example: two pictures, three wishes, both models, through n8n's own engine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../engine/engine';
import { openRuntime } from '../engine/runtime';
import { bold, dim, progress, red } from '../setup/words';
import { CASES, factsOf, MODELS } from './cases';
import { page } from './page';
import { collect, copyInputs, OUTPUT, type Result } from './results';
import { openService, type Service } from './service';
import { sumOfUsd, table, totalCost } from './table';
import { startWorkflow } from './workflow';

const WANTED = CASES.length * MODELS.length;
const SECOND_THOUGHTS_MS = 5000;

/** Says where the images are made. Before anything is paid there is time to think again. */
async function announce(service: Service): Promise<void> {
	if (service.kind === 'sandbox') {
		console.log(`Segmind: ${bold('local stand-in')} ${dim(service.credential.baseUrl)}`);
		console.log(dim('Set SEGMIND_API_KEY to run the same example on the real models.'));
		return;
	}
	const estimate = MODELS.reduce((sum, slug) => sum + (factsOf(slug).typical.usd ?? 0), 0);
	const price = sumOfUsd(estimate * CASES.length);
	console.log(`Segmind: ${bold(service.credential.baseUrl)}`);
	console.log(`${WANTED} images will be ordered and billed, about ${price} on average.`);
	if (!process.stdout.isTTY) return;
	console.log(dim('Press Ctrl+C within five seconds if that is not what you want.'));
	await sleep(SECOND_THOUGHTS_MS);
}

function waitingFor(service: Service, modelsDone: () => number): string {
	const seconds = Math.max(...MODELS.map((slug) => factsOf(slug).typical.seconds ?? 0));
	if (service.finished) return `${service.finished()} of ${WANTED} images are ready`;
	return `usually about ${Math.round(seconds)} s; ${modelsDone()} of ${MODELS.length} models are done`;
}

/** Runs the workflow for all models at the same time. */
async function makeImages(service: Service, running: Execution[]): Promise<Result[]> {
	const mark = service.kind === 'segmind' ? `-${Math.floor(Date.now() / 1000)}` : '';
	let done = 0;
	const line = progress('Editing', (elapsedMs) => {
		return `${Math.round(elapsedMs / 1000)} s, ${waitingFor(service, () => done)}`;
	});
	const perModel = MODELS.map(async (slug) => {
		const execution = await startWorkflow(slug, service, mark);
		running.push(execution);
		const results = await collect(slug, await execution.done);
		done += 1;
		return results;
	});
	try {
		const results = (await Promise.all(perModel)).flat();
		line.done();
		return results;
	} catch (error) {
		line.failed();
		throw error;
	}
}

function report(results: readonly Result[]): void {
	console.log(`\n${table(results)}\n`);
	const bad = results.filter(({ problem }) => problem !== undefined);
	for (const problem of new Set(bad.map((result) => result.problem)))
		console.log(red(`${problem}`));
	const good = results.length - bad.length;
	console.log(`${good} of ${WANTED} images, ${sumOfUsd(totalCost(results))} in all.`);
	console.log(`Before and after, side by side: ${bold(join(OUTPUT, 'index.html'))}`);
	if (good !== WANTED) process.exitCode = 1;
}

async function main(): Promise<void> {
	const service = await openService(process.env);
	const running: Execution[] = [];
	process.once('SIGINT', () => {
		for (const execution of running) execution.stop();
		void service.close().finally(() => process.exit(130));
	});
	try {
		await announce(service);
		await openRuntime();
		const results = await makeImages(service, running);
		results.sort((a, b) => CASES.indexOf(a.item) - CASES.indexOf(b.item));
		const inputs = copyInputs();
		writeFileSync(join(OUTPUT, 'index.html'), page(results, inputs, service.kind));
		report(results);
	} finally {
		await service.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
