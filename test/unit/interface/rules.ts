import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { partsOf, type Part, type Placed } from '../support/labels';
import { OTHER_WORDS } from '../support/oneWord';

/** Words that stay small within a Title Case label. */
const SMALL = new Set(
	'a an and as at but by for from in nor of on or per the to via vs with x'.split(' '),
);

const isTitleCase = (label: string): boolean =>
	label.split(/[\s-]+/).every((word, at) => {
		const bare = word.replace(/^[^\p{L}\d]+/u, '');
		if (bare === '' || /^\d/.test(bare)) return true;
		if (at > 0 && SMALL.has(bare)) return true;
		return /^\p{Lu}/u.test(bare);
	});

const isControl = (part: Part): part is INodeProperties => 'type' in part;

const isEntry = (part: Part): part is INodePropertyOptions => 'value' in part;

const labelOf = (part: Part): string => ('displayName' in part && part.displayName) || part.name;

function wordingOf(text: string): string[] {
	const found: string[] = [];
	if (text !== text.trim() || /\s{2}/.test(text)) found.push('has blanks too many');
	if (/\p{Extended_Pictographic}/u.test(text)) found.push('holds an emoji');
	if (/\b(?:json|Json|url|Url|urls|Urls|id|Id)\b(?!["'/.])/.test(text))
		found.push('writes JSON, URL or ID small');
	if (/binary propert/i.test(text)) found.push('says binary property');
	if (OTHER_WORDS.test(text)) found.push('has another word for the same thing');
	if (/<br|comma separated|`/i.test(text)) found.push('holds markup or lacks a hyphen');
	return found;
}

/** Sentence case; a period after several sentences, none after a single one. */
function sentencesOf(text: string, label: string): string[] {
	const found = wordingOf(text);
	const several = /[.!?]['")]?\s+[\p{Lu}\d]/u.test(text.slice(0, -1));
	if (several && !/[.!?]$/.test(text)) found.push('lacks its last period');
	if (!several && text.endsWith('.')) found.push('ends with a period');
	if (!/^[\p{Lu}\d'"$]/u.test(text)) found.push('begins with a small letter');
	if (text === '' || text === label) found.push('says nothing');
	if (/(?<![/\w.])www\./.test(text)) found.push('holds an address without https://');
	return found;
}

const KEY_ORDER = ['displayName', 'name'];

function defaultOf({ type, typeOptions, default: preset, options }: INodeProperties): string[] {
	const kind: Record<string, boolean> = {
		string: typeOptions?.multipleValues ? Array.isArray(preset) : typeof preset === 'string',
		color: typeof preset === 'string',
		number: typeof preset === 'number',
		boolean: typeof preset === 'boolean',
		collection: typeof preset === 'object' && preset !== null && !Array.isArray(preset),
		fixedCollection: typeof preset === 'object' && preset !== null && !Array.isArray(preset),
		// what a method lists is not known here
		options: typeOptions?.loadOptionsMethod
			? preset === ''
			: (options ?? []).some((one) => 'value' in one && one.value === preset),
		resourceMapper: typeof preset === 'object' && preset !== null && 'mappingMode' in preset,
		json: typeof preset === 'string',
		notice: preset === '',
		hidden: preset === '',
		resourceLocator: typeof preset === 'object' && preset !== null && 'mode' in preset,
	};
	return kind[type] ? [] : [`has a default that does not fit ${type}`];
}

function orderOf(control: INodeProperties): string[] {
	const found: string[] = [];
	const labels = (control.options ?? []).map(labelOf);
	const sorted = [...labels].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
	const listed = control.type === 'options' ? labels.length >= 5 : control.type === 'collection';
	if (listed && labels.join('|') !== sorted.join('|')) found.push('is not in alphabetical order');
	if (new Set(labels).size !== labels.length) found.push('offers a name twice');
	const values = (control.options ?? []).flatMap((one) => ('value' in one ? [one.value] : []));
	if (new Set(values).size !== values.length) found.push('offers a value twice');
	return found;
}

function controlOf(control: INodeProperties): string[] {
	const { type, name, placeholder, description = '', hint } = control;
	const found = [...defaultOf(control), ...orderOf(control)];
	const keys = Object.keys(control).slice(0, 2);
	if (keys.join() !== KEY_ORDER.join()) found.push('does not begin with displayName and name');
	if (control.required === false) found.push('says required: false, which is implied');
	if (type === 'boolean' && !description.startsWith('Whether')) found.push('lacks Whether');
	const isList = type === 'collection' || type === 'fixedCollection';
	const start = isList ? /^Add \p{Lu}/u : /^e\.g\. \S/;
	if (placeholder !== undefined && !start.test(placeholder))
		found.push('has a placeholder without e.g.');
	if (hint !== undefined) found.push(...sentencesOf(hint, control.displayName));
	if (['resource', 'operation'].includes(name) && !control.noDataExpression)
		found.push('allows expressions');
	if (type === 'collection' && (control.options ?? []).some((one) => 'required' in one)) {
		found.push('holds a required field');
	}
	return found;
}

/** An operation's `action` is in sentence case, without articles. */
function actionOf(part: INodePropertyOptions, path: string): string[] {
	const isOperation = path.startsWith('operation.');
	if (!isOperation) return [];
	const { action } = part;
	if (!action) return ['lacks an action'];
	if (/\b(a|an|the)\b/i.test(action)) return ['has an action with an article'];
	// names
	const plain = action.replace('PixelFlow', 'pixelflow').replace('3D', '3d');
	return /^\p{Lu}[^\p{Lu}]*$/u.test(plain) ? [] : ['has an action that is not in sentence case'];
}

function partFindings({ part, path }: Placed): string[] {
	const label = labelOf(part);
	const isNotice = isControl(part) && part.type === 'notice';
	const found = isNotice ? sentencesOf(label, '') : wordingOf(label);
	if (!isNotice && !isTitleCase(label)) found.push('is not in Title Case');
	if ('description' in part && part.description !== undefined) {
		found.push(...sentencesOf(part.description, label));
	}
	if (isControl(part)) found.push(...controlOf(part));
	if (isEntry(part)) found.push(...actionOf(part, path));
	return found;
}

/**
 * n8n's rules for what a person reads, applied to controls as they are loaded; its own linter sees
 * only what stands in the source as a literal.
 */
export const wordingFindings = (properties: INodeProperties[]): string[] =>
	partsOf(properties).flatMap((placed) =>
		partFindings(placed).map((finding) => `${placed.path} ${finding}`),
	);
