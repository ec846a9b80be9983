import { withTable } from './marked';
import type { ModelFile, ModelParameter } from './modelFile';
import { figuresOf, labelOf, monthOf } from './words';

const SHOWN_AS: Record<string, string> = { prompt: 'Prompt', images: 'Images', mask: 'Mask' };

function whereShown(p: ModelParameter): string {
	const label = p.label ?? labelOf(p.name);
	// a model that takes one image has the control under another label
	if (p.role === 'images' && !p.type.endsWith('[]')) return 'Image';
	if (p.role) return SHOWN_AS[p.role] ?? label;
	return p.prominent ? label : `Additional Fields → ${label}`;
}

function valuesOf(p: ModelParameter): string {
	if (p.allowed) return p.allowed.map((v) => `\`${v}\``).join(', ') + (p.open ? ', more' : '');
	if (p.minimum !== undefined || p.maximum !== undefined) {
		return `${p.minimum ?? ''} to ${p.maximum ?? ''}`;
	}
	return p.sample === undefined ? '' : `not known; the sample request sends \`${p.sample}\``;
}

function parameterRow(p: ModelParameter): string {
	const preset = p.default === undefined || p.default === '' ? '' : `\`${String(p.default)}\``;
	const printed = p.type.replace('|', 'or');
	const type = p.nullable ? `${printed}, may be null` : printed;
	return `| \`${p.name}\` | ${whereShown(p)} | ${type} | ${preset} | ${valuesOf(p)} |`;
}

function modelSection(model: ModelFile): string {
	const facts = [figuresOf(model.typical), `\`${model.slug}\``].filter(Boolean).join(' · ');
	const count = model.parameters.length;
	return [
		`<details><summary>${model.displayName}: ${count} ${count === 1 ? 'parameter' : 'parameters'}</summary>`,
		'',
		`#### ${model.displayName}`,
		'',
		`${model.summary}. ${facts}${KNOWN[model.coverage]}${STATUS[model.status ?? 'offered']}.`,
		'',
		'| Parameter of the API | In the node | Type | Default | Allowed values |',
		'| --- | --- | --- | --- | --- |',
		...model.parameters.map(parameterRow),
		'',
		'</details>',
	].join('\n');
}

const STATUS = {
	offered: '',
	retired: ' · retired by Segmind: works in saved workflows, not offered for new nodes',
	unconfirmed: " · unconfirmed: not listed in Segmind's model directory",
};

const KNOWN = { complete: '', partial: ' · only part of its page is known' };

function overviewRow(model: ModelFile): string {
	const operations = [model.operation, ...(model.also ?? [])].map(labelOf).join(', ');
	const { seconds, usd } = model.typical;
	const page = `[${monthOf(model.source.read)}](${model.source.page})`;
	const name = model.displayName + (model.status ? ` (${model.status})` : '');
	const cells = [name, operations, seconds ?? '', usd ?? '', page];
	return `| ${cells.join(' | ')} |`;
}

/** All models at a glance; each row with the page that its facts are from and when that was read. */
const overview = (models: ModelFile[]): string =>
	[
		'| Model | Operation | Seconds (average) | USD (average) | Page, read in |',
		'| --- | --- | --- | --- | --- |',
		...models.map(overviewRow),
	].join('\n');

/** Puts the tables of all models between the two marks of a document. */
export function withTables(document: string, models: ModelFile[]): string {
	const sorted = [...models].sort((a, b) => a.displayName.localeCompare(b.displayName));
	const tables = [overview(sorted), ...sorted.map(modelSection)];
	return withTable(document, 'models', tables.join('\n\n'));
}
