import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, type Case, type PictureName } from './cases';
import type { Result } from './results';
import { seconds, sumOfUsd, totalCost, usd } from './table';

type Inputs = Record<PictureName, string>;

const LABELS: Record<PictureName, string> = {
	product: 'Product',
	productMask: 'Mask',
	scene: 'Scene',
};

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (value: string): string => value.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;

/** The first picture large, then the others that the model was given. */
function before({ images, mask }: Case, inputs: Inputs): string {
	const [first = 'product', ...others] = images;
	const more = [...others, ...(mask ? [mask] : [])].map(
		(name) =>
			`<a href="${inputs[name]}"><img src="${inputs[name]}" alt="${LABELS[name]}"><span>${LABELS[name]}</span></a>`,
	);
	return `<figure class="before"><div class="tag">Before</div>
<a href="${inputs[first]}"><img src="${inputs[first]}" alt="${LABELS[first]}, before"></a>
${more.length > 0 ? `<div class="also">${more.join('')}</div>` : ''}</figure>`;
}

function after(result: Result): string {
	const { file, model, width, height, format, size, problem } = result;
	const head = `<div class="tag">${text(model)}</div>`;
	if (!file) {
		return `<figure>${head}<div class="failed">${text(problem ?? 'No image')}</div></figure>`;
	}
	const facts = [
		seconds(result.seconds),
		usd(result.cost),
		`${width} × ${height}`,
		format.toUpperCase(),
		kilobytes(size),
	];
	return `<figure>${head}<a href="${text(file)}"><img src="${text(file)}" width="${width}" height="${height}" alt="${text(`${result.item.title}, by ${model}`)}"></a>
<figcaption>${facts.join(' · ')}${problem ? `<br>${text(problem)}` : ''}</figcaption></figure>`;
}

function section(one: Case, results: readonly Result[], inputs: Inputs): string {
	const own = results.filter(({ item }) => item === one);
	return `<section><h2>${text(one.title)}</h2><blockquote>${text(one.prompt)}</blockquote>
<div class="row">${before(one, inputs)}${own.map(after).join('')}</div></section>`;
}

function figures(results: readonly Result[]): string {
	const made = results.filter(({ file }) => file);
	const longest = Math.max(0, ...made.map((result) => result.seconds ?? 0));
	const pairs = [
		['Images', `${made.length} of ${results.length}`],
		['Models', String(new Set(results.map(({ slug }) => slug)).size)],
		['Longest job', seconds(longest || null)],
		['Cost in all', sumOfUsd(totalCost(results))],
	];
	const all = pairs.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
	return `<dl class="figures">${all.join('')}</dl>`;
}

function list(results: readonly Result[]): string {
	const rows = results.map(
		(result) =>
			`<tr><td>${result.item.name}</td><td>${text(result.model)}</td><td class="number">${seconds(result.seconds)}</td><td class="number">${usd(result.cost)}</td><td><code>${text(result.requestId ?? '–')}</code></td><td>${result.file ? `<a href="${text(result.file)}">${text(result.file)}</a>` : text(result.problem ?? '')}</td></tr>`,
	);
	return `<section><h2>All images</h2><div class="scroll"><table><thead><tr><th>Item</th><th>Model</th><th class="number">Seconds</th><th class="number">Cost</th><th>Request ID</th><th>File</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div></section>`;
}

const LEADS: Record<'sandbox' | 'segmind', string> = {
	sandbox:
		'Made by the local stand-in of Segmind: it does not paint. It grades the colours, puts the further pictures into the first one, marks the masked part and writes on each image what arrived, so that you can see that everything did. Times and prices are its own.',
	segmind: 'Made by the models at Segmind. Times and prices are those that Segmind reported.',
};

/**
 * The page with all pictures before and after: one file, no script, nothing from elsewhere. The
 * pictures are named by paths relative to it.
 */
export function page(results: Result[], inputs: Inputs, kind: 'sandbox' | 'segmind'): string {
	const style = readFileSync(join(__dirname, 'page.css'), 'utf8');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Before and after · n8n-nodes-segmind</title>
<style>
${style}</style>
</head>
<body><main>
<h1>Before and after</h1>
<p class="lead">${LEADS[kind]}</p>
${figures(results)}
${CASES.map((one) => section(one, results, inputs)).join('\n')}
${list(results)}
<footer>An example workflow of <strong>n8n-nodes-segmind</strong>, run in n8n’s own execution engine by <code>npm start</code>. The pictures that went in are renderings of the project.</footer>
</main></body>
</html>
`;
}
