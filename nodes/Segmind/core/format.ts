/** A value as a message shows it: as JSON, and not all of a long one. */
export function formatValue(value: unknown): string {
	// JSON would write null for NaN
	if (typeof value === 'number') return String(value);
	try {
		return JSON.stringify(value)?.slice(0, 200) ?? 'nothing';
	} catch {
		return 'a value that JSON has no words for';
	}
}

/** The same with its kind, for a value that is of the wrong one. */
export function describeValue(value: unknown): string {
	if (value === undefined || value === null) return String(value);
	if (typeof value === 'string' && value.trim() === '') return 'an empty text';
	if (typeof value !== 'object') return formatValue(value);
	const kind = Array.isArray(value) ? 'list' : 'object';
	if (Object.keys(value).length === 0) return `an empty ${kind}`;
	return `${kind === 'list' ? 'a list' : 'an object'}: ${formatValue(value)}`;
}
