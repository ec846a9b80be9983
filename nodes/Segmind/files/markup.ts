const DOCTYPE = /^<!doctype\s+(?!html\b)[^>[]*(?:\[[^\]]*\]\s*)?>/i;

/** Where the declaration or remark ends that a text begins with; 0 where it begins with neither. */
function endOfDeclaration(text: string): number {
	const end = text.startsWith('<?') ? '?>' : text.startsWith('<!--') ? '-->' : '';
	if (end === '') return DOCTYPE.exec(text)?.[0].length ?? 0;
	const at = text.indexOf(end, 2);
	return at < 0 ? 0 : at + end.length;
}

/**
 * A text from where it begins to say what it is: without a byte order mark, blanks, remarks and
 * declarations, of which drawing programs write many.
 * @param text beginning of a file, read as Latin-1; of UTF-16 nothing but ASCII is left
 */
function withoutProlog(text: string): string {
	const isUtf16 = /^(\xff\xfe|\xfe\xff)/.test(text);
	let rest = isUtf16 ? text.slice(2).replace(/\0/g, '') : text.replace(/^\xef\xbb\xbf/, '');
	for (let end = -1; end !== 0; rest = rest.slice(end)) {
		rest = rest.trimStart();
		end = endOfDeclaration(rest);
	}
	return rest;
}

/** SVG has no signature: an XML text whose first element is `svg`. */
export const isSvg = (text: string): boolean => /^<(svg:)?svg[\s>/]/i.test(withoutProlog(text));

/** A web page, which many servers send with status 200 instead of a file. */
export const isPage = (text: string): boolean =>
	/^<(!doctype html|html|head|body)\b/i.test(withoutProlog(text));

/** A list or an object, which gateways send with status 200 instead of a file. */
export const isJson = (text: string): boolean => /^[{[]/.test(withoutProlog(text));
