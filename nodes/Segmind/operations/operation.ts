import type { INodeExecutionData } from 'n8n-workflow';
import type { Session } from './session';

/** Does the work for one item. @throws Problem, Stopped */
export type Work = () => Promise<INodeExecutionData[]>;

/**
 * One operation of the node. The loop over the items, their order, `pairedItem` and Continue On Fail
 * are not its business.
 */
export interface Operation {
	/**
	 * Reads and checks what an item wants. Nothing is sent yet: the work begins when all items are
	 * prepared.
	 * @throws Problem
	 */
	prepare(session: Session, itemIndex: number): Promise<Work>;
}
