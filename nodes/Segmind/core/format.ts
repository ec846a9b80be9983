/** A value as a message shows it: as JSON, and not all of a long one. */
export const formatValue = (value: unknown): string =>
	JSON.stringify(value)?.slice(0, 200) ?? 'nothing';
