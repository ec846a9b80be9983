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

/** A page always names both bounds; what a number can't hold exactly is left out of a file. */
const TOO_LARGE = '9'.repeat(20);

function bounds({ minimum, maximum }: ModelParameter): string {
	if (minimum === undefined && maximum === undefined) return '';
	return `Range: ${minimum ?? `-${TOO_LARGE}`} - ${maximum ?? TOO_LARGE}`;
}

/** What a row opens below itself: the shapes of an alternative, or the keys of an object in a list. */
function nested({ type, shape }: ModelParameter): string[] {
	if (type === 'string | string') {
		const options = ['Option 1optional', 'string (uri)', 'Option 2optional', 'string'];
		return ['Exactly one of:', ...options];
	}
	if (!shape) return [];
	const label = shape.label === undefined ? [] : [`${shape.label}required`, 'string', ''];
	return ['Array items:', `${shape.url}optional`, 'string (uri)', '', ...label];
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
	const head = [`${name}${required ? 'required' : 'optional'}`, type, '', description, ''];
	return [...head, ...nested(parameter), ...facts];
}

/** What the sample sends for a parameter. */
function sampleValue({ nullable, shape }: ModelParameter): unknown {
	if (nullable) return null;
	if (!shape) return 'sample text';
	return [Object.fromEntries(Object.values(shape).map((key) => [key, 'sample text']))];
}

/** The end of a page; one that is known in part breaks off within a row. */
const end = ({ coverage, returns }: ModelFile): string[] =>
	coverage === 'partial'
		? ['the_row_that_is_cutoptional', 'string']
		: [
				'',
				'Response Type',
				'',
				`Returns: ${returns}`,
				'',
				'Common Error Codes',
				'',
				'What the numbers mean.',
			];

/** A sample that sends null for what may be null; the code's lines are numbered as on the pages. */
function sample({ parameters, endpoint }: ModelFile, header: Style['header']): string[] {
	const body = parameters.map((parameter) => [parameter.name, sampleValue(parameter)]);
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
 * page of the newer kind names no price, that of a model known in part has no end.
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
		...end(model),
	];
	return lines.map((line) => line + style.trailing).join(style.newline);
}
