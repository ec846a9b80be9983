import type { ModelFile, ModelParameter } from './modelFile';
import { labelOf, monthOf, typicalOf } from './words';

const START = '<!-- generated: models -->';
const END = '<!-- /generated -->';

const SERVED_BY: Record<string, string> = { prompt: 'Prompt', images: 'Images', mask: 'Mask' };

function whereShown(p: ModelParameter): string {
	if (p.role) return SERVED_BY[p.role] ?? '';
	const label = p.label ?? labelOf(p.name);
	return p.prominent ? label : `Additional Fields → ${label}`;
}

function valuesOf(p: ModelParameter): string {
	if (p.allowed) return p.allowed.map((v) => `\`${v}\``).join(', ') + (p.open ? ', more' : '');
	if (p.minimum !== undefined || p.maximum !== undefined) {
		return `${p.minimum ?? ''} to ${p.maximum ?? ''}`;
	}
	return '';
}

function parameterRow(p: ModelParameter): string {
	const preset = p.default === undefined || p.default === '' ? '' : `\`${String(p.default)}\``;
	const type = p.nullable ? `${p.type}, may be null` : p.type;
	return `| \`${p.name}\` | ${whereShown(p)} | ${type} | ${preset} | ${valuesOf(p)} |`;
}

function modelSection(model: ModelFile): string {
	const facts = [typicalOf(model.typical), `\`${model.slug}\``].filter(Boolean).join(' · ');
	return [
		`#### ${model.displayName}`,
		'',
		`${model.summary}. ${facts} (averages on [its page](${model.source.page}), read ${monthOf(model.source.read)}).`,
		'',
		'| Parameter of the API | In the node | Type | Default | Allowed values |',
		'| --- | --- | --- | --- | --- |',
		...model.parameters.map(parameterRow),
	].join('\n');
}

/** Puts the tables of all models between the two marks of the README. */
export function withTables(readme: string, models: ModelFile[]): string {
	const start = readme.indexOf(START);
	const end = readme.indexOf(END, start);
	if (start < 0 || end < 0) throw new Error(`The README lacks the marks ${START} and ${END}`);
	const sorted = [...models].sort((a, b) => a.displayName.localeCompare(b.displayName));
	const tables = sorted.map(modelSection).join('\n\n');
	return `${readme.slice(0, start)}${START}\n\n${tables}\n\n${readme.slice(end)}`;
}
