import type { Job } from '../jobs';
import { shorten, textPath, widthOf, wrap } from './text';
import type { Size } from './size';

const INK = '#ffffff';
const QUIET = '#b9c0d9';

/** Settings as `name value`, in the order of the documentation, so that each can be checked. */
export function settingsOf({ plan, body }: Job, imageCount: number, size: Size): string[] {
	const labels = [
		`${size.width}×${size.height}`,
		`${imageCount} image${imageCount === 1 ? '' : 's'}`,
	];
	for (const [name, parameter] of Object.entries(plan.model.parameters)) {
		const value = body[name];
		if (parameter.carries === 'mask' && value) labels.push('mask');
		if (parameter.carries || value === undefined || value === null) continue;
		if (typeof value !== 'object') labels.push(`${name.replace(/_/g, ' ')} ${String(value)}`);
	}
	return labels;
}

interface Chips {
	svg: string;
	rows: number;
}

function chips(labels: readonly string[], left: number, top: number, width: number, unit: number) {
	const height = unit * 1.75;
	let [x, y, rows, svg] = [left, top, 1, ''];
	for (const label of labels) {
		const text = shorten(label, unit, width - 2 * unit, 'regular');
		const chip = widthOf(text, unit) + 1.5 * unit;
		if (x + chip > left + width && x > left) {
			[x, y, rows] = [left, y + height + unit * 0.45, rows + 1];
		}
		svg += `<rect x="${x}" y="${y}" width="${chip}" height="${height}" rx="${height / 2}" fill="#ffffff" fill-opacity="0.14"/>`;
		svg += textPath(text, x + 0.75 * unit, y + unit * 1.22, unit, INK);
		x += chip + unit * 0.5;
	}
	return { svg, rows } satisfies Chips;
}

export interface Caption {
	/** Drawn over the whole picture. */
	svg: string;
	/** Where the caption begins, in pixels from the top. */
	top: number;
}

/** A panel at the foot of the picture: prompt, model, request and every setting that arrived. */
export function caption(size: Size, title: string, id: string, prompt: string, labels: string[]) {
	const { width, height } = size;
	const unit = Math.max(9, Math.min(width, height) / 60);
	const margin = unit * 1.5;
	const inner = width - 2 * margin - 3.4 * unit;
	const left = margin + 2.2 * unit;
	const lines = prompt ? wrap(prompt, unit * 1.55, inner, 2, 'bold') : [];
	const measured = chips(labels, left, 0, inner, unit);
	const panel = unit * (3.4 + lines.length * 2.1 + measured.rows * 2.2 + 1.1);
	const top = height - margin - panel;
	let y = top + unit * 2.3;
	let svg = `<defs><linearGradient id="accent" x2="0" y2="1"><stop stop-color="#7c5cff"/><stop offset="1" stop-color="#22d3ee"/></linearGradient></defs>`;
	svg += `<rect x="${margin}" y="${top}" width="${width - 2 * margin}" height="${panel}" rx="${unit}" fill="#0b0f1e" fill-opacity="0.8"/>`;
	svg += `<rect x="${margin + unit * 0.8}" y="${top + unit}" width="${unit * 0.4}" height="${panel - 2 * unit}" rx="${unit * 0.2}" fill="url(#accent)"/>`;
	svg += textPath(title, left, y, unit * 1.15, QUIET, 'bold');
	const right = `sandbox · ${id.slice(0, 8)}`;
	svg += textPath(right, left + inner - widthOf(right, unit), y, unit, QUIET);
	y += unit * 0.6;
	for (const line of lines)
		svg += textPath(line, left, (y += unit * 2.1), unit * 1.55, INK, 'bold');
	svg += chips(labels, left, y + unit * 1.1, inner, unit).svg;
	return { svg, top } satisfies Caption;
}
