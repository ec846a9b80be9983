import {
	NodeHelpers,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

/** A file that an item carries. */
export interface SourceFile {
	content: Buffer;
	fileName: string;
	mimeType: string;
}

/** An item as the first node of a workflow hands it on. */
export interface SourceItem {
	json?: Record<string, unknown>;
	files?: Record<string, SourceFile>;
	/** Files that are in n8n's storage already, or not any more. */
	stored?: NonNullable<INodeExecutionData['binary']>;
}

const plain = (name: string): INodeTypeDescription => ({
	displayName: name,
	name,
	group: ['transform'],
	version: 1,
	description: name,
	defaults: { name },
	inputs: name === 'source' ? [] : ['main'],
	outputs: ['main'],
	properties: [],
});

/** The first node: emits the given items, their files put into n8n's own binary storage. */
export function sourceNode(items: SourceItem[]): INodeType {
	return {
		description: plain('source'),
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const made = items.map(async ({ json, files, stored }) => {
				const binary: NonNullable<INodeExecutionData['binary']> = { ...stored };
				for (const [name, file] of Object.entries(files ?? {})) {
					binary[name] = await this.helpers.prepareBinaryData(
						file.content,
						file.fileName,
						file.mimeType,
					);
				}
				return {
					json: (json ?? {}) as INodeExecutionData['json'],
					...((files || stored) && { binary }),
				};
			});
			return [await Promise.all(made)];
		},
	};
}

/** Hands on what comes in. */
export const passNode: INodeType = {
	description: plain('pass'),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	},
};

/** Each item twice, without a word of which one it came from, as a Code node can do it. */
export const unpairedNode: INodeType = {
	description: plain('unpaired'),
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData().flatMap(({ json }) => [{ json }, { json }])];
	},
};

/** The nodes of a workflow by their type names. */
export function nodeTypesOf(types: Record<string, INodeType>): INodeTypes {
	const find = (name: string): INodeType => {
		const type = types[name];
		if (!type) throw new Error(`No node type ${name}`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
		getKnownTypes: () => ({}),
	};
}
