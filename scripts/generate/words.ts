import { labelOf as labelOfName } from '../../nodes/Segmind/models/formFields';

/** A title as a page prints it, in n8n's Title Case: "Faceswap v5" is "Faceswap V5" in a list. */
export const titled = (title: string): string =>
	title.replace(/(?<!\S)\p{Ll}/gu, (letter) => letter.toUpperCase());

/** `source_image` as the beginning of several controls' names: "sourceImage". */
export const stemOf = (name: string): string =>
	name.replace(/_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `output_format`, `outputFormat` or `OUTPUT_FORMAT` as the node labels it: "Output Format". */
export const labelOf = (name: string): string =>
	labelOfName(/[a-z]/.test(name) ? name : name.toLowerCase());

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
