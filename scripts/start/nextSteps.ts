import type { Kind } from './report';

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
export function nextSteps(kind: Kind): string {
	const steps = [OWN_PICTURES, ...(kind === 'sandbox' ? [OWN_KEY] : []), IN_N8N];
	return `<section><h2>What next</h2><ul class="next">${steps.join('\n')}</ul></section>`;
}
