import { createHash } from 'node:crypto';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

/** One item that the node put out. */
export interface Row {
	/** Number of the item that it came of, or null where that is not said. */
	readonly item: number | null;
	readonly json: Readonly<Record<string, unknown>>;
	/** SHA-256 of the file, in hexadecimal, where there is one. */
	readonly hash?: string;
	readonly mimeType?: string;
}

async function hashOf(binary: IBinaryData): Promise<string> {
	const { Container } = await import('@n8n/di');
	const { BinaryDataService } = await import('n8n-core');
	const content = await Container.get(BinaryDataService).getAsBuffer(binary);
	return createHash('sha256').update(content).digest('hex');
}

function itemOf({ pairedItem }: INodeExecutionData): number | null {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : null;
}

/** Reads what an output holds, files included. */
export async function rowsOf(output: INodeExecutionData[] | null | undefined): Promise<Row[]> {
	return await Promise.all(
		(output ?? []).map(async (row) => {
			const binary = row.binary?.data;
			return {
				item: itemOf(row),
				json: row.json,
				...(binary && { hash: await hashOf(binary), mimeType: binary.mimeType }),
			};
		}),
	);
}

/** Whether a row says that its item came to nothing. */
export const isError = ({ json }: Row): boolean => typeof json.error === 'string';

export const textOf = ({ json }: Row): string => `${String(json.error)} ${String(json.message)}`;
