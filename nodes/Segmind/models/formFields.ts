import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import { isDemonstration, mediaOf, type MediaParameter } from './documentation/media';
import {
	type AllowedValue,
	type DocumentedParameter,
	itemTypeOf,
	type JsonValue,
	kindOf,
	type ModelDocumentation,
	type ParameterKind,
} from './documentation/types';
import { type MainText, mainTextOf, type MessageShape, PROMPT } from './mainText';

/**
 * A control of the form, as n8n's `resourceMapper` shows it and keeps it in the workflow. n8n keeps
 * every key of it, so a run knows the JSON type even when the documentation can't be read then:
 * what is sent, and so the name under which a paid job is found again, must not depend on that.
 */
export interface FormField extends ResourceMapperField {
	/** JSON type of the parameter, more exact than `type`. */
	readonly kind: ParameterKind;
	/** What file it takes, where it takes one. */
	readonly media?: MediaParameter;
	/** The name, where the box above the form fills it: the form doesn't show it then. */
	readonly box?: string;
	/** How messages are written that the box fills. */
	readonly shape?: MessageShape;
	/** What a list holds that is written as text, with commas between. */
	readonly items?: 'string' | 'number';
	/** Of an object or a list, for the message about what is none. */
	readonly example?: string;
}

const ACRONYMS: ReadonlyMap<string, string> = new Map([
	...[
		...['URL', 'URLs', 'URI', 'ID', 'FPS', 'CFG', 'NSFW', 'JSON', 'LoRA', 'LoRAs', 'HD', '3D'],
		...['PNG', 'JPEG', 'JPG', 'WebP', 'SVG', 'GIF', 'MP3', 'MP4', 'WAV', 'AI', 'HDR'],
	].map((word): [string, string] => [word.toLowerCase(), word]),
]);

const titled = (word: string): string =>
	ACRONYMS.get(word.toLowerCase()) ?? word.charAt(0).toUpperCase() + word.slice(1);

/** `guidance_scale` and `guidanceScale` as `Guidance Scale`. */
export const labelOf = (name: string): string =>
	name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.split(/[\s_.-]+/)
		.filter((word) => word !== '')
		.map(titled)
		.join(' ') || name;

function rangeOf({ minimum, maximum }: DocumentedParameter): string {
	if (minimum !== undefined && maximum !== undefined) return ` (${minimum} to ${maximum})`;
	if (minimum !== undefined) return ` (${minimum} or More)`;
	return maximum === undefined ? '' : ` (Up to ${maximum})`;
}

function fileNamed(name: string, { list, base64 }: MediaParameter): string {
	if (base64) return ' (Base64 or File)';
	if (/urls?$/i.test(name)) return list ? ' (or Files)' : ' (or File)';
	return list ? ' (URLs or Files)' : ' (URL or File)';
}

/** n8n would run such a text as an expression, and this one comes from a public page. */
const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');

/** `match_input_image` and `TEXT_AND_IMAGE` as people say them; sizes, ratios and names as they are. */
function valueName(value: AllowedValue): string {
	const text = String(value);
	if (/^[A-Z0-9]+(?:_[A-Z0-9]+)+$/.test(text)) return labelOf(text.toLowerCase());
	return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(text) && typeof value === 'string'
		? labelOf(text)
		: text;
}

/** Characters; n8n 2 shows two lines. */
const SENTENCE_LENGTH = 150;

/** What the page says of a value by its name; the first one tells what the parameter is for. */
function sentenceOn(value: AllowedValue, at: number, description: string): string | undefined {
	const sentences = description
		.slice(0, 2000)
		// the editor shows it as HTML, and would run what begins with "="
		.replace(/[<>`]/g, '')
		.split(/(?<=[.!?])\s+|\n/)
		.map((sentence) => sentence.replace(/^[\s=*-]+/, '').slice(0, SENTENCE_LENGTH));
	const isNamed = (sentence: string) =>
		sentence.split(/[\s"'“”,;:.()]+/).includes(String(value)) && sentence !== String(value);
	const said = typeof value === 'string' ? sentences.find(isNamed) : undefined;
	return said ?? (at === 0 ? sentences.find((sentence) => sentence !== '') : undefined);
}

/** Where the page cuts the list, what it leaves out is entered as an expression. */
function choicesOf(parameter: DocumentedParameter): INodePropertyOptions[] | undefined {
	const { allowed, kind, default: preset, description } = parameter;
	if (!allowed || kind === 'boolean' || allowed.some(isExpression)) return undefined;
	const isUnlisted =
		typeof preset === typeof allowed[0] && !allowed.includes(preset as AllowedValue);
	const all = isUnlisted && !isExpression(preset) ? [preset as AllowedValue, ...allowed] : allowed;
	// an empty text can't be told from nothing chosen
	const shown = all.filter((value) => value !== '');
	const names = shown.map(valueName);
	const isClear = new Set(names).size === names.length;
	return shown.map((value, at) => {
		const said = sentenceOn(value, at, description);
		const name = (isClear && names[at]) || String(value);
		return { name, value, ...(said && { description: said }) };
	});
}

type Structure = JsonValue[] | { [key: string]: JsonValue };

const isStructure = (value: JsonValue | undefined): value is Structure =>
	typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** A list or an object as the documentation shows one, unless it is content of a demonstration. */
function sampleOf(parameter: DocumentedParameter): Structure | undefined {
	const { kind, default: preset, examples = [] } = parameter;
	if ((kind !== 'list' && kind !== 'object') || mediaOf(parameter)) return undefined;
	return [preset, ...examples]
		.filter(isStructure)
		.find((sample) => !isDemonstration({ ...parameter, default: sample }));
}

/** Whether a list is one of texts or of numbers. */
function itemsOf(parameter: DocumentedParameter): FormField['items'] {
	if (parameter.kind !== 'list') return undefined;
	const entries: readonly JsonValue[] = [parameter.default, ...(parameter.examples ?? [])]
		.filter((one) => Array.isArray(one))
		.flat();
	const type = itemTypeOf(parameter.type);
	const kinds = new Set<string>(entries.map((entry) => typeof entry));
	if (kinds.size === 0) kinds.add(type === undefined ? 'unknown' : kindOf(type).kind);
	const [kind = '', ...others] = [...kinds].map((one) => (one === 'integer' ? 'number' : one));
	return others.length === 0 && (kind === 'string' || kind === 'number') ? kind : undefined;
}

/** Entries with commas between where none holds one, else JSON. */
function textOf(value: Structure, items: FormField['items']): string {
	const isPlain =
		Array.isArray(value) && value.every((entry) => !/^[\s[=]|[,\n]|\s$|^$/.test(String(entry)));
	return isPlain && items ? value.join(', ') : JSON.stringify(value);
}

const NAMED_FIELDS = 3;

/** `{type, speed}`: what an object holds, or each entry of a list. */
function fieldsNamed(sample: Structure | undefined): string {
	const first = Array.isArray(sample) ? sample[0] : sample;
	if (!isStructure(first) || Array.isArray(first)) return '';
	const names = Object.keys(first);
	return ` {${names.slice(0, NAMED_FIELDS).join(', ')}${names.length > NAMED_FIELDS ? ', …' : ''}}`;
}

function presetOf(parameter: DocumentedParameter): FormField['defaultValue'] {
	const { default: preset, required, nullable } = parameter;
	const sample = sampleOf(parameter);
	const example = sample && textOf(sample, itemsOf(parameter));
	if (preset === null || (preset === undefined && nullable)) return required ? null : example;
	if (typeof preset === 'object' && !isStructure(preset) && required) return JSON.stringify(preset);
	if (example !== undefined || preset === undefined || preset === '') return example;
	if (isDemonstration(parameter) || isExpression(preset)) return undefined;
	if (typeof preset !== 'object') return preset;
	return isStructure(preset) ? JSON.stringify(preset) : undefined;
}

const TYPES: Readonly<Record<ParameterKind, NonNullable<FormField['type']>>> = {
	string: 'string',
	integer: 'number',
	number: 'number',
	boolean: 'boolean',
	list: 'array',
	object: 'object',
	any: 'string',
};

/** Characters. */
const EXAMPLE_LENGTH = 300;

function fieldOf(parameter: DocumentedParameter, ofTool: boolean): FormField {
	const { name, kind, required } = parameter;
	const media = mediaOf(parameter);
	const options = choicesOf(parameter);
	const preset = presetOf(parameter);
	const items = media ? undefined : itemsOf(parameter);
	const sample = sampleOf(parameter);
	// a documented preset is sent as it is; an example comes when the parameter is added
	const isPreset = preset !== undefined && (!sample || sample === parameter.default);
	// a name may mean something else, so it waits as a text
	const isGuess = media !== undefined && !media.sure;
	const note = media
		? isGuess
			? ''
			: fileNamed(name, media)
		: options
			? parameter.listMayBeCut
				? ' (More: Expression)'
				: ''
			: rangeOf(parameter) + fieldsNamed(sample);
	return {
		id: name,
		displayName: labelOf(name) + note,
		// people paste URLs, and n8n's JSON box shows an empty list as a mistake
		type: options ? 'options' : media || items ? 'string' : TYPES[kind],
		kind,
		...(media && { media }),
		...(items && { items }),
		...(sample && { example: JSON.stringify(sample).slice(0, EXAMPLE_LENGTH) }),
		// a file may stand below instead, and null is a documented value of its own
		required: required && !media && preset !== null,
		// an agent's item has no files, so that only a field takes a URL from it
		display: ofTool || !media?.sure,
		defaultMatch: false,
		...(options && { options }),
		...(preset !== undefined && { defaultValue: preset }),
		// as soon as they are shown, n8n stores false for a switch, and n8n 1 stores 0 for a number
		...((preset === null || ((!required || isGuess) && !isPreset)) && {
			removed: true,
		}),
	};
}

/** A field that is kept with the form and not shown, so that a run knows what the box fills. */
const boxField = ({ name, shape, media }: MainText): FormField => ({
	...{ id: name, displayName: labelOf(name), type: 'string', kind: 'string', box: name },
	...{ required: false, display: false, removed: true, defaultMatch: false },
	...(shape && { shape }),
	...(media && { media }),
});

/**
 * One control for each documented parameter but the text that the box above the form takes: where that
 * isn't an optional prompt, it stands first and isn't shown, so that the box is known as required.
 * Required ones come before the others, otherwise in the documentation's order. Those that take files
 * are kept without being shown: *Files* has them.
 * @param ofTool whether the node is a tool of an agent
 */
export function formFields({ parameters }: ModelDocumentation, ofTool = false): FormField[] {
	const main = mainTextOf(parameters);
	const required = parameters.filter((parameter) => parameter.required);
	const optional = parameters.filter((parameter) => !parameter.required);
	const shown = [...required, ...optional].filter(({ name }) => name !== main?.name);
	const isPrompt = main?.name === PROMPT && !required.some(({ name }) => name === PROMPT);
	const box = main && !isPrompt ? [boxField(main)] : [];
	return [...box, ...shown.map((parameter) => fieldOf(parameter, ofTool))];
}
