import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { isSlug, webAddress } from '../http/endpoints';
import { locatorValue } from '../models/slug';
import { readBodyFields, type FieldControls, type Fields } from './fields';
import { readFileFields, type FileField } from './customModel';
import { readOptions, type Options } from './options';

/** A PixelFlow as a person named it. */
export interface WorkflowName {
	/** Its place under `/workflows/`: `v2/{slug or ID}`, or the older `{ID}-v{N}`. */
	readonly path: string;
	/** The slug or ID alone. */
	readonly name: string;
}

/** All that one item asks of a workflow. */
export interface WorkflowRequest {
	readonly flow: WorkflowName;
	readonly fields: Fields;
	readonly files: readonly FileField[];
	readonly options: Options;
}

/** IDs as Segmind makes them, with a version behind them. A slug may end in `-v2` as well. */
const ID_WITH_VERSION = /^(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-v\d{1,6}$/i;

const VERSION = /-v\d{1,6}$/;

const LONGEST_NAME = 128;

/** What an expression that finds nothing leaves behind, as text. */
const NOTHING = ['undefined', 'null', 'NaN'];

const isName = (text: string): boolean =>
	isSlug(text) && text.length <= LONGEST_NAME && !NOTHING.includes(text);

/** The parts of an address that name the flow: its last one, and the one before. */
function lastParts(address: string): [before: string, last: string] {
	const parts = new URL(address).pathname.split('/').filter((part) => part !== '');
	// pages about a flow's API have this part behind its name
	if (parts.length > 1 && parts.at(-1) === 'api') parts.pop();
	return [parts.at(-2) ?? '', parts.at(-1) ?? ''];
}

/**
 * The flow that a text names: a slug, an ID, `{ID}-v{N}`, or an address of which only the last
 * parts count, so that it can lead the key nowhere.
 * @returns undefined when it names none
 */
export function workflowNamed(text: string): WorkflowName | undefined {
	const address = webAddress(text);
	const [before, name] = address === undefined ? ['', text.trim()] : lastParts(address);
	if (!isName(name)) return undefined;
	const older = before === 'workflows' ? VERSION.test(name) : ID_WITH_VERSION.test(name);
	return { path: older && before !== 'v2' ? name : `v2/${name}`, name };
}

const INPUTS: FieldControls = {
	mode: 'inputMode',
	rows: 'inputFields',
	json: 'inputJson',
	jsonLabel: 'JSON Inputs',
};

/**
 * Reads and checks what one item asks for. Nothing is uploaded or ordered yet.
 * @throws Problem
 */
export function readWorkflow(ctx: IExecuteFunctions, itemIndex: number): WorkflowRequest {
	// a plain string in workflows saved before it was a resource locator
	const text = locatorValue(ctx.getNodeParameter('workflowId', itemIndex, ''));
	const flow = workflowNamed(text);
	if (!flow) {
		const detail = text === '' ? 'It is empty.' : `Given: '${text.slice(0, 200)}'.`;
		throw new Problem(INPUT_ERRORS.workflowInvalid, { detail });
	}
	const fields = readBodyFields(ctx, itemIndex, INPUTS);
	return {
		flow,
		fields,
		files: readFileFields(ctx, itemIndex, 'fileFields', fields),
		options: readOptions(ctx, itemIndex),
	};
}
