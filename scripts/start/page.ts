import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { picturesOf, type Case, type Picture } from './cases';
import { moneyOf, problemsOf, seconds, totalCost, usd, type Kind } from './report';
import type { Result } from './results';

/** What stands on the page. */
export interface PageContent {
	cases: readonly Case[];
	results: readonly Result[];
	/** Paths of the pictures that went in, by field. */
	inputs: Readonly<Record<string, string>>;
	kind: Kind;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const text = (value: string): string => value.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** A path below the page; names of the person's own files may hold any sign. */
const link = (file: string): string => text(file.split('/').map(encodeURIComponent).join('/'));

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;

const NO_IMAGE = 'No image. The reason stands at the top of the page.';

/** The first picture large, then the others that the model was given. */
function before(one: Case, inputs: PageContent['inputs']): string {
	const [first, ...others] = picturesOf(one);
	const address = ({ field }: Picture) => link(inputs[field] ?? '');
	const more = others.map(
		(each) =>
			`<a href="${address(each)}"><img src="${address(each)}" alt="${text(each.label)}"><span>${text(each.label)}</span></a>`,
	);
	const large = first
		? `<a href="${address(first)}"><img src="${address(first)}" alt="${text(first.label)}, before"></a>`
		: '';
	return `<figure class="before"><div class="tag">Before</div>
${large}
${more.length > 0 ? `<div class="also">${more.join('')}</div>` : ''}</figure>`;
}

function after(result: Result): string {
	const { file, model, width, height, format, size, problem } = result;
	const head = `<div class="tag">${text(model)}</div>`;
	if (!file) return `<figure>${head}<div class="failed">${NO_IMAGE}</div></figure>`;
	const facts = [
		seconds(result.seconds),
		usd(result.cost),
		`${width} × ${height}`,
		format.toUpperCase(),
		kilobytes(size),
	];
	return `<figure>${head}<a href="${link(file)}"><img src="${link(file)}" width="${width}" height="${height}" alt="${text(`${result.item.title}, by ${model}`)}"></a>
<figcaption>${facts.join(' · ')}${problem ? `<br>${text(problem)}` : ''}</figcaption></figure>`;
}

function section(one: Case, { results, inputs }: PageContent): string {
	const own = results.filter(({ item }) => item === one);
	return `<section><h2>${text(one.title)}</h2><blockquote>${text(one.prompt)}</blockquote>
<div class="row">${before(one, inputs)}${own.map(after).join('')}</div></section>`;
}

function metrics({ results, kind }: PageContent): string {
	const made = results.filter(({ file }) => file);
	const longest = Math.max(0, ...made.map((result) => result.seconds ?? 0));
	const pairs = [
		['Images', `${made.length} of ${results.length}`],
		['Models', String(new Set(results.map(({ slug }) => slug)).size)],
		['Longest job', seconds(longest || null)],
		['Total cost', moneyOf(totalCost(results), kind)],
	];
	const all = pairs.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`);
	return `<dl class="figures">${all.join('')}</dl>`;
}

/** Why images are missing, each reason once. */
function problems({ results }: PageContent): string {
	const lines = problemsOf(results.filter(({ file }) => !file));
	return lines.map((line) => `<p class="problem">${text(line)}</p>`).join('');
}

function list({ results }: PageContent): string {
	const rows = results.map(
		({ item, model, cost, requestId, file, ...result }) =>
			`<tr><td>${text(item.name)}</td><td>${text(model)}</td><td class="number">${seconds(result.seconds)}</td><td class="number">${usd(cost)}</td><td><code>${text(requestId ?? '–')}</code></td><td>${file ? `<a href="${link(file)}">${text(file)}</a>` : 'no image'}</td></tr>`,
	);
	return `<section><h2>All images</h2><div class="scroll"><table><thead><tr><th>Item</th><th>Model</th><th class="number">Seconds</th><th class="number">Cost</th><th>Request ID</th><th>File</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div></section>`;
}

const OWN_PICTURES = `<li><strong>Try a picture of yours.</strong>
<code>npm start -- photo.jpg "Put it on marble"</code></li>`;

const OWN_KEY = `<li><strong>Make real images.</strong> Create a key at
<a href="https://platform.segmind.com/api-keys">platform.segmind.com/api-keys</a>, then
<code>SEGMIND_API_KEY=… npm start</code>. It says what the images will cost before it starts.</li>`;

const IN_N8N = `<li><strong>See it in n8n.</strong> <code>npm run dev</code> opens n8n on this machine with the
node, the examples and a simulated Segmind. The first time it installs n8n (2.8 GB).</li>
<li><strong>Start from an example.</strong> The folder <code>examples</code> holds workflows to import: product
photos, ad formats, many products at once, an AI agent.</li>
<li><strong>Install the node in your own n8n.</strong> The README says how, under “Install”.</li>`;

/** What to do after the first look, as a section of the page. */
function nextSteps(kind: Kind): string {
	const steps = [OWN_PICTURES, ...(kind === 'sandbox' ? [OWN_KEY] : []), IN_N8N];
	return `<section><h2>What next</h2><ul class="next">${steps.join('\n')}</ul></section>`;
}

const LEADS: Record<Kind, string> = {
	sandbox:
		'This is a rehearsal on your own machine: no image model was asked, and nothing was billed. So the images aren’t real edits. Each shows its original with the prompt written on it, which proves that every picture, prompt and setting arrived where it should. With your own Segmind key the same command makes the real images.',
	segmind: 'Made by the models at Segmind. Times and costs are those that Segmind reported.',
};

/**
 * The page with all pictures before and after: one file, no script, nothing from elsewhere. The
 * pictures are named by paths relative to it.
 */
export function page(content: PageContent): string {
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
<p class="lead">${LEADS[content.kind]}</p>
${metrics(content)}
${problems(content)}
${content.cases.map((one) => section(one, content)).join('\n')}
${nextSteps(content.kind)}
${list(content)}
<footer>Made by <strong>n8n-nodes-segmind</strong> in n8n’s own execution engine, with <code>npm start</code>.</footer>
</main></body>
</html>
`;
}
