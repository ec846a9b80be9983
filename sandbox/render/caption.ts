import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Job } from '../jobs';
import { imageElement } from './raster';
import type { Size } from './size';

/** The font that comes with the project: those of the machine play no part. */
const FONT_FOLDER = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
const FONT_FILE = join(FONT_FOLDER, 'ttf/DejaVuSans-Bold.ttf');

/** Settings as `name value`, in the order of the documentation, so that each can be checked. */
function settingsOf({ model, body }: Job, imageCount: number, size: Size): string[] {
	const images = `${imageCount} image${imageCount === 1 ? '' : 's'}`;
	const labels = [`${size.width}×${size.height}`, images];
	for (const [name, parameter] of Object.entries(model.parameters)) {
		const value = body[name];
		if (parameter.carries === 'mask' && value) labels.push('mask');
		if (parameter.carries || value === undefined || value === null) continue;
		if (typeof value !== 'object') labels.push(`${name.replace(/_/g, ' ')} ${String(value)}`);
	}
	return labels;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Cut to a length, on one line, and nothing in it read as Pango's markup. */
function textOf(text: string, maxLength: number): string {
	const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
	const cut = line.length > maxLength ? `${line.slice(0, maxLength - 1).trimEnd()}…` : line;
	return cut.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A setting as a box of its own, which no line break divides. */
const chip = (label: string): string =>
	`<span bgcolor="#fff" bgalpha="13%">\u2002${textOf(label, 60).replace(/ /g, '\u00a0')}\u2002</span>`;

/**
 * A panel at the foot of the picture: model, request, prompt and every setting that arrived.
 * @returns an SVG's content over the whole picture, and where it begins, in pixels from the top
 */
export async function caption(size: Size, job: Job, imageCount: number, prompt: string) {
	const { width, height } = size;
	const unit = Math.max(9, Math.min(width, height) / 60);
	const margin = unit * 1.5;
	const request = `sandbox\u00a0·\u00a0${job.id.slice(0, 8)}`;
	const inner = Math.floor(width - 2 * margin - 3.4 * unit);
	// so many letters fill two lines
	const words = textOf(prompt, Math.max(20, Math.floor((2.2 * inner) / unit)));
	const settings = settingsOf(job, imageCount, size).map(chip).join(' ');
	const text = [
		`<span alpha="70%">${textOf(job.model.title, 60)} · ${request}</span>`,
		...(words ? [`<span size="155%">${words}</span>`] : []),
		`<span size="92%">${settings}</span>`,
	].join('\n');
	const { data, info } = await sharp({
		text: {
			text: `<span foreground="#fff">${text}</span>`,
			...{ font: `DejaVu Sans Bold ${unit}`, fontfile: FONT_FILE, dpi: 72, rgba: true },
			...{ width: inner, wrap: 'word-char', spacing: Math.round(unit * 0.5) },
		},
	})
		.png()
		.toBuffer({ resolveWithObject: true });
	const panel = info.height + 2.4 * unit;
	const top = height - margin - panel;
	const svg = `<defs><linearGradient id="accent" x2="0" y2="1"><stop stop-color="#7c5cff"/><stop offset="1" stop-color="#22d3ee"/></linearGradient></defs>
<rect x="${margin}" y="${top}" width="${width - 2 * margin}" height="${panel}" rx="${unit}" fill="#0b0f1e" fill-opacity="0.8"/>
<rect x="${margin + unit * 0.8}" y="${top + unit}" width="${unit * 0.4}" height="${panel - 2 * unit}" rx="${unit * 0.2}" fill="url(#accent)"/>
${imageElement(data, margin + 2.2 * unit, top + 1.2 * unit, info)}`;
	return { svg, top };
}
