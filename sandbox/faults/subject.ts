/** What a request is about, for the fault rules. */
export interface Subject {
	/** ID of the job, where there is one already. */
	id?: string;
	slug?: string;
	prompt?: string;
}
