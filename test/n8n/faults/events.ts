import { randomUUID } from 'node:crypto';
import { flow, fromUrl, numbered, ofItem, segmind, start, webhook } from '../e2e/flow';
import { itemsOf, openStage, type Stage } from '../e2e/stage';
import type { BinaryMode } from '../lib/environment';
import { HOSTS } from '../lib/paths';
import { MODES, nameOfMode } from './plan';
import { until } from '../lib/wait';
import type { Execution } from '../lib/workflowTypes';

/** What an event costs that isn't a kill. */
export interface EventResult {
	event: string;
	version: string;
	binaryMode: string;
	wanted: number;
	billed: number;
	delivered: number;
	/** Where the request IDs of what was billed and not delivered stand. */
	ids: string;
}

const WANTED = 5;

const work = (stage: Stage, settings = {}) => {
	const images = fromUrl(`${stage.sandbox.imagesUrl}/gallery/product.png`);
	return segmind('Edit', { ...ofItem, ...images }, settings);
};

const oneFails = (stage: Stage) =>
	stage.sandbox.setFaults([{ step: 'download', kind: '404', promptIncludes: 'item 2.', times: 1 }]);

type Play = (stage: Stage) => Promise<Execution>;

/** Five images run by hand, and when they are there the same once more. */
const again: Play = async (stage) => {
	const id = await stage.add(flow('Again', [start(), numbered(WANTED), work(stage)]));
	await stage.n8n.rest.finished(await stage.n8n.rest.runManually(id, 'Start'));
	return await stage.n8n.rest.finished(await stage.n8n.rest.runManually(id, 'Start'));
};

const retryOnFail: Play = async (stage) => {
	oneFails(stage);
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
	return await stage.run(flow('Retry On Fail', [start(), numbered(WANTED), work(stage, settings)]));
};

/** Started by a webhook, as only such an execution can be retried in every version. */
async function hooked(stage: Stage) {
	const path = randomUUID();
	const id = await stage.add(flow('Hooked', [webhook(path), numbered(WANTED), work(stage)]));
	await stage.n8n.rest.activate(id);
	await fetch(`${stage.n8n.url}/webhook/${path}`, { method: 'POST' });
	return { id, first: await stage.n8n.rest.nextExecution(id, []) };
}

const retry =
	(kind: 'saved' | 'original'): Play =>
	async (stage) => {
		const { rest } = stage.n8n;
		oneFails(stage);
		const { id, first } = await hooked(stage);
		await rest.finished(first);
		await rest.retryExecution(first, kind);
		return await rest.finished(await rest.nextExecution(id, [first]));
	};

async function untilLooking({ sandbox }: Stage) {
	const looked = () =>
		new Set(sandbox.requests.filter(({ step }) => step === 'status').map(({ path }) => path));
	await until('all jobs are looked at', () => looked().size >= WANTED, { everyMs: 20 });
}

/** Stop while all five jobs run; they go on at Segmind and are billed. */
const stop =
	(manual: boolean): Play =>
	async (stage) => {
		const { rest } = stage.n8n;
		stage.sandbox.setFaults([{ step: 'status', kind: '502' }]);
		const begin = async () =>
			await rest.runManually(
				await stage.add(flow('Stop', [start(), numbered(WANTED), work(stage)])),
				'Start',
			);
		const id = manual ? await begin() : (await hooked(stage)).first;
		await untilLooking(stage);
		await rest.stopExecution(id);
		const ended = await rest.finished(id);
		const { jobs } = stage.sandbox;
		await until('all are done', () => jobs.every(({ state }) => state === 'COMPLETED'));
		return ended;
	};

const EVENTS: ReadonlyArray<readonly [name: string, play: Play]> = [
	['Retry On Fail, one download failed', retryOnFail],
	['Failed execution, retried with the current workflow', retry('saved')],
	['Failed execution, retried with the original workflow', retry('original')],
	['Run by hand, then run by hand again', again],
	['Stop of a run by hand', stop(true)],
	['Stop of a production execution', stop(false)],
];

/** Where all of the request IDs stand that were billed and not delivered. */
async function placesOf({ n8n }: Stage, execution: Execution, lost: string[]): Promise<string> {
	if (lost.length === 0) return 'none lost';
	const raw = await n8n.rest.call<{ customData?: object }>('GET', `/executions/${execution.id}`);
	const places: Array<[string, string]> = [
		['custom data of the execution', JSON.stringify(raw.customData ?? {})],
		["n8n's log", await n8n.log()],
	];
	const found = places.filter(([, text]) => lost.every((id) => text.includes(id)));
	return found.length > 0 ? found.map(([name]) => name).join(', ') : 'nowhere';
}

async function measure(
	stage: Stage,
	[event, play]: (typeof EVENTS)[number],
	binaryMode: BinaryMode,
) {
	stage.sandbox.reset();
	stage.sandbox.setFaults([]);
	const execution = await play(stage);
	const billed = stage.sandbox.jobs.filter(({ billedUsd }) => billedUsd > 0).map(({ id }) => id);
	const handed = itemsOf(execution, 'Edit').map(({ json }) => String(json.requestId));
	// the first of two runs by hand has handed out its images as well
	const twice = play === again;
	const lost = twice ? [] : billed.filter((id) => !handed.includes(id));
	return {
		event,
		version: stage.n8n.host.version,
		binaryMode: nameOfMode(binaryMode),
		wanted: twice ? 2 * WANTED : WANTED,
		billed: billed.length,
		delivered: twice ? billed.length : handed.length,
		ids: await placesOf(stage, execution, lost),
	};
}

/** Plays every event in every version and binary mode. */
export async function playEvents(tell: (line: string) => void): Promise<EventResult[]> {
	const results: EventResult[] = [];
	for (const { version } of HOSTS) {
		for (const binaryMode of MODES) {
			const stage = await openStage({ version, binaryMode }, { render: 'tiny' });
			try {
				for (const event of EVENTS) {
					results.push(await measure(stage, event, binaryMode));
					tell(JSON.stringify(results.at(-1)));
				}
			} finally {
				await stage.close();
			}
		}
	}
	return results.sort(
		(a, b) => EVENTS.findIndex(([e]) => e === a.event) - EVENTS.findIndex(([e]) => e === b.event),
	);
}
