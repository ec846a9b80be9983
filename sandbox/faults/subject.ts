/** What a request is about, for the fault rules. */
export interface Subject {
	/** ID of the job, where there is one already. */
	id?: string;
	slug?: string;
	prompt?: string;
	/** Number of the file that is asked for, from 1. */
	file?: number;
}
