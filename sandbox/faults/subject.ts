/** What a request is about, for the fault rules. */
export interface Subject {
	slug?: string;
	prompt?: string;
}
