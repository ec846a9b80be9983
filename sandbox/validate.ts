import type { DocumentedModel, DocumentedParameter } from './documentation/types';
import type { Json, JsonObject } from './types';

/** What is wrong with a body, and whether v1 answers it with 400 (shape) or 406 (value). */
export interface Complaint {
	status: 400 | 406;
	text: string;
}

const shape = (text: string): Complaint => ({ status: 400, text });
const value = (text: string): Complaint => ({ status: 406, text });

export function isObject(json: unknown): json is JsonObject {
	return typeof json === 'object' && json !== null && !Array.isArray(json);
}

const HAS_TYPE: Record<DocumentedParameter['type'], (json: Json) => boolean> = {
	string: (json) => typeof json === 'string',
	'string (uri)': (json) => typeof json === 'string',
	'string (base64)': (json) => typeof json === 'string',
	'string | string': (json) => typeof json === 'string',
	'string[]': (json) => Array.isArray(json) && json.every((entry) => typeof entry === 'string'),
	'object[]': (json) => Array.isArray(json) && json.every(isObject),
	integer: (json) => Number.isInteger(json),
	number: (json) => typeof json === 'number' && Number.isFinite(json),
	boolean: (json) => typeof json === 'boolean',
	object: isObject,
	'string | string[]': (json) => typeof json === 'string' || HAS_TYPE['string[]'](json),
	Palette: (json) => typeof json === 'string' || isObject(json),
};

const noPrompt = (name: string) => shape(`Prompt is Mandatory and must be string ('${name}').`);

function checkUrl(name: string, text: string): Complaint | undefined {
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return undefined;
	return value(`'${name}': reference media rejected: URL must be a valid HTTP or HTTPS URL.`);
}

function checkRange(name: string, parameter: DocumentedParameter, json: Json) {
	if (typeof json !== 'number') return undefined;
	const { minimum = -Infinity, maximum = Infinity } = parameter;
	if (json >= minimum && json <= maximum) return undefined;
	return value(`'${name}' must be between ${minimum} and ${maximum}, got ${json}.`);
}

function checkList(name: string, parameter: DocumentedParameter, list: Json[]) {
	if (parameter.required && list.length === 0) {
		return shape(`'${name}' is required and must not be an empty list.`);
	}
	for (const [index, entry] of list.entries()) {
		const at = `${name}[${index}]`;
		const complaint = isObject(entry)
			? checkMembers(parameter.items ?? {}, entry, `${at}.`)
			: parameter.carries === 'picture' && typeof entry === 'string'
				? checkUrl(at, entry)
				: undefined;
		if (complaint) return complaint;
	}
	return undefined;
}

function checkValue(name: string, parameter: DocumentedParameter, json: Json) {
	if (json === null) {
		return parameter.nullable ? undefined : shape(`'${name}' must not be null.`);
	}
	if (parameter.carries === 'prompt' && parameter.required && (!json || !HAS_TYPE.string(json))) {
		return noPrompt(name);
	}
	if (!HAS_TYPE[parameter.type](json)) {
		const got = Array.isArray(json) ? 'array' : typeof json;
		return shape(`'${name}' must be of type ${parameter.type}, got ${got}.`);
	}
	if (Array.isArray(json)) return checkList(name, parameter, json);
	if (parameter.allowed && !parameter.open && !parameter.allowed.some((one) => one === json)) {
		const allowed = parameter.allowed.join(', ');
		return value(`'${name}' must be one of ${allowed}, got ${JSON.stringify(json)}.`);
	}
	if (parameter.type === 'string (uri)' && typeof json === 'string') return checkUrl(name, json);
	return checkRange(name, parameter, json);
}

function checkMembers(
	parameters: Readonly<Record<string, DocumentedParameter>>,
	body: JsonObject,
	prefix: string,
): Complaint | undefined {
	for (const [name, parameter] of Object.entries(parameters)) {
		const json = body[name];
		if (json !== undefined) {
			const complaint = checkValue(prefix + name, parameter, json);
			if (complaint) return complaint;
		} else if (parameter.required) {
			return parameter.carries === 'prompt'
				? noPrompt(prefix + name)
				: shape(`'${prefix}${name}' is a required parameter.`);
		}
	}
	const unknown = Object.keys(body).find((name) => !Object.hasOwn(parameters, name));
	if (unknown === undefined) return undefined;
	return shape(`'${prefix}${unknown}' is not a supported parameter.`);
}

/**
 * Checks a body against a model's documentation, stricter than the real service is known to be:
 * exact JSON types, required keys, allowed values, bounds, no unknown key. The first complaint,
 * naming the parameter, or undefined.
 */
export function checkBody(model: DocumentedModel, body: unknown): Complaint | undefined {
	if (!isObject(body)) return shape('The request body must be a JSON object.');
	return checkMembers(model.parameters, body, '');
}
