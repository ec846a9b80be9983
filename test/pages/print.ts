import type { ModelFile, ModelParameter } from '../../scripts/generate/modelFile';

/** How a page is printed. */
export interface Style {
	/** The newer header without a price, or the older one. */
	header: 'v1' | 'v2';
	/** What stands between lines. */
	newline: '\n' | '\r\n';
	/** Spaces at the ends of lines, as some browsers copy them. */
	trailing: string;
	suffix: boolean;
}

export const PLAIN: Style = { header: 'v1', newline: '\n', trailing: '', suffix: true };

const json = (value: unknown): string => JSON.stringify(value);

function bounds({ minimum, maximum }: ModelParameter): string {
	return minimum === undefined || maximum === undefined ? '' : `Range: ${minimum} - ${maximum}`;
}

/** Values stand side by side; numbers would run together and get a line each. */
function list({ allowed = [], open, type }: ModelParameter): string[] {
	const hidden = open ? 4 : 0;
	const total = hidden > 0 ? ` (${allowed.length + hidden} total):` : ' :';
	const more = hidden > 0 ? `+${hidden} more` : '';
	const values = type === 'string' ? [allowed.map(json).join('') + more] : allowed.map(json);
	return [`Allowed values${total}`, ...values, ...(type !== 'string' && more ? [more] : [])];
}

function row(parameter: ModelParameter): string[] {
	const { name, required, type, description, default: value, allowed } = parameter;
	const range = bounds(parameter);
	const facts = [
		...(value === undefined ? (range ? [range] : []) : [`Default: ${json(value)}${range}`]),
		...(allowed ? list(parameter) : []),
	];
	const head = [`${name}${required ? 'required' : 'optional'}`, type];
	return [...head, '', description, ...(facts.length > 0 ? ['', ...facts] : [''])];
}

/** A sample that sends null for what may be null; the code's lines are numbered as on the pages. */
function sample({ parameters, endpoint }: ModelFile, header: Style['header']): string[] {
	const body = parameters.map(({ name, nullable }) => [name, nullable ? null : 'sample text']);
	const text = JSON.stringify(Object.fromEntries(body), null, 4);
	const python = header === 'v2' ? text.replace(/\bnull\b/g, 'None') : text;
	const code = [
		'import requests',
		'',
		`url = "https://api.segmind.com${endpoint}"`,
		`${header === 'v2' ? 'payload' : 'data'} = ${python}`,
		'response = requests.post(url, json=data)',
	].join('\n');
	return code.split('\n').map((line, index) => `${String(index + 1).padStart(2)}${line}`);
}

/**
 * Prints a model's file as a documentation page of layout A, with the project's own sentences. A
 * page of the newer kind names no price.
 */
export function printPage(model: ModelFile, style: Style = PLAIN): string {
	const { seconds, usd } = model.typical;
	const lines = [
		model.displayName + (style.suffix ? ' Serverless API' : ''),
		'',
		model.summary,
		'',
		...(seconds === null ? [] : [`~${seconds}s`]),
		...(style.header === 'v2' ? [`POST /v2/${model.slug} \u00b7 submit + poll`] : []),
		...(style.header === 'v1' && usd !== null ? [`~$${usd}`] : []),
		...sample(model, style.header),
		'',
		'API Endpoint',
		'',
		`POSThttps://api.segmind.com${model.endpoint}`,
		'',
		'Parameters',
		'',
		...model.parameters.flatMap(row),
		'',
		'Response Type',
		'',
		`Returns: ${model.returns}`,
		'',
		'Common Error Codes',
		'',
		'What the numbers mean.',
	];
	return lines.map((line) => line + style.trailing).join(style.newline);
}
