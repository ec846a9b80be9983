import { balance } from './books';
import { composeDifferences } from './compose';
import {
	begin,
	countOf,
	inHand,
	note,
	openScene,
	queueIdle,
	showTable,
	type Scene,
} from './rounds';
import { pause } from '../lib/wait';
import type { Execution } from '../lib/workflowTypes';
import type { Member } from './cluster';
import { EXECUTIONS, IMAGES_EACH, promptsOf, takenBy } from './work';

/** By then everything is submitted, and no job of 20 s is done. */
const KILL_AFTER_MS = 10_000;
const WANTED = EXECUTIONS * IMAGES_EACH;

let scene: Scene;

beforeAll(async () => {
	scene = await openScene();
});
afterAll(async () => {
	await scene?.close();
	await showTable();
});

const some = (executions: Execution[], ids: string[]) =>
	executions.filter(({ id }) => ids.includes(id));

function workerAt(index: number): Member {
	const worker = scene.cluster.workers[index];
	if (!worker) throw new Error(`No worker ${index}`);
	return worker;
}

/** Presses Retry in the list of executions for each, the two kinds in turn. */
async function retryAll(executions: Execution[]): Promise<Execution[]> {
	const { rest } = scene.cluster;
	const retried: Execution[] = [];
	for (const [at, { id }] of executions.entries()) {
		const { id: newId } = await rest.retryExecution(id, at % 2 === 0 ? 'original' : 'saved');
		retried.push(await rest.finished(newId ?? ''));
	}
	return retried;
}

test('the compose file of examples/queue-mode says what these processes were given', async () => {
	const { main, workers, webhook } = scene.cluster;
	expect(await composeDifferences([main, ...workers, webhook], '2.41.1')).toEqual([]);
});

test('60 images over 12 executions: both workers work, nothing is lost or paid twice', async () => {
	const round = await begin(scene, 'plain', promptsOf('calm'));
	const executions = await round.settle();
	const books = await round.books();
	note('12 calls, all processes up', countOf(executions), books);
	expect(countOf(executions)).toBe('12 success');
	expect(books).toEqual({
		wanted: WANTED,
		submitted: WANTED,
		billed: WANTED,
		delivered: WANTED,
		paidTwice: [],
		missing: [],
	});
	const taken = await Promise.all(
		scene.cluster.workers.map(async (worker) => await takenBy(worker.log())),
	);
	expect(taken.flat().sort()).toEqual(executions.map(({ id }) => id).sort());
	for (const ids of taken) expect(ids.length).toBeGreaterThanOrEqual(3);
});

test('a worker that is told to stop finishes what it has in hand', async () => {
	const leaving = await scene.cluster.addWorker();
	const round = await begin(scene, 'plain', promptsOf('stopped', 6));
	await pause(KILL_AFTER_MS);
	expect((await inHand(leaving)).length).toBeGreaterThan(0);
	leaving.child.kill('SIGTERM');
	const executions = await round.settle();
	await leaving.ended;
	note('6 calls, a third worker told to stop (SIGTERM)', countOf(executions), await round.books());
	expect(countOf(executions)).toBe('6 success');
	expect(await round.books()).toMatchObject({ billed: 30, delivered: 30, paidTwice: [] });
});

test('a worker is killed: n8n empties its executions, a retry does nothing, the images are there by ID', async () => {
	const { cluster, sandbox } = scene;
	const sleeping = await begin(scene, 'sleep', promptsOf('sleep', 2));
	const round = await begin(scene, 'plain', promptsOf('killed'));
	await pause(KILL_AFTER_MS);
	const victim = workerAt(0);
	const lost = await inHand(victim);
	await cluster.kill(victim);
	note('12 calls, a worker killed after 10 s', countOf(await round.look()), await round.books());
	const executions = await round.settle();
	const after = await round.books();
	note('n8n has noticed', countOf(executions), after);

	const dead = some(executions, lost);
	expect(dead.length).toBeGreaterThan(0);
	expect(countOf(dead)).toBe(`${dead.length} error`);
	for (const one of dead) expect(one.runData).toEqual({});
	expect(executions.filter(({ status }) => status === 'success')).toHaveLength(
		EXECUTIONS - dead.length,
	);
	const imagesLost = dead.length * IMAGES_EACH;
	expect(after).toMatchObject({ billed: WANTED, delivered: WANTED - imagesLost, paidTwice: [] });

	const retried = await retryAll(dead);
	note('each retried from the list', countOf(retried), await round.books());
	expect(countOf(retried)).toBe(`${dead.length} error`);
	expect(await round.books()).toEqual(after);

	const missing = sandbox.jobs.filter(({ body }) => after.missing.includes(String(body.prompt)));
	const fetching = await begin(scene, 'byId', [missing.map(({ id }) => id)]);
	const [fetched] = await fetching.settle();
	const items = fetched?.runData.Images?.at(-1)?.data?.main?.[0] ?? [];
	const found = balance(round.prompts, sandbox, []);
	const books = { ...found, delivered: after.delivered + items.length };
	note('the missing ones fetched by request ID', fetched?.status ?? '', books);
	expect(items.filter(({ binary }) => binary?.data)).toHaveLength(imagesLost);
	expect(books).toMatchObject({ billed: WANTED, delivered: WANTED, paidTwice: [] });

	const slept = await sleeping.settle();
	note(
		'2 calls of the workflow with a Wait node, same kill',
		countOf(slept),
		await sleeping.books(),
	);
	expect(countOf(slept)).toBe('2 success');
	expect(await sleeping.books()).toMatchObject({ billed: 10, delivered: 10, paidTwice: [] });
});

test('worker and webhook processor are killed: crashed executions can be retried; only two nodes with saved progress pay once', async () => {
	const { cluster } = scene;
	await cluster.addWorker();
	const one = await begin(scene, 'plain', promptsOf('crash-one', 4));
	const two = await begin(scene, 'two', promptsOf('crash-two', 4));
	await pause(KILL_AFTER_MS);
	const victim = workerAt(1);
	const lost = await inHand(victim);
	await Promise.all([cluster.kill(victim), cluster.kill(cluster.webhook)]);
	await queueIdle(scene);
	await cluster.restartMain();
	for (const round of [one, two]) {
		const executions = await round.settle();
		const nodes = round === one ? 'one node' : 'two nodes, progress saved';
		note(
			`4 calls (${nodes}), worker and webhook killed, main restarted`,
			countOf(executions),
			await round.books(),
		);
		const dead = some(executions, lost);
		expect(dead.length).toBeGreaterThan(0);
		expect(countOf(dead)).toBe(`${dead.length} crashed`);
		const retried = await retryAll(dead);
		const books = await round.books();
		note(`each crashed one retried (${nodes})`, countOf(retried), books);
		expect(countOf(retried)).toBe(`${dead.length} success`);
		expect(books.missing).toEqual([]);
		expect(books.paidTwice).toHaveLength(round === one ? dead.length * IMAGES_EACH : 0);
	}
});
