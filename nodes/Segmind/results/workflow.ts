import { isRecord, parseJson } from '../core/json';

/** One output of a finished workflow. */
export interface WorkflowOutput {
	readonly name: string;
	/** Segmind's own word for what it is, such as `image`; empty where it says nothing. */
	readonly type: string;
	readonly value: unknown;
}

/** Under this name goes what came without one. */
const NAMELESS = 'output';

/** The bare value out of `{data, type}`, also of a list of them. */
function bare(value: unknown): Pick<WorkflowOutput, 'type' | 'value'> {
	if (Array.isArray(value)) {
		const each = value.map(bare);
		return { type: each.find(({ type }) => type)?.type ?? '', value: each.map((one) => one.value) };
	}
	if (!isRecord(value) || !('data' in value)) return { type: '', value };
	return { type: typeof value.type === 'string' ? value.type : '', value: value.data };
}

const named = (name: string, value: unknown): WorkflowOutput => ({ name, ...bare(value) });

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
		return { name: first.name, type, value: same.flatMap(({ value }) => value) };
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
		if (!output.some(isEntry)) return [named(NAMELESS, output)];
		return merged(output.map((one) => (isEntry(one) ? ofEntry(one) : named(NAMELESS, one))));
	}
	if (!isRecord(output)) return [named(NAMELESS, output)];
	if (isEntry(output)) return [ofEntry(output)];
	return Object.entries(output).map(([name, value]) => named(name, value));
}
