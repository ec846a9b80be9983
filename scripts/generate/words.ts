/** Words that are written in their own way wherever they stand in a label. */
const SPELLED: Record<string, string> = {
	png: 'PNG',
	jpeg: 'JPEG',
	jpg: 'JPG',
	'3d': '3D',
	webp: 'WebP',
	svg: 'SVG',
	url: 'URL',
	id: 'ID',
	any: 'Any',
};

const titleWord = (word: string): string =>
	SPELLED[word.toLowerCase()] ?? word.charAt(0).toUpperCase() + word.slice(1);

/** A title as a page prints it, in n8n's Title Case: "Faceswap v5" is "Faceswap V5" in a list. */
export const titled = (title: string): string =>
	title.replace(
		/(^|\s)(\p{Ll}\S*)/gu,
		(_, before: string, word: string) => before + titleWord(word),
	);

/** `source_image` as the beginning of several controls' names: "sourceImage". */
export const stemOf = (name: string): string =>
	name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `output_format` or `outputFormat` as a label: "Output Format". */
export function labelOf(name: string): string {
	return name
		.replace(/([a-z])([A-Z])|(\d)(?=[A-Z][a-z])/g, '$1$3 $2')
		.split(/[_\s-]+/)
		.map((word) => titleWord(word.toLowerCase()))
		.join(' ');
}

function shapeOf(width: number, height: number): string {
	if (width === height) return 'Square';
	return width > height ? 'Landscape' : 'Portrait';
}

/** An allowed value as an entry of a list: sizes say what they look like, the rest is Title Case. */
export function labelOfValue(value: string | number): string {
	const size = /^(?:RESOLUTION_)?(\d+)([x:_])(\d+)$/.exec(String(value));
	if (size) {
		const [, width = '', mark = '', height = ''] = size;
		const text = mark === ':' ? String(value) : `${width} × ${height}`;
		return `${text} (${shapeOf(Number(width), Number(height))})`;
	}
	return typeof value === 'number' ? String(value) : labelOf(value);
}

/** `2026-11` or `2026-11-21` as people write it: "November 2026". */
export const monthOf = (date: string): string =>
	new Date(`${date.slice(0, 7)}-01T00:00Z`).toLocaleDateString('en', {
		...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
	});

const round = (value: number): string =>
	value >= 10 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/** "$0.14 · 58 s": what fits the first line of an entry in a list. */
export function figuresOf({ seconds, usd }: Record<'seconds' | 'usd', number | null>): string {
	const parts: string[] = [];
	if (usd !== null) parts.push(`$${usd.toFixed(Math.max(2, decimalsOf(usd)))}`);
	if (seconds !== null) parts.push(`${round(seconds)} s`);
	return parts.join(' · ');
}
