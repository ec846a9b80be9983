import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../core/json';

/** Output of a node that ran; undefined where there is none. */
function outputOf(
	ctx: IExecuteFunctions,
	name: string,
	branch: number,
	run: number,
): INodeExecutionData[] | undefined {
	try {
		const proxy = ctx.getWorkflowDataProxy(0);
		const items = proxy.$items as (...where: unknown[]) => INodeExecutionData[] | null;
		return items(name, branch, run) ?? [];
	} catch {
		return undefined;
	}
}

function* outputsOf(ctx: IExecuteFunctions, name: string): Generator<INodeExecutionData[]> {
	for (let run = 0; ; run += 1) {
		let branch = 0;
		for (let items = outputOf(ctx, name, 0, run); items; branch += 1) {
			yield items;
			items = outputOf(ctx, name, branch + 1, run);
		}
		if (branch === 0) return;
	}
}

/** The files of an item. In n8n's combined mode, and only there, they stand within its JSON. */
function filesOf({ json, binary }: INodeExecutionData, combined: boolean): IBinaryData[] {
	const within = combined && isRecord(json._files) ? Object.values(json._files) : [];
	return [...Object.values(binary ?? {}), ...(within as unknown as IBinaryData[])];
}

const known = new WeakMap<IExecuteFunctions, ReadonlyMap<string, IBinaryData>>();

function findAll(ctx: IExecuteFunctions): ReadonlyMap<string, IBinaryData> {
	const combined = ctx.getWorkflowSettings().binaryMode === 'combined';
	const before = ctx.getParentNodes(ctx.getNode().name);
	const beside = before.flatMap(({ name }) => ctx.getChildNodes(name));
	const names = new Set([...before, ...beside].map(({ name }) => name));
	const outputs = [...names].flatMap((name) => [...outputsOf(ctx, name)]);
	const files = [ctx.getInputData(), ...outputs].flat().flatMap((item) => filesOf(item, combined));
	return new Map(files.flatMap((file) => (file.id ? [[file.id, file] as const] : [])));
}

/**
 * The file of an input item, or of a node that ran before in this execution, on whichever branch, by
 * its ID in n8n's storage. An ID alone proves nothing: it may come out of JSON from outside, and every file of this
 * n8n has one.
 */
export function heldFile(ctx: IExecuteFunctions, id: string): IBinaryData | undefined {
	const files = known.get(ctx) ?? findAll(ctx);
	known.set(ctx, files);
	return files.get(id);
}
