import type { Produced } from '../output/toItems';
import type { Session } from './session';

/** Does one part of the work for an item. @throws Problem, Stopped */
export type Work = () => Promise<Produced>;

/** What an item comes to: one part, or one for each of its variations, in their order. */
export interface Prepared {
	readonly works: readonly Work[];
	/** What is told after the run about an item that was taken as it is. */
	readonly note?: string;
}

/**
 * One operation of the node. The loop over the items, their order, `pairedItem` and On Error are not
 * its business.
 */
export interface Operation {
	/**
	 * Reads and checks what an item wants. Nothing is sent yet: the work begins when all items are
	 * prepared.
	 * @throws Problem
	 */
	prepare(session: Session, itemIndex: number): Promise<Prepared>;
}
