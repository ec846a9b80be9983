import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * One order of one item. Lives in the execution's own data, so names are short: it must stay under
 * 300 bytes, but for a text that is the result itself. No keys, no image data.
 */
export interface Entry {
	/** Fingerprint of what was asked. */
	f: string;
	/** Time of the order, milliseconds since 1970. */
	t: number;
	/** Request ID; absent while the answer to the order is outstanding. */
	id?: string;
	/** `direct` for the synchronous endpoint, whose image is stored before its ID is known. */
	m?: 'direct';
	/** Path under which the host of the credential tells of a workflow, where it isn't the usual one. */
	p?: string;
	/** What a direct order brought. */
	g?: Brought;
	/** Set when Segmind reported the job as failed: the next run orders anew. */
	x?: 1;
	/** Set when the image was handed to the next node. */
	d?: 1;
	/**
	 * ID of the execution that told the person that the record of the job is gone. Only a later
	 * execution orders anew: Retry On Fail runs within the same one, and nobody reads its first try.
	 */
	e?: string;
}

/** What the answer to a direct order said, so that a repeat hands its images out again. */
export interface Brought {
	/** Request ID, where the answer named one. */
	r: string | null;
	/** Cost and remaining credits in USD, seconds of work. */
	c: readonly [cost: number | null, left: number | null, seconds: number | null];
	/** Number of images. */
	n: number;
	/** Addresses of the images, where the answer named addresses. */
	u?: string[];
	/** The text or JSON that is the result, or stands beside it. */
	o?: unknown;
	/** Those images whose bytes came in the answer and are stored, in their order. */
	b?: KeptFile[];
}

/** A file in n8n's binary storage. Its name is made anew from the node's parameters. */
export type KeptFile = [id: string, mimeType: string, extension: string, bytes: number];

interface Book {
	v: 1;
	/** Orders by run index, then by item index; several where equal calls ran side by side. */
	runs: Record<string, Record<string, Entry[]>>;
	/** Addresses of uploaded images by identity. */
	urls: Record<string, string>;
}

const KEY = 'segmind';

/** Entries that a call is working on right now. After a crash none is, so all can be taken up. */
const inHand = new WeakSet<Entry>();

/** What is known of an item's earlier order when the node runs again. */
export type Found =
	| { kind: 'none' }
	| { kind: 'unconfirmed'; entry: Entry }
	| { kind: 'job'; entry: Entry & { id: string } }
	| { kind: 'brought'; entry: Entry; brought: Brought };

/** The ledger of one run of the node. */
export class Ledger {
	/** Orders whose record this call found gone, and told nobody of yet. */
	private readonly gone: Entry[] = [];

	constructor(
		private readonly book: Book,
		private readonly runIndex: number,
		private readonly executionId: string,
	) {
		this.forgetUnread();
		this.dropOldRuns();
	}

	/** What an earlier try of the same execution told is lost: n8n shows the last try only. */
	private forgetUnread(): void {
		const entries = Object.values(this.book.runs[this.runIndex] ?? {}).flat();
		for (const entry of entries) if (entry.e === this.executionId) delete entry.e;
	}

	/** Earlier rounds of a loop are forgotten, but never one with an order that is still open. */
	private dropOldRuns(): void {
		for (const index of Object.keys(this.book.runs)) {
			const entries = Object.values(this.book.runs[index] ?? {}).flat();
			const open = entries.some((entry) => !isOver(entry) && !isDelivered(entry));
			if (Number(index) < this.runIndex && !open) delete this.book.runs[index];
		}
	}

	private entries(itemIndex: number): Entry[] {
		const run = (this.book.runs[this.runIndex] ??= {});
		return (run[itemIndex] ??= []);
	}

	/** The earlier order of this item for the same thing, if any, taken in hand for this call. */
	find(itemIndex: number, fingerprint: string): Found {
		const entry = this.entries(itemIndex).find(
			(candidate) => candidate.f === fingerprint && !isOver(candidate) && !inHand.has(candidate),
		);
		if (!entry) return { kind: 'none' };
		inHand.add(entry);
		if (entry.g && isComplete(entry.g)) return { kind: 'brought', entry, brought: entry.g };
		return hasId(entry) ? { kind: 'job', entry } : { kind: 'unconfirmed', entry };
	}

	/** Writes down, before the order leaves, that it is about to. */
	intend(itemIndex: number, fingerprint: string, nowMs: number, direct: boolean): Entry {
		const entry: Entry = { f: fingerprint, t: nowMs, ...(direct && { m: 'direct' as const }) };
		inHand.add(entry);
		this.entries(itemIndex).push(entry);
		return entry;
	}

	/** Strikes an order out of which certainly nothing came. */
	strike(itemIndex: number, entry: Entry): void {
		const entries = this.entries(itemIndex);
		const at = entries.indexOf(entry);
		if (at >= 0) entries.splice(at, 1);
	}

	/** Lets go of everything this call had in hand, so that a repeat can take it up. */
	release(entry: Entry): void {
		inHand.delete(entry);
	}

	uploadedUrl(identity: string): string | undefined {
		return this.book.urls[identity];
	}

	rememberUpload(identity: string, url: string): void {
		this.book.urls[identity] = url;
	}

	forgetUpload(identity: string): void {
		delete this.book.urls[identity];
	}

	/** Numbers of the items with an order that has no request ID: its answer never came. */
	itemsWithoutId(): number[] {
		const run = this.book.runs[this.runIndex] ?? {};
		return Object.keys(run)
			.filter((item) => run[item]?.some((entry) => !entry.x && idOf(entry) === undefined))
			.map(Number);
	}

	/**
	 * Request IDs of this run's orders, for when it hands out nothing. Those that are marked as
	 * delivered are among them: their images were fetched, but don't get to the next node.
	 */
	requestIds(): string[] {
		const run = this.book.runs[this.runIndex] ?? {};
		return Object.values(run)
			.flat()
			.filter(({ x }) => !x)
			.map(idOf)
			.filter((id) => id !== undefined);
	}

	/** The record of an order is gone. Ordered anew only once the person was told: `toldOfGone`. */
	markGone(entry: Entry): void {
		this.gone.push(entry);
	}

	/** What this call found gone now stands in its error or its output. */
	toldOfGone(): void {
		for (const entry of this.gone) entry.e = this.executionId;
	}

	markDelivered(entry: Entry): void {
		entry.d = 1;
	}
}

const isComplete = ({ n, u, b }: Brought): boolean => (u ?? b ?? []).length === n;

const hasId = (entry: Entry): entry is Entry & { id: string } => entry.id !== undefined;

const idOf = ({ id, g }: Entry): string | undefined => id ?? g?.r ?? undefined;

/** Nothing is to be had of it any more. */
const isOver = ({ x, e }: Entry): boolean => x === 1 || e !== undefined;

const isDelivered = (entry: Entry): boolean => entry.d === 1;

/** Number of times that this node ran before in this execution: the same on a retry, another in a loop. */
function runIndexOf(ctx: IExecuteFunctions): number {
	const index: unknown = ctx.getWorkflowDataProxy(0).$runIndex;
	return typeof index === 'number' ? index : 0;
}

/** Opens the ledger that n8n keeps with the execution. It survives a run that ends badly. */
export function openLedger(ctx: IExecuteFunctions): Ledger {
	const context = ctx.getContext('node') as { [KEY]?: Book };
	const book = (context[KEY] ??= { v: 1, runs: {}, urls: {} });
	return new Ledger(book, runIndexOf(ctx), String(ctx.getExecutionId()));
}
