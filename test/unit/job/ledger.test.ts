import { Execution, ID, like, METRICS, MODEL, NOW, PRINT, submit, WANTED } from '../support/ledger';
import type { JobEntry } from '../../../nodes/Segmind/job/ledgerEntry';
import { clock } from '../../../nodes/Segmind/core/clock';

const actual = { ...clock };
beforeAll(() => void (clock.date = () => NOW));
afterAll(() => void Object.assign(clock, actual));

it('knows nothing of an item that was never submitted', () => {
	const ledger = new Execution().open();
	expect(ledger.find(0, WANTED)).toBeUndefined();
	expect(ledger.requestIds()).toEqual([]);
});

describe('after the node ended badly and runs again', () => {
	it('finds the job of a submission that was confirmed', () => {
		const execution = new Execution();
		submit(execution.open(), 3, ID);
		const found = execution.afterCrash().open().find(3, WANTED);
		expect(found).toMatchObject({ requestId: ID, submittedAtMs: NOW });
	});

	it('finds that a submission was sent and never confirmed', () => {
		const execution = new Execution();
		submit(execution.open(), 3);
		const found = execution.afterCrash().open().find(3, WANTED);
		expect(found).toMatchObject({ fingerprint: PRINT });
		expect(found?.requestId).toBeUndefined();
	});

	it.each([
		['another item', 4, PRINT],
		['another request of the same item', 3, 'fedcba9876543210'],
	])('does not hand it to %s', (_name, item, print) => {
		const execution = new Execution();
		submit(execution.open(), 3, ID);
		expect(execution.afterCrash().open().find(item, like(print))).toBeUndefined();
	});

	it('does not find a submission that was struck, nor one that Segmind reported as failed', () => {
		const execution = new Execution();
		const ledger = execution.open();
		ledger.remove(0, submit(ledger, 0));
		ledger.markFailed(submit(ledger, 1, ID));
		const again = execution.afterCrash().open();
		expect(again.find(0, WANTED)).toBeUndefined();
		expect(again.find(1, WANTED)).toBeUndefined();
	});

	it('does not find a delivered one in another round of a loop', () => {
		const execution = new Execution();
		const ledger = execution.open(0);
		ledger.markDelivered(submit(ledger, 0, ID));
		expect(execution.afterCrash().open(1).find(0, WANTED)).toBeUndefined();
	});
});

describe('several jobs of one item', () => {
	const number = (variation: number) => ({ ...WANTED, variation });
	const idOf = (found?: JobEntry) => found?.requestId;

	it('are told apart by their number, of which none means the first', () => {
		const execution = new Execution();
		const ledger = execution.open();
		for (const variation of [0, 1]) {
			ledger.confirm(ledger.recordIntent(0, number(variation)), `id-${variation}`, NOW);
		}
		const again = execution.afterCrash().open();
		expect(again.find(0, number(2))).toBeUndefined();
		expect([again.find(0, number(1)), again.find(0, WANTED)].map(idOf)).toEqual(['id-1', 'id-0']);
	});

	it('are told apart by Retry On Fail and in another round of a loop as well', () => {
		const execution = new Execution();
		const ledger = execution.open(0, '1', { retryOnFail: true });
		ledger.confirm(ledger.recordIntent(0, number(1)), 'id-1', NOW);
		const retry = execution.afterCrash().open(0, '1', { retryOnFail: true });
		expect(retry.find(0, like('another prompt'))).toBeUndefined();
		const round = execution.afterCrash().open(1);
		expect(round.find(0, WANTED)).toBeUndefined();
		expect(idOf(round.find(0, number(1)))).toBe('id-1');
	});
});

describe('a submission in hand', () => {
	it('is taken up by one call only', () => {
		const execution = new Execution();
		submit(execution.open(), 0, ID);
		const again = execution.afterCrash().open();
		expect(again.find(0, WANTED)).toBeDefined();
		expect(again.find(0, WANTED)).toBeUndefined();
	});

	it('is not found by a second call beside the one that made it', () => {
		const ledger = new Execution().open();
		submit(ledger, 0, ID);
		expect(ledger.find(0, WANTED)).toBeUndefined();
	});

	it('can be taken up again once it is let go of, in the same process', () => {
		const execution = new Execution();
		const ledger = execution.open();
		const entry = submit(ledger, 0, ID);
		ledger.unclaim(entry);
		expect(execution.open().find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('is one of two where equal calls ran side by side: each finds its own', () => {
		const execution = new Execution();
		const ledger = execution.open();
		submit(ledger, 0, 'first');
		submit(ledger, 0, 'second');
		const again = execution.afterCrash().open();
		const ids = [again.find(0, WANTED), again.find(0, WANTED)].map((found) => found?.requestId);
		expect(ids).toEqual(['first', 'second']);
		expect(again.find(0, WANTED)).toBeUndefined();
	});
});

it('keeps two items apart that ask for the same', () => {
	const execution = new Execution();
	const ledger = execution.open();
	submit(ledger, 0, 'of item 0');
	submit(ledger, 1, 'of item 1');
	const again = execution.afterCrash().open();
	expect(again.find(1, WANTED)).toMatchObject({ requestId: 'of item 1' });
	expect(again.find(0, WANTED)).toMatchObject({ requestId: 'of item 0' });
});

it('strikes the right one of two', () => {
	const execution = new Execution();
	const ledger = execution.open();
	const first = submit(ledger, 0, 'first');
	submit(ledger, 0, 'second');
	ledger.remove(0, first);
	ledger.remove(0, first);
	ledger.remove(5, first);
	expect(execution.afterCrash().open().find(0, WANTED)).toMatchObject({ requestId: 'second' });
});

describe('a submission whose record is gone', () => {
	const gone = (execution: Execution, told: boolean): void => {
		const ledger = execution.open(0, '1');
		ledger.markExpired(submit(ledger, 0, ID));
		if (told) ledger.confirmExpiryReported();
		execution.afterCrash();
	};

	it('is not submitted again before the person was told', () => {
		const execution = new Execution();
		gone(execution, false);
		expect(execution.open(0, '2').find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('is not submitted again in the execution that told the person', () => {
		const execution = new Execution();
		gone(execution, true);
		expect(execution.open(0, '1').find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('is submitted again by a retry of that execution', () => {
		const execution = new Execution();
		gone(execution, true);
		expect(execution.open(0, '2').find(0, WANTED)).toBeUndefined();
	});

	it('is not submitted again where a later try of that execution came to another end', () => {
		const execution = new Execution();
		gone(execution, true);
		execution.open(0, '1');
		expect(execution.afterCrash().open(0, '2').find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('does not keep an earlier round of a loop in the ledger', () => {
		const execution = new Execution();
		gone(execution, true);
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

	it('are kept while one of their submissions is open', () => {
		const execution = new Execution();
		const ledger = execution.open(0);
		ledger.markDelivered(submit(ledger, 0, 'delivered'));
		submit(ledger, 1, 'open');
		execution.afterCrash().open(7);
		expect(execution.open(0).find(1, WANTED)).toMatchObject({ requestId: 'open' });
	});

	it('are not touched when they are still to come', () => {
		const execution = new Execution();
		const later = execution.open(2);
		later.markDelivered(submit(later, 0, ID));
		execution.open(1);
		expect(execution.text).toContain(ID);
	});
});

it('remembers uploads over rounds', () => {
	const execution = new Execution();
	const upload = {
		url: 'https://images.segmind.com/assets/a.png',
		mimeType: 'image/png',
		bytes: 1,
	};
	execution.open(0).rememberUpload('a', upload);
	const later = execution.afterCrash().open(1);
	expect(later.uploaded('a')).toEqual(upload);
	expect(later.uploaded('b')).toBeUndefined();
});

it('knows what was submitted, whatever became of it and whoever is at work on it', () => {
	const execution = new Execution();
	const ledger = execution.open(0, '1', { retryOnFail: true });
	expect(ledger.wasSubmitted(0, WANTED)).toBe(false);
	ledger.markFailed(submit(ledger, 0, ID));
	expect(ledger.wasSubmitted(7, WANTED)).toBe(true);
	expect(ledger.wasSubmitted(7, like('another prompt'))).toBe(false);
	// an earlier try of the same item, whose prompt was made by the clock
	expect(ledger.wasSubmitted(0, like('another prompt'))).toBe(true);
});

describe('an earlier try of Retry On Fail whose prompt was made by the clock', () => {
	const OTHER = 'fedcba9876543210';
	const retrying = { retryOnFail: true };

	function secondTry(executionId = '1', node: object = retrying, model = MODEL) {
		const execution = new Execution();
		submit(execution.open(0, '1', retrying), 3, ID);
		const again = execution.afterCrash().open(0, executionId, node);
		return again.find(3, { fingerprint: OTHER, model: { slug: model } });
	}

	it('is taken up by item and model', () => {
		expect(secondTry()).toMatchObject({ requestId: ID });
	});

	it.each<[string, string, object, string]>([
		['in a later execution, where the node may have been edited', '2', retrying, MODEL],
		['without Retry On Fail', '1', {}, MODEL],
		['for another model', '1', retrying, 'nano-banana'],
		['as a tool', '1', { ...retrying, type: 'n8n-nodes-segmind.segmindTool' }, MODEL],
	])('is not taken up %s', (_, executionId, node, model) => {
		expect(secondTry(executionId, node, model)).toBeUndefined();
	});

	it('does not take what the same call has submitted, nor what another one is working on', () => {
		const execution = new Execution();
		const ledger = execution.open(0, '1', retrying);
		const entry = submit(ledger, 0, ID);
		expect(execution.open(0, '1', retrying).find(0, like(OTHER))).toBeUndefined();
		ledger.unclaim(entry);
		expect(ledger.find(0, like(OTHER))).toBeUndefined();
		expect(execution.open(0, '1', retrying).find(0, like(OTHER))).toBeDefined();
	});

	it('prefers what asks for the same', () => {
		const execution = new Execution();
		const ledger = execution.open(0, '1', retrying);
		submit(ledger, 0, 'other', OTHER);
		submit(ledger, 0, 'same');
		const again = execution.afterCrash().open(0, '1', retrying);
		expect(again.find(0, WANTED)).toMatchObject({ requestId: 'same' });
	});
});

describe('a job of an earlier run index', () => {
	it('is taken up once, whatever its item, if nobody has received it', () => {
		const execution = new Execution();
		submit(execution.open(0), 4, ID);
		const again = execution.afterCrash().open(1);
		expect(again.find(0, WANTED)).toMatchObject({ requestId: ID });
		expect(again.find(1, WANTED)).toBeUndefined();
		expect(execution.afterCrash().open(1).find(0, WANTED)).toMatchObject({ requestId: ID });
	});

	it('is reported once where it was never confirmed, and not submitted again', () => {
		const execution = new Execution();
		submit(execution.open(0), 2);
		const again = execution.afterCrash().open(1);
		expect(again.find(0, WANTED)).toMatchObject({ fingerprint: PRINT });
		expect(again.find(1, WANTED)).toBeUndefined();
	});

	it('is left alone when it was delivered or has failed', () => {
		const execution = new Execution();
		const ledger = execution.open(0);
		ledger.markDelivered(submit(ledger, 0, 'delivered'));
		ledger.markFailed(submit(ledger, 1, 'failed'));
		expect(execution.afterCrash().open(1).find(0, WANTED)).toBeUndefined();
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

describe('an unconfirmed submission that the person had submitted again', () => {
	it('still counts, and is neither found again nor named as unconfirmed', () => {
		const execution = new Execution();
		const first = execution.open();
		first.count(submit(first, 0), 0.14);
		const ledger = execution.afterCrash().open();
		const found = ledger.find(0, WANTED) as JobEntry;
		ledger.supersede(found);
		expect(ledger.find(0, WANTED)).toBeUndefined();
		const later = execution.afterCrash().open();
		expect(later.find(0, WANTED)).toBeUndefined();
		expect(later.itemsWithoutId()).toEqual([]);
		expect(later.countedUsd()).toBe(0.14);
	});

	it('does not keep an earlier round of a loop in the ledger', () => {
		const execution = new Execution();
		const ledger = execution.open(0);
		ledger.supersede(submit(ledger, 0));
		execution.open(1);
		expect(execution.text).not.toContain(PRINT);
	});
});
