import type { INodeExecutionData } from 'n8n-workflow';
import type { Session } from './session';

/**
 * One operation of the node. The loop over the items, their order, `pairedItem` and Continue On Fail
 * are not its business.
 */
export interface Operation<T> {
	/** Reads and checks what an item asks for. Nothing is sent yet. @throws Problem */
	prepare(run: Session, itemIndex: number): Promise<T>;
	/** What is told after the run about an item that was taken as it is. */
	noteOf?(prepared: T): string | undefined;
	/** Does the work for one item. @throws Problem, Stopped */
	perform(run: Session, prepared: T, itemIndex: number): Promise<INodeExecutionData[]>;
}
