import type { DocumentedModel } from '../documentation/types';
import { categoryOf } from './model';

const COLUMNS = [
	...['Model', 'Slug', 'Description', 'Modality', 'Avg Cost', 'Avg Latency', 'API Docs'],
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A model without traffic has no latency. */
const latencyOf = ({ slug, seconds }: DocumentedModel): string =>
	slug === 'sandbox-file' ? '-' : `${seconds}s`;

/** Some of the real descriptions hold a carriage return. */
const descriptionOf = ({ title, slug }: DocumentedModel): string =>
	slug === 'sandbox-text' ? `${title},\rserved by the sandbox` : `${title}, served by the sandbox`;

function section(category: string, models: readonly DocumentedModel[]): string {
	const rows = models.map((model) =>
		row([
			...[model.title, model.slug, descriptionOf(model), category],
			...[`$${model.priceUsd}`, latencyOf(model)],
			`[llms.txt](https://www.segmind.com/models/${model.slug}/llms.txt)`,
		]),
	);
	const head = [row(COLUMNS), row(COLUMNS.map(() => '---'))];
	return [`## ${category}`, ...head, ...rows].join('\n');
}

/** The directory of all models: the layout of the real one. */
export function directoryText(models: readonly DocumentedModel[]): string {
	const categories = [...new Set(models.map(categoryOf))];
	return `${[
		'# Sandbox: Model Directory',
		'> The models that the sandbox serves.',
		'- **Base URL**: `https://api.segmind.com/v1/{model_slug}`\n- **Authentication**: Bearer token (API key)',
		'---',
		...categories.map((category) =>
			section(
				category,
				models.filter((model) => categoryOf(model) === category),
			),
		),
	].join('\n\n')}\n`;
}
