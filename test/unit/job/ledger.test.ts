import { Execution, ID, like, METRICS, MODEL, NOW, PRINT, submit, WANTED } from '../support/ledger';
import type { Ledger } from '../../../nodes/Segmind/job/ledger';
import type { JobEntry } from '../../../nodes/Segmind/job/ledgerEntry';
import { clock } from '../../../nodes/Segmind/core/clock';

const actual = { ...clock };
beforeAll(() => void (clock.date = () => NOW));
afterAll(() => void Object.assign(clock, actual));

type Opening = Parameters<Execution['open']>;

const OTHER = 'fedcba9876543210';
const RETRYING: Opening = [0, '1', { retryOnFail: true }];
const number = (variation: number) => ({ ...WANTED, variation });
const idOf = (found?: JobEntry) => found?.requestId;

/** What a call finds of one that ended badly. */
function after(before: (ledger: Ledger) => unknown, opening: Opening = [], first: Opening = []) {
	const execution = new Execution();
	before(execution.open(...first));
	return execution.afterCrash().open(...opening);
}

it('knows nothing of an item that was never submitted', () => {
	const ledger = new Execution().open();
	expect(ledger.find(0, WANTED)).toBeUndefined();
	expect(ledger.requestIds()).toEqual([]);
});

describe('after the node ended badly and runs again', () => {
	it('finds the job of a submission, confirmed or not', () => {
		const confirmed = after((ledger) => submit(ledger, 3, ID)).find(3, WANTED);
		expect(confirmed).toMatchObject({ requestId: ID, submittedAtMs: NOW });
		const sent = after((ledger) => submit(ledger, 3)).find(3, WANTED);
		expect(sent).toMatchObject({ fingerprint: PRINT });
		expect(sent).not.toHaveProperty('requestId');
	});

	it.each<[string, (ledger: Ledger) => unknown, Opening]>([
		['of another item', (ledger) => submit(ledger, 1, ID), []],
		['of another request of this item', (ledger) => submit(ledger, 0, ID, OTHER), []],
		['that was struck', (ledger) => ledger.remove(0, submit(ledger, 0)), []],
		['that has failed', (ledger) => ledger.markFailed(submit(ledger, 0, ID)), []],
		['delivered in an earlier round', (ledger) => ledger.markDelivered(submit(ledger, 0, ID)), [1]],
		['that failed in an earlier round', (ledger) => ledger.markFailed(submit(ledger, 0, ID)), [1]],
	])('does not find one %s', (_name, before, opening) => {
		expect(after(before, opening).find(0, WANTED)).toBeUndefined();
	});

	it('tells several jobs of one item apart by their number, of which none means the first', () => {
		const both = (ledger: Ledger) =>
			[0, 1].map((variation) =>
				ledger.confirm(ledger.recordIntent(0, number(variation)), `id-${variation}`, NOW),
			);
		const again = after(both);
		expect(again.find(0, number(2))).toBeUndefined();
		expect([again.find(0, number(1)), again.find(0, WANTED)].map(idOf)).toEqual(['id-1', 'id-0']);
	});

	it('tells them apart by Retry On Fail and in another round of a loop as well', () => {
		const second = (ledger: Ledger) =>
			ledger.confirm(ledger.recordIntent(0, number(1)), 'id-1', NOW);
		expect(after(second, RETRYING, RETRYING).find(0, like(OTHER))).toBeUndefined();
		const round = after(second, [1], RETRYING);
		expect([round.find(0, WANTED), round.find(0, number(1))].map(idOf)).toEqual([
			undefined,
			'id-1',
		]);
	});
});

describe('a submission in hand', () => {
	it('is taken up by one call only, and by none beside the one that made it', () => {
		const again = after((ledger) => {
			submit(ledger, 0, ID);
			expect(ledger.find(0, WANTED)).toBeUndefined();
		});
		expect(again.find(0, WANTED)).toBeDefined();
		expect(again.find(0, WANTED)).toBeUndefined();
	});

	it('can be taken up again once it is let go of, in the same process', () => {
		const execution = new Execution();
		const ledger = execution.open();
		ledger.unclaim(submit(ledger, 0, ID));
		expect(execution.open().find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('is one of two where equal calls ran side by side: each finds its own', () => {
		const again = after((ledger) => ['first', 'second'].map((id) => submit(ledger, 0, id)));
		const found = [1, 2, 3].map(() => idOf(again.find(0, WANTED)));
		expect(found).toEqual(['first', 'second', undefined]);
	});
});

it('keeps two items apart that ask for the same', () => {
	const again = after((ledger) => [0, 1].map((item) => submit(ledger, item, `of ${item}`)));
	expect([1, 0].map((item) => idOf(again.find(item, WANTED)))).toEqual(['of 1', 'of 0']);
});

it('strikes the right one of two', () => {
	const again = after((ledger) => {
		const first = submit(ledger, 0, 'first');
		submit(ledger, 0, 'second');
		for (const item of [0, 0, 5]) ledger.remove(item, first);
	});
	expect(again.find(0, WANTED)).toMatchObject({ requestId: 'second' });
});

describe('a submission whose record is gone', () => {
	function gone(told: boolean): Execution {
		const execution = new Execution();
		const ledger = execution.open(0, '1');
		ledger.markExpired(submit(ledger, 0, ID));
		if (told) ledger.confirmExpiryReported();
		return execution.afterCrash();
	}

	it.each([
		['before the person was told, not', false, '2', ID],
		['in the execution that told the person, not', true, '1', ID],
		['by a retry of that execution', true, '2', undefined],
	])('is submitted again: %s', (_when, told, executionId, found) => {
		expect(idOf(gone(told).open(0, executionId).find(0, WANTED))).toBe(found);
	});

	it('is not submitted again where a later try of that execution came to another end', () => {
		const execution = gone(true);
		execution.open(0, '1');
		expect(execution.afterCrash().open(0, '2').find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('does not keep an earlier round of a loop in the ledger', () => {
		const execution = gone(true);
		execution.open(1);
		expect(execution.text).not.toContain(ID);
	});
});

it('names the jobs of which nothing is handed out when the execution is stopped', () => {
	const ledger = new Execution().open();
	submit(ledger, 0, 'open');
	submit(ledger, 1);
	ledger.markFailed(submit(ledger, 2, 'failed'));
	ledger.markDelivered(submit(ledger, 3, 'delivered'));
	ledger.recordResult(ledger.recordIntent(4, WANTED, 'sync'), 'direct', { metrics: METRICS });
	ledger.recordResult(ledger.recordIntent(5, WANTED, 'get'), 'read', { metrics: METRICS });
	expect(ledger.requestIds()).toEqual(['open', 'delivered', 'direct']);
	expect(ledger.itemsWithoutId()).toEqual([1]);
});

describe('rounds of a loop', () => {
	it('are forgotten once all their images were handed out', () => {
		const execution = new Execution();
		for (let round = 0; round < 500; round += 1) {
			const ledger = execution.afterCrash().open(round);
			ledger.markDelivered(submit(ledger, 0, `${ID}-${round}`));
		}
		expect(execution.text.length).toBeLessThan(1000);
	});

	it('are kept while one of their submissions is open, or when they are still to come', () => {
		const execution = new Execution();
		const [ledger, later] = [execution.open(0), execution.open(2)];
		ledger.markDelivered(submit(ledger, 0, 'delivered'));
		submit(ledger, 1, 'open');
		later.markDelivered(submit(later, 0, 'later'));
		execution.afterCrash().open(1);
		expect(execution.text).toContain('later');
		execution.open(7);
		expect(execution.open(0).find(1, WANTED)).toMatchObject({ requestId: 'open' });
	});
});

it('remembers uploads over rounds', () => {
	const upload = { url: 'https://images.segmind.com/a.png', mimeType: 'image/png', bytes: 1 };
	const later = after((ledger) => ledger.rememberUpload('a', upload), [1]);
	expect(later.uploaded('a')).toEqual(upload);
	expect(later.uploaded('b')).toBeUndefined();
});

it('knows what was submitted, whatever became of it and whoever is at work on it', () => {
	const ledger = new Execution().open(...RETRYING);
	expect(ledger.wasSubmitted(0, WANTED)).toBe(false);
	ledger.markFailed(submit(ledger, 0, ID));
	expect(ledger.wasSubmitted(7, WANTED)).toBe(true);
	expect(ledger.wasSubmitted(7, like(OTHER))).toBe(false);
	// an earlier try of the same item, whose prompt was made by the clock
	expect(ledger.wasSubmitted(0, like(OTHER))).toBe(true);
});

describe('an earlier try of Retry On Fail whose prompt was made by the clock', () => {
	const secondTry = (opening: Opening, slug: string) =>
		after((ledger) => submit(ledger, 3, ID), opening, RETRYING).find(3, {
			...{ fingerprint: OTHER, model: { slug } },
		});

	it('is taken up by item and model', () => {
		expect(secondTry(RETRYING, MODEL)).toMatchObject({ requestId: ID });
	});

	it.each<[string, Opening, string]>([
		['in a later execution, where the node may have been edited', [0, '2', RETRYING[2]], MODEL],
		['without Retry On Fail', [0, '1', {}], MODEL],
		['for another model', RETRYING, 'nano-banana'],
		['as a tool', [0, '1', { ...RETRYING[2], type: 'n8n-nodes-segmind.segmindTool' }], MODEL],
	])('is not taken up %s', (_, opening, model) => {
		expect(secondTry(opening, model)).toBeUndefined();
	});

	it('does not take what the same call has submitted, nor what another one is working on', () => {
		const execution = new Execution();
		const ledger = execution.open(...RETRYING);
		const entry = submit(ledger, 0, ID);
		expect(execution.open(...RETRYING).find(0, like(OTHER))).toBeUndefined();
		ledger.unclaim(entry);
		expect(ledger.find(0, like(OTHER))).toBeUndefined();
		expect(execution.open(...RETRYING).find(0, like(OTHER))).toBeDefined();
	});

	it('prefers what asks for the same', () => {
		const two = (ledger: Ledger) => [submit(ledger, 0, 'other', OTHER), submit(ledger, 0, 'same')];
		expect(after(two, RETRYING, RETRYING).find(0, WANTED)).toMatchObject({ requestId: 'same' });
	});
});

describe('a job of an earlier run index', () => {
	it('is taken up once, whatever its item, if nobody has received it', () => {
		const execution = new Execution();
		submit(execution.open(0), 4, ID);
		const again = execution.afterCrash().open(1);
		expect([0, 1].map((item) => idOf(again.find(item, WANTED)))).toEqual([ID, undefined]);
		expect(execution.afterCrash().open(1).find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('is reported once where it was never confirmed, and not submitted again', () => {
		const again = after((ledger) => submit(ledger, 2), [1]);
		expect(again.find(0, WANTED)).toMatchObject({ fingerprint: PRINT });
		expect(again.find(1, WANTED)).toBeUndefined();
	});
});

it('counts what all tries of a run index may have cost, and nothing of another round', () => {
	const execution = new Execution();
	const first = execution.open(0);
	first.count(submit(first, 0, 'a'), 0.1);
	const failed = submit(first, 1, 'b');
	first.count(failed, 0.2);
	first.markFailed(failed);
	const second = execution.afterCrash().open(0, '2');
	second.count(submit(second, 2), 0.4);
	expect(second.countedUsd()).toBeCloseTo(0.5);
	expect(execution.open(1).countedUsd()).toBe(0);
});

it('an unconfirmed submission that the person had submitted again counts, and is neither found nor named', () => {
	const execution = new Execution();
	const first = execution.open();
	first.count(submit(first, 0), 0.14);
	const ledger = execution.afterCrash().open();
	ledger.supersede(ledger.find(0, WANTED) as JobEntry);
	expect(ledger.find(0, WANTED)).toBeUndefined();
	const later = execution.afterCrash().open();
	expect([later.find(0, WANTED), later.itemsWithoutId()]).toEqual([undefined, []]);
	expect(later.countedUsd()).toBe(0.14);
	execution.open(1);
	expect(execution.text).not.toContain(PRINT);
});
