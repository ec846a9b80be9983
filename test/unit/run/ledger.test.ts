import type { IExecuteFunctions } from 'n8n-workflow';
import {
	openLedger,
	type Entry,
	type Ledger,
	type StoredImage,
} from '../../../nodes/Segmind/run/ledger';

const ID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';
const PRINT = '0123456789abcdef';
const NOW = 1_800_000_000_000;

/** What n8n keeps of a node with the execution: as text, as it is written to its database. */
class Execution {
	stored: Record<string, unknown> = {};

	/** Opens the ledger as a call of the node in this process does. */
	open($runIndex = 0): Ledger {
		const ctx = {
			getContext: () => this.stored,
			getWorkflowDataProxy: () => ({ $runIndex }),
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
	expect(ledger.openRequestIds()).toEqual([]);
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

	it('finds the stored image of a direct order', () => {
		const execution = new Execution();
		const entry = execution.open().intend(0, PRINT, NOW, true);
		const image: StoredImage = {
			id: 'filesystem-v2:x',
			name: 'a.png',
			type: 'image/png',
			bytes: 1,
			cost: null,
			left: null,
			request: null,
			seconds: null,
		};
		entry.b = [image];
		const found = execution.afterCrash().open().find(0, PRINT);
		expect(found).toMatchObject({ kind: 'stored', images: [image], entry: { m: 'direct' } });
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

it('names the jobs that are still open when the execution is stopped', () => {
	const ledger = new Execution().open();
	order(ledger, 0, 'open');
	order(ledger, 1);
	order(ledger, 2, 'failed').x = 1;
	ledger.markDelivered(order(ledger, 3, 'delivered'));
	expect(ledger.openRequestIds()).toEqual(['open']);
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

it("takes less than 300 bytes for an order, n8n's own name of a stored file left aside", () => {
	const execution = new Execution();
	const ledger = execution.open();
	const before = execution.text.length;
	const entry = ledger.intend(0, PRINT, NOW, true);
	entry.id = ID;
	entry.d = 1;
	expect(execution.text.length - before).toBeLessThan(150);
	const images: StoredImage[] = [
		{
			id: `filesystem-v2:workflows/AbCdEfGhIjKlMnOp/executions/123456/binary_data/${ID}`,
			name: 'gpt-image-1.5-edit-2c7f59ea.png',
			type: 'image/png',
			bytes: 12_345_678,
			cost: 0.1234,
			left: 123.4567,
			request: ID,
			seconds: 57.123,
		},
	];
	expect(Buffer.byteLength(JSON.stringify({ ...entry, id: undefined }))).toBeLessThan(120);
	entry.b = images;
	delete entry.id;
	// n8n's own name of the file is the longest part of it
	expect(Buffer.byteLength(JSON.stringify(entry)) - (images[0]?.id.length ?? 0)).toBeLessThan(300);
});
