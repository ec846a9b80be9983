/**
 * How to go on with a job that was submitted. A new run, such as "Execute step" in the editor, has no
 * record of it and submits another one, so nobody is told to run the item again. The node's own
 * execution is meant: a retry of the parent of a sub-workflow starts the sub-workflow again.
 */
export const JOB_IS_KEPT =
	"A retry of this node's failed execution waits for the same job. The result of a model can also be fetched by its request ID within the hour.";

/** How to get the others of a batch where one item fails in every retry. */
export const WITHOUT_THIS =
	'To get the other items without this one, set On Error in the settings of the node to Continue.';

/** How to go on with a job that is billed and has nothing to hand out. */
export const JOB_IS_EMPTY = `A retry of this node's failed execution asks for its result once more. ${WITHOUT_THIS} With 'Repeat Unconfirmed' under 'Options' on, that retry submits the job again, and it is billed again.`;
