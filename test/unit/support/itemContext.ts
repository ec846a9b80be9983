import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { FilesContext } from '../../../nodes/Segmind/http/context';

/** Items as the node's parameters and files see them. */
export interface ItemPlan {
	/** Values of the node's parameters, for every item alike. */
	parameters?: Record<string, unknown>;
	items?: INodeExecutionData[];
	/** What the workflow holds, where that is an expression for one of the values. */
	stored?: Record<string, unknown>;
}

function valueAt(values: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((found, key) => {
		if (typeof found !== 'object' || found === null) return undefined;
		return (found as Record<string, unknown>)[key];
	}, values);
}

/**
 * The little of an execution that reading one item takes: parameters by path with n8n's fallback
 * (without one, a parameter that is not there is refused as n8n does), and files kept in memory.
 */
export function itemContext({ parameters = {}, items = [{ json: {} }], stored }: ItemPlan) {
	const fileOf = (itemIndex: number, field: string | IBinaryData): IBinaryData => {
		if (typeof field !== 'string') return field;
		const item = items[itemIndex];
		const found = valueAt(item?.json, field) ?? item?.binary?.[field];
		if (!found) throw new Error(`No file '${field}' [item ${itemIndex}]`);
		return found as IBinaryData;
	};
	const context = {
		getInputData: () => items,
		getNode: () => ({ parameters: stored ?? parameters }),
		getNodeParameter: (path: string, _itemIndex: number, fallback?: unknown) => {
			const value = valueAt(parameters, path) ?? fallback;
			if (value === undefined) throw new Error(`Could not get parameter ${path}`);
			return value;
		},
		helpers: {
			assertBinaryData: fileOf,
			getBinaryDataBuffer: async (itemIndex: number, field: string | IBinaryData) =>
				Buffer.from(fileOf(itemIndex, field).data, 'base64'),
		},
	};
	return context as unknown as IExecuteFunctions;
}

/** A file as n8n keeps it in memory mode. */
export const fileOf = (content: Buffer | string, mimeType = 'image/png'): IBinaryData => ({
	data: Buffer.from(content).toString('base64'),
	mimeType,
});

/** A run in which nothing was uploaded yet. */
export const filesContext = (ctx: IExecuteFunctions): FilesContext =>
	({
		ctx,
		ledger: { uploaded: () => undefined },
		credential: { base: 'https://api.segmind.com' },
	}) as unknown as FilesContext;
