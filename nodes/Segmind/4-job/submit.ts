import { asIs } from '../errors/asIs';
import { API_ROWS } from '../errors/apiRows';
import { Problem } from '../errors/problem';
import type { Run } from '../run/context';
import type { Entry } from '../run/ledger';
import { clock, type Deadline } from '../run/pause';
import { logOrder } from '../run/trace';
import { ask, problemOf, readBody, type Errand, type ReadAnswer } from '../transport/ask';
import { endpoints, isRequestId } from '../transport/endpoints';
import type { Call } from '../transport/send';
import type { Place } from './place';

/** What is ordered, for whom, and until when. */
export interface Order {
	readonly itemIndex: number;
	readonly slug: string;
	readonly fingerprint: string;
	/** By Segmind's names, ready to be written as JSON. */
	readonly body: Readonly<Record<string, unknown>>;
	readonly deadline: Deadline;
	/** Where it is ordered; at the queue of the model where nothing is said. */
	readonly place?: Place;
}

const SUBMIT_TIMEOUT_MS = 60_000;

/** The queue does not take this model: nothing was started, nothing billed. */
export class NoQueue extends Error {
	constructor(readonly problem: Problem) {
		super('no queue');
	}
}

function requestIdIn(json: unknown): string | undefined {
	const id = (json as { request_id?: unknown } | undefined)?.request_id;
	return typeof id === 'string' && isRequestId(id) ? id : undefined;
}

/** Whether an answer proves that nothing was started. Anything below 300 proves nothing. */
const provesNothingStarted = (answer: ReadAnswer): boolean => answer.status >= 300;

/**
 * Orders an image through the queue. The intent is written down before the order leaves, and
 * completed by the answer; it is struck only when certainly nothing came of it.
 * @returns the entry of the ledger, with the request ID
 * @throws NoQueue, Problem, Stopped
 */
export async function submit(run: Run, order: Order): Promise<Entry & { id: string }> {
	const { ledger, credential } = run;
	const { itemIndex, fingerprint, place } = order;
	let entry: Entry | undefined;
	let underWay = false;
	let sentAtMs = 0;
	const errand: Errand = {
		step: 'submit',
		deadline: order.deadline,
		paced: true,
		beforeTry: () => {
			if (run.halted) throw new Problem(API_ROWS.notStarted);
			entry ??= ledger.intend(itemIndex, fingerprint, clock.now(), false);
			underWay = true;
			sentAtMs = clock.now();
		},
		onAnswer: (status) => (underWay = status < 300),
	};
	const makeCall = (): Call => ({
		method: 'POST',
		url: place?.submitUrl(credential.base) ?? endpoints.submit(credential.base, order.slug),
		body: JSON.stringify(order.body),
		headers: { 'content-type': 'application/json' },
		withKey: true,
		answer: 'bytes',
		// cut short, it would be an order of which nobody knows whether it arrived
		timeoutMs: SUBMIT_TIMEOUT_MS,
	});
	const strike = () => entry && ledger.strike(itemIndex, entry);
	try {
		const answer = await ask(run, errand, makeCall, readBody);
		if (provesNothingStarted(answer)) {
			strike();
			const problem = problemOf(errand, answer);
			throw answer.status === 404 || answer.status === 405 ? new NoQueue(problem) : problem;
		}
		const ordered = Object.assign(confirmed(entry, answer), { t: sentAtMs });
		place?.accepted(credential.base, ordered, answer.json);
		logOrder(run.ctx, ordered.id, itemIndex);
		return ordered;
	} catch (thrown) {
		const nothingStarted = thrown instanceof Problem ? thrown.billed === 'no' : !underWay;
		if (nothingStarted && !(thrown instanceof NoQueue)) strike();
		else if (entry) ledger.release(entry);
		throw asIs(thrown);
	}
}

function confirmed(entry: Entry | undefined, answer: ReadAnswer): Entry & { id: string } {
	const id = requestIdIn(answer.json);
	if (entry === undefined || id === undefined) {
		const row = answer.text === '' ? API_ROWS.emptyAnswer : API_ROWS.unreadableAnswer;
		throw new Problem(row, { apiText: answer.text, httpCode: answer.status });
	}
	return Object.assign(entry, { id });
}
