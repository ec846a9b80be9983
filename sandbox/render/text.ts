import { dirname, join } from 'node:path';
import { loadSync, type Font } from 'opentype.js';

export type Weight = 'regular' | 'bold';

const FILES: Readonly<Record<Weight, string>> = {
	regular: 'DejaVuSans.ttf',
	bold: 'DejaVuSans-Bold.ttf',
};

const fonts = new Map<Weight, Font>();

function fontOf(weight: Weight): Font {
	let font = fonts.get(weight);
	if (!font) {
		const folder = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
		fonts.set(weight, (font = loadSync(join(folder, 'ttf', FILES[weight]))));
	}
	return font;
}

/** Width in pixels. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
	return fontOf(weight).getAdvanceWidth(text, size);
}

/**
 * Text as an SVG path, baseline at `y`: the machine's own fonts play no part, so the picture is
 * the same everywhere.
 */
export function textPath(
	text: string,
	x: number,
	y: number,
	size: number,
	fill: string,
	weight: Weight = 'regular',
): string {
	const data = fontOf(weight).getPath(text, x, y, size).toPathData(1);
	return `<path d="${data}" fill="${fill}"/>`;
}

/** Cuts a text so that it fits with an ellipsis. */
export function shorten(text: string, size: number, width: number, weight: Weight): string {
	if (widthOf(text, size, weight) <= width) return text;
	let kept = text;
	while (kept && widthOf(`${kept}…`, size, weight) > width) kept = kept.slice(0, -1);
	return `${kept.trimEnd()}…`;
}

/** Lines that fit the width, at most `maxLines`, the last one shortened. */
export function wrap(
	text: string,
	size: number,
	width: number,
	maxLines: number,
	weight: Weight,
): string[] {
	const words = text.replace(/\s+/g, ' ').trim().slice(0, 600).split(' ');
	const lines: string[] = [];
	let line = '';
	for (const [index, word] of words.entries()) {
		const longer = line ? `${line} ${word}` : word;
		if (!line || widthOf(longer, size, weight) <= width) {
			line = longer;
			continue;
		}
		if (lines.length === maxLines - 1) {
			line = [line, ...words.slice(index)].join(' ');
			break;
		}
		lines.push(line);
		line = word;
	}
	return [...lines, line].map((entry) => shorten(entry, size, width, weight));
}
