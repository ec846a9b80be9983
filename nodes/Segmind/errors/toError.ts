/** What was caught, to be thrown on unchanged. n8n's rules take a bare `throw` of it for an oversight. */
export const toError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
