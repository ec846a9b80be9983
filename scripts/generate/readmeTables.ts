import type { ModelFile, ModelParameter } from './modelFile';
import { figuresOf, labelOf, monthOf } from './words';

const START = '<!-- generated: models -->';
const END = '<!-- /generated -->';

const SERVED_BY: Record<string, string> = { prompt: 'Prompt', images: 'Images', mask: 'Mask' };

function whereShown(p: ModelParameter): string {
	const label = p.label ?? labelOf(p.name);
	if (p.role) return SERVED_BY[p.role] ?? label;
	return p.prominent ? label : `Additional Fields → ${label}`;
}

function valuesOf(p: ModelParameter): string {
	if (p.allowed) return p.allowed.map((v) => `\`${v}\``).join(', ') + (p.open ? ', more' : '');
	if (p.minimum !== undefined || p.maximum !== undefined) {
		return `${p.minimum ?? ''} to ${p.maximum ?? ''}`;
	}
	return p.sample === undefined ? '' : `not known; the sample sends \`${p.sample}\``;
}

function parameterRow(p: ModelParameter): string {
	const preset = p.default === undefined || p.default === '' ? '' : `\`${String(p.default)}\``;
	const printed = p.type.replace('|', 'or');
	const type = p.nullable ? `${printed}, may be null` : printed;
	return `| \`${p.name}\` | ${whereShown(p)} | ${type} | ${preset} | ${valuesOf(p)} |`;
}

function modelSection(model: ModelFile): string {
	const facts = [figuresOf(model.typical), `\`${model.slug}\``].filter(Boolean).join(' · ');
	return [
		`<details><summary>${model.displayName}: ${model.parameters.length} parameters</summary>`,
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
	retired: ' · retired by Segmind: runs in saved workflows, and is not offered for new nodes',
	unconfirmed: " · unconfirmed: not in Segmind's directory of models",
};

const KNOWN = { complete: '', partial: ' · its page is known in part only' };

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
		'| Model | Operation | Seconds (average) | USD (average) | Page, read |',
		'| --- | --- | --- | --- | --- |',
		...models.map(overviewRow),
	].join('\n');

/** Puts the tables of all models between the two marks of the README. */
export function withTables(readme: string, models: ModelFile[]): string {
	const start = readme.indexOf(START);
	const end = readme.indexOf(END, start);
	if (start < 0 || end < 0) throw new Error(`The README lacks the marks ${START} and ${END}`);
	const sorted = [...models].sort((a, b) => a.displayName.localeCompare(b.displayName));
	const tables = [overview(sorted), ...sorted.map(modelSection)].join('\n\n');
	return `${readme.slice(0, start)}${START}\n\n${tables}\n\n${readme.slice(end)}`;
}
