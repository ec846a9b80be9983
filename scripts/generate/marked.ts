const END = '<!-- /generated -->';

const startOf = (name: string): string => `<!-- generated: ${name} -->`;

/** Replaces what stands between the marks of a table in a document. @throws Error without the marks */
export function withTable(text: string, name: string, table: string): string {
	const start = startOf(name);
	const from = text.indexOf(start);
	const to = text.indexOf(END, from);
	if (from < 0 || to < 0) throw new Error(`The document lacks the marks ${start} and ${END}`);
	return `${text.slice(0, from)}${start}\n\n${table}\n\n${text.slice(to)}`;
}

/** What stands between the marks of a table. */
export const tableIn = (text: string, name: string): string =>
	text.split(startOf(name))[1]?.split(END)[0]?.trim() ?? '';
