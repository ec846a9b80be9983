import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import { isDemonstration, mediaOf, type MediaParameter } from './documentation/media';
import type { DocumentedParameter, ModelDocumentation, ParameterKind } from './documentation/types';
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
}

const ACRONYMS: ReadonlyMap<string, string> = new Map([
	...['URL', 'URLs', 'URI', 'ID', 'FPS', 'CFG', 'NSFW', 'JSON', 'LoRA', 'LoRAs'].map(
		(word): [string, string] => [word.toLowerCase(), word],
	),
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

/** More would be cut: at n8n's usual width a label has room for about 28 letters. */
const NAMED_VALUES = 2;

function valuesNamed({ allowed = [] }: DocumentedParameter): string {
	const named = allowed.slice(0, NAMED_VALUES).map((value) => String(value).slice(0, 30));
	return ` (${named.join(', ')}, …)`;
}

function fileNamed(name: string, { list, base64 }: MediaParameter): string {
	if (base64) return ' (Base64 or File)';
	if (/urls?$/i.test(name)) return list ? ' (or Files)' : ' (or File)';
	return list ? ' (URLs or Files)' : ' (URL or File)';
}

/** n8n would run such a text as an expression, and this one comes from a public page. */
const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');

function optionsOf(parameter: DocumentedParameter): INodePropertyOptions[] | undefined {
	const { allowed, listMayBeCut, kind } = parameter;
	if (!allowed || listMayBeCut || kind === 'boolean' || allowed.some(isExpression))
		return undefined;
	// an empty text can't be told from nothing chosen
	const shown = allowed.filter((value) => value !== '');
	return shown.map((value) => ({ name: String(value), value }));
}

function presetOf(parameter: DocumentedParameter): FormField['defaultValue'] {
	const { default: preset, required, nullable } = parameter;
	if (preset === null || (preset === undefined && nullable)) return required ? null : undefined;
	if (preset === undefined || preset === '') return undefined;
	if (isDemonstration(parameter) || isExpression(preset)) return undefined;
	if (typeof preset !== 'object') return preset;
	const isEmpty = Object.keys(preset).length === 0;
	return isEmpty && !required ? undefined : JSON.stringify(preset);
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

function fieldOf(parameter: DocumentedParameter, ofTool: boolean): FormField {
	const { name, kind, required, allowed } = parameter;
	const media = mediaOf(parameter);
	const options = optionsOf(parameter);
	const preset = presetOf(parameter);
	const isCut = allowed !== undefined && !options && kind !== 'boolean';
	// a name may mean something else, so it waits as a text
	const isGuess = media !== undefined && !media.sure;
	const note = media
		? isGuess
			? ''
			: fileNamed(name, media)
		: isCut
			? valuesNamed(parameter)
			: options
				? ''
				: rangeOf(parameter);
	return {
		id: name,
		displayName: labelOf(name) + note,
		// people paste URLs, and n8n's JSON box shows an empty list as a mistake
		type: options ? 'options' : media ? 'string' : TYPES[kind],
		kind,
		...(media && { media }),
		// a file may stand below instead, and null is a documented value of its own
		required: required && !media && preset !== null,
		// an agent's item has no files, so that only a field takes a URL from it
		display: ofTool || !media?.sure,
		defaultMatch: false,
		...(options && { options }),
		...(preset !== undefined && { defaultValue: preset }),
		// as soon as they are shown, n8n stores false for a switch, and n8n 1 stores 0 for a number
		...((preset === null || ((!required || isGuess) && preset === undefined)) && {
			removed: true,
		}),
	};
}

/** A field that is kept with the form and not shown, so that a run knows what the box fills. */
const boxField = ({ name, shape }: MainText): FormField => ({
	...{ id: name, displayName: labelOf(name), type: 'string', kind: 'string', box: name },
	...{ required: false, display: false, removed: true, defaultMatch: false },
	...(shape && { shape }),
});

/**
 * One control for each documented parameter but the text that the box above the form takes: where that
 * isn't the prompt, it stands first and isn't shown. Required ones come before the others, otherwise in
 * the documentation's order. Those that take files are kept without being shown: *Files* has them.
 * @param ofTool whether the node is a tool of an agent
 */
export function formFields({ parameters }: ModelDocumentation, ofTool = false): FormField[] {
	const main = mainTextOf(parameters);
	const shown = parameters.filter(({ name }) => name !== main?.name);
	const required = shown.filter((parameter) => parameter.required);
	const optional = shown.filter((parameter) => !parameter.required);
	const box = main && main.name !== PROMPT ? [boxField(main)] : [];
	return [...box, ...[...required, ...optional].map((parameter) => fieldOf(parameter, ofTool))];
}
