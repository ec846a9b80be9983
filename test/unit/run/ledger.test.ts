import type { IExecuteFunctions } from 'n8n-workflow';
import {
	openLedger,
	type Entry,
	type Ledger,
	type Brought,
	type KeptFile,
} from '../../../nodes/Segmind/run/ledger';

const ID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';
const PRINT = '0123456789abcdef';
const NOW = 1_800_000_000_000;

/** What n8n keeps of a node with the execution: as text, as it is written to its database. */
class Execution {
	stored: Record<string, unknown> = {};

	/** Opens the ledger as a call of the node in this process does. */
	open($runIndex = 0, executionId = '1'): Ledger {
		const ctx = {
			getContext: () => this.stored,
			getWorkflowDataProxy: () => ({ $runIndex }),
			getExecutionId: () => executionId,
		};
		return openLedger(ctx as unknown as IExecuteFunctions);
	}

	/** What is left when the process ends: nothing but what was written down. */
	afterCrash(): this {
		this.stored = JSON.parse(JSON.stringify(this.stored)) as Record<string, unknown>;
		return this;
	}

	get text(): string {
		return JSON.stringify(this.stored);
	}
}

function order(ledger: Ledger, item: number, id?: string, print = PRINT): Entry {
	const entry = ledger.intend(item, print, NOW, false);
	if (id !== undefined) entry.id = id;
	return entry;
}

it('knows nothing of an item that was never ordered', () => {
	const ledger = new Execution().open();
	expect(ledger.find(0, PRINT)).toEqual({ kind: 'none' });
	expect(ledger.requestIds()).toEqual([]);
});

describe('after the node ended badly and runs again', () => {
	it('finds the job of an order that was confirmed', () => {
		const execution = new Execution();
		order(execution.open(), 3, ID);
		const found = execution.afterCrash().open().find(3, PRINT);
		expect(found).toMatchObject({ kind: 'job', entry: { id: ID, t: NOW } });
	});

	it('finds that an order was sent and never confirmed', () => {
		const execution = new Execution();
		order(execution.open(), 3);
		expect(execution.afterCrash().open().find(3, PRINT)).toMatchObject({ kind: 'unconfirmed' });
	});

	const direct = (brought: Brought) => {
		const execution = new Execution();
		execution.open().intend(0, PRINT, NOW, true).g = brought;
		return execution.afterCrash().open().find(0, PRINT);
	};
	const file: KeptFile = ['filesystem-v2:x', 'image/png', 'png', 1];

	it.each<[string, Brought]>([
		['whose images are stored', { r: null, c: [null, null, null], n: 2, b: [file, file] }],
		['whose addresses are known', { r: ID, c: [0.1, 5, 50], n: 1, u: ['https://a.example/x'] }],
	])('finds what a direct order brought, %s', (_, brought) => {
		expect(direct(brought)).toMatchObject({ kind: 'brought', brought, entry: { m: 'direct' } });
	});

	it.each<[string, Brought]>([
		['none of whose images is stored', { r: ID, c: [0.1, 5, 50], n: 1 }],
		['only a part of whose images is stored', { r: ID, c: [0.1, 5, 50], n: 2, b: [file] }],
	])('counts a direct order as unconfirmed, %s', (_, brought) => {
		expect(direct(brought)).toMatchObject({ kind: 'unconfirmed' });
	});

	it.each([
		['another item', 4, PRINT],
		['another request of the same item', 3, 'fedcba9876543210'],
	])('does not hand it to %s', (_name, item, print) => {
		const execution = new Execution();
		order(execution.open(), 3, ID);
		expect(execution.afterCrash().open().find(item, print)).toEqual({ kind: 'none' });
	});

	it('does not find an order that was struck, nor one that Segmind reported as failed', () => {
		const execution = new Execution();
		const ledger = execution.open();
		ledger.strike(0, order(ledger, 0));
		order(ledger, 1, ID).x = 1;
		const again = execution.afterCrash().open();
		expect(again.find(0, PRINT)).toEqual({ kind: 'none' });
		expect(again.find(1, PRINT)).toEqual({ kind: 'none' });
	});

	it('does not find it in another round of a loop', () => {
		const execution = new Execution();
		order(execution.open(0), 0, ID);
		expect(execution.afterCrash().open(1).find(0, PRINT)).toEqual({ kind: 'none' });
		expect(execution.afterCrash().open(0).find(0, PRINT)).toMatchObject({ kind: 'job' });
	});
});

describe('an order in hand', () => {
	it('is taken up by one call only', () => {
		const execution = new Execution();
		order(execution.open(), 0, ID);
		const again = execution.afterCrash().open();
		expect(again.find(0, PRINT).kind).toBe('job');
		expect(again.find(0, PRINT).kind).toBe('none');
	});

	it('is not found by a second call beside the one that made it', () => {
		const ledger = new Execution().open();
		order(ledger, 0, ID);
		expect(ledger.find(0, PRINT).kind).toBe('none');
	});

	it('can be taken up again once it is let go of, in the same process', () => {
		const execution = new Execution();
		const ledger = execution.open();
		const entry = order(ledger, 0, ID);
		ledger.release(entry);
		expect(execution.open().find(0, PRINT)).toMatchObject({ kind: 'job', entry: { id: ID } });
	});

	it('is one of two where equal calls ran side by side: each finds its own', () => {
		const execution = new Execution();
		const ledger = execution.open();
		order(ledger, 0, 'first');
		order(ledger, 0, 'second');
		const again = execution.afterCrash().open();
		const ids = [again.find(0, PRINT), again.find(0, PRINT)].map((found) =>
			found.kind === 'job' ? found.entry.id : found.kind,
		);
		expect(ids).toEqual(['first', 'second']);
		expect(again.find(0, PRINT).kind).toBe('none');
	});
});

it('keeps two items apart that ask for the same', () => {
	const execution = new Execution();
	const ledger = execution.open();
	order(ledger, 0, 'of item 0');
	order(ledger, 1, 'of item 1');
	const again = execution.afterCrash().open();
	expect(again.find(1, PRINT)).toMatchObject({ entry: { id: 'of item 1' } });
	expect(again.find(0, PRINT)).toMatchObject({ entry: { id: 'of item 0' } });
});

it('strikes the right one of two', () => {
	const execution = new Execution();
	const ledger = execution.open();
	const first = order(ledger, 0, 'first');
	order(ledger, 0, 'second');
	ledger.strike(0, first);
	ledger.strike(0, first);
	ledger.strike(5, first);
	expect(execution.afterCrash().open().find(0, PRINT)).toMatchObject({ entry: { id: 'second' } });
});

describe('an order whose record is gone', () => {
	const gone = (execution: Execution, told: boolean): void => {
		const ledger = execution.open(0, '1');
		ledger.markGone(order(ledger, 0, ID));
		if (told) ledger.toldOfGone();
		execution.afterCrash();
	};

	it('is not ordered anew before the person was told', () => {
		const execution = new Execution();
		gone(execution, false);
		expect(execution.open(0, '2').find(0, PRINT)).toMatchObject({ kind: 'job' });
	});

	it('is not ordered anew in the execution that told the person', () => {
		const execution = new Execution();
		gone(execution, true);
		expect(execution.open(0, '1').find(0, PRINT)).toMatchObject({ kind: 'job' });
	});

	it('is ordered anew by a retry of that execution', () => {
		const execution = new Execution();
		gone(execution, true);
		expect(execution.open(0, '2').find(0, PRINT)).toEqual({ kind: 'none' });
	});

	it('is not ordered anew where a later try of that execution came to another end', () => {
		const execution = new Execution();
		gone(execution, true);
		execution.open(0, '1');
		expect(execution.afterCrash().open(0, '2').find(0, PRINT)).toMatchObject({ kind: 'job' });
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
	order(ledger, 0, 'open');
	order(ledger, 1);
	order(ledger, 2, 'failed').x = 1;
	ledger.markDelivered(order(ledger, 3, 'delivered'));
	ledger.intend(4, PRINT, NOW, true).g = { r: 'direct', c: [0.1, 5, 50], n: 1 };
	expect(ledger.requestIds()).toEqual(['open', 'delivered', 'direct']);
	expect(ledger.itemsWithoutId()).toEqual([1]);
});

describe('rounds of a loop', () => {
	it('are forgotten once all their images were handed out', () => {
		const execution = new Execution();
		for (let round = 0; round < 500; round += 1) {
			const ledger = execution.afterCrash().open(round);
			ledger.markDelivered(order(ledger, 0, `${ID}-${round}`));
		}
		expect(execution.text.length).toBeLessThan(1000);
	});

	it('are kept while one of their orders is open', () => {
		const execution = new Execution();
		const ledger = execution.open(0);
		ledger.markDelivered(order(ledger, 0, 'delivered'));
		order(ledger, 1, 'open');
		execution.afterCrash().open(7);
		expect(execution.open(0).find(1, PRINT)).toMatchObject({ entry: { id: 'open' } });
	});

	it('are not touched when they are still to come', () => {
		const execution = new Execution();
		const later = execution.open(2);
		later.markDelivered(order(later, 0, ID));
		execution.open(1);
		expect(execution.text).toContain(ID);
	});
});

it('remembers uploads over rounds, and forgets one that is of no use', () => {
	const execution = new Execution();
	execution.open(0).rememberUpload('a', 'https://images.segmind.com/assets/a.png');
	const later = execution.afterCrash().open(1);
	expect(later.uploadedUrl('a')).toBe('https://images.segmind.com/assets/a.png');
	expect(later.uploadedUrl('b')).toBeUndefined();
	later.forgetUpload('a');
	expect(execution.afterCrash().open(1).uploadedUrl('a')).toBeUndefined();
});

it('takes less than 300 bytes for an order', () => {
	const execution = new Execution();
	const ledger = execution.open();
	const before = execution.text.length;
	const queued = ledger.intend(0, PRINT, NOW, false);
	queued.id = ID;
	queued.d = 1;
	expect(execution.text.length - before).toBeLessThan(150);
	const direct = ledger.intend(1, PRINT, NOW, true);
	const stored = `filesystem-v2:workflows/AbCdEfGhIjKlMnOp/executions/123456/binary_data/${ID}`;
	direct.g = {
		r: ID,
		c: [0.1234, 123.4567, 57.123],
		n: 1,
		b: [[stored, 'image/png', 'png', 12_345_678]],
	};
	direct.d = 1;
	expect(Buffer.byteLength(JSON.stringify(direct))).toBeLessThan(300);
});
