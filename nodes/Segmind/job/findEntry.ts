import { isOpen, isOver, type JobEntry, type LedgerData } from './ledgerEntry';

/** What is to be run, as the ledger knows it. */
export interface Wanted {
	readonly fingerprint: string;
	readonly model: { readonly slug: string };
	/** Number of the job among several of the same item; 0 where nothing is said. */
	readonly variation?: number;
}

/** Which run of the node it is. */
export interface LedgerRun {
	/** The same on a retry, another in a loop. */
	readonly runIndex: number;
	readonly executionId: string;
	/** True where n8n's Retry On Fail may have run this node before, within the same execution. */
	readonly retryOnFail: boolean;
}

/** Entries that calls of the node are working on. */
interface Claims {
	/** Worked on right now, by this call or another one of this process. */
	readonly claimed: Pick<WeakSet<JobEntry>, 'has'>;
	/** Made or taken up by this call. */
	readonly own: Pick<WeakSet<JobEntry>, 'has'>;
}

export const entriesOfRun = ({ runs }: LedgerData, runIndex: number | string): JobEntry[] =>
	Object.values(runs[runIndex] ?? {}).flat();

/** The entries of an item in the current run of the node, which are added to where they are. */
export function entriesOf({ runs }: LedgerData, runIndex: number, itemIndex: number): JobEntry[] {
	const run = (runs[runIndex] ??= {});
	return (run[itemIndex] ??= []);
}

/**
 * A submission of an earlier run index that nobody has received anything of, confirmed or not, for
 * instance because its error item was wired back into the node. It moves to this run, so that it is
 * taken up once.
 */
function moveFromEarlierRound(
	data: LedgerData,
	{ runIndex }: LedgerRun,
	itemIndex: number,
	fits: (entry: JobEntry) => boolean,
): JobEntry | undefined {
	for (const [index, items] of Object.entries(data.runs)) {
		if (Number(index) >= runIndex) continue;
		for (const entries of Object.values(items)) {
			const at = entries.findIndex((entry) => isOpen(entry) && fits(entry));
			const [entry] = at < 0 ? [] : entries.splice(at, 1);
			if (!entry) continue;
			entriesOf(data, runIndex, itemIndex).push(entry);
			return entry;
		}
	}
	return undefined;
}

/**
 * Whether an entry is of an earlier try of Retry On Fail. Nobody can have edited the node between two
 * tries, so a prompt or URL that differs was made by the clock or by chance.
 */
export const isEarlierTry = (run: LedgerRun, { model }: Wanted, entry: JobEntry): boolean =>
	run.retryOnFail && entry.model === model.slug && entry.executionId === run.executionId;

/** The earlier submission that a job can take up, if any: of the same thing, or of an earlier try. */
export function findEntry(
	data: LedgerData,
	run: LedgerRun,
	{ claimed, own }: Claims,
	itemIndex: number,
	wanted: Wanted,
): JobEntry | undefined {
	const { fingerprint, variation = 0 } = wanted;
	const isFree = (entry: JobEntry) =>
		!isOver(entry) && !claimed.has(entry) && (entry.variation ?? 0) === variation;
	const isSame = (entry: JobEntry) => entry.fingerprint === fingerprint && isFree(entry);
	const isOfTry = (entry: JobEntry) =>
		isEarlierTry(run, wanted, entry) && isFree(entry) && !own.has(entry);
	const entries = entriesOf(data, run.runIndex, itemIndex);
	return (
		entries.find(isSame) ??
		entries.find(isOfTry) ??
		moveFromEarlierRound(data, run, itemIndex, isSame)
	);
}
