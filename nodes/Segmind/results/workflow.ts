import { isRecord, parseJson } from '../core/json';
import { FILE_KEYS, wholeUrl } from './files';

/** One output of a finished workflow. */
export interface WorkflowOutput {
	readonly name: string;
	/** Segmind's own word for what it is, such as `image`; empty where it says nothing. */
	readonly type: string;
	readonly value: unknown;
	/** URLs of the files among its values. */
	readonly urls: readonly string[];
}

/** Under this name goes what came without one. */
const NAMELESS = 'output';

const MEDIA_TYPE = /image|video|audio|media|file|gif|mask|3d|mesh/i;

/** Segmind keeps the files that it makes on hosts of its own. */
const SEGMIND_HOST = /(?:^|\.)segmind\.com$/;

/** A signed link of n8n to what went in, without its token: there is nothing to fetch. */
const STRUCK_OUT = /\/signed\?token=%E2%80%A6$/;

/**
 * Whether a URL is that of a file. Where the answer states a type, that decides: the URL in a text
 * is the text itself. Without one, the name does, or Segmind's own host: what a language model in
 * a workflow says must open nothing.
 */
function isFile(name: string, type: string, url: string): boolean {
	if (STRUCK_OUT.test(url)) return false;
	if (type !== '') return MEDIA_TYPE.test(type);
	return FILE_KEYS.includes(name) || SEGMIND_HOST.test(new URL(url).hostname);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function urlsOf(name: string, type: string, value: unknown): string[] {
	return listOf(value).flatMap((one) => {
		const url = wholeUrl(one);
		return url !== undefined && isFile(name, type, url) ? [url] : [];
	});
}

/** An output out of its value: `{data, type}`, a list of them, or a bare one. */
function named(name: string, value: unknown): WorkflowOutput {
	if (Array.isArray(value)) {
		const each = value.map((one) => named(name, one));
		const type = each.find((one) => one.type)?.type ?? '';
		return {
			name,
			type,
			value: each.map((one) => one.value),
			urls: each.flatMap(({ urls }) => urls),
		};
	}
	const bare = !isRecord(value) || !('data' in value);
	const type = !bare && typeof value.type === 'string' ? value.type : '';
	const content = bare ? value : value.data;
	return { name, type, value: content, urls: urlsOf(name, type, content) };
}

/** A whole `output` without names: a URL, or a list of nothing but URLs, is files. */
function nameless(value: unknown): WorkflowOutput {
	const urls = listOf(value).map(wholeUrl);
	const found = named(NAMELESS, value);
	return urls.includes(undefined) ? found : { ...found, urls: urls as string[] };
}

function ofEntry(entry: Record<string, unknown>): WorkflowOutput {
	const name = typeof entry.keyname === 'string' ? entry.keyname.trim() : '';
	return named(name || NAMELESS, 'keyname' in entry ? entry.value : entry);
}

const isEntry = (value: unknown): value is Record<string, unknown> =>
	isRecord(value) && 'keyname' in value;

/** JSON that came as text is unpacked; any other text is itself the output. */
function unpacked(output: unknown): unknown {
	if (typeof output !== 'string' || !/^\s*[[{"]/.test(output)) return output;
	return parseJson(output) ?? output;
}

/** Outputs of the same name become one with a list, where the first was. */
function merged(outputs: readonly WorkflowOutput[]): WorkflowOutput[] {
	const byName = new Map<string, WorkflowOutput[]>();
	for (const one of outputs) {
		const same = byName.get(one.name);
		if (same) same.push(one);
		else byName.set(one.name, [one]);
	}
	return [...byName.values()].map((same) => {
		const [first, ...others] = same as [WorkflowOutput, ...WorkflowOutput[]];
		if (others.length === 0) return first;
		const type = same.find((one) => one.type)?.type ?? '';
		const urls = same.flatMap((one) => one.urls);
		return { name: first.name, type, value: same.flatMap(({ value }) => value), urls };
	});
}

/**
 * The outputs of a finished workflow. `output` is a list of names with values, as JSON or as a text of
 * it; whatever else it holds is kept under the names that it has, or as `output`.
 * @returns undefined when the answer holds no output at all
 */
export function workflowOutputs(json: unknown): WorkflowOutput[] | undefined {
	const output = unpacked(isRecord(json) ? json.output : undefined);
	if (output === undefined || output === null) return undefined;
	if (typeof output === 'string' && output.trim() === '') return undefined;
	if (Array.isArray(output)) {
		if (output.length === 0) return [];
		if (!output.some(isEntry)) return [nameless(output)];
		return merged(output.map((one) => (isEntry(one) ? ofEntry(one) : named(NAMELESS, one))));
	}
	if (!isRecord(output)) return [nameless(output)];
	if (isEntry(output)) return [ofEntry(output)];
	return Object.entries(output).map(([name, value]) => named(name, value));
}
