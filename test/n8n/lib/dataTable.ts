import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { PROJECT_FOLDER } from './paths';
import type { N8nRest } from './rest';
import type { WorkflowFile } from './workflowTypes';

/** Row of a data table, by the names of its columns. */
export type Row = Record<string, unknown>;

/** A data table of n8n. */
export interface DataTable {
	id: string;
	/** All rows in the order in which they were entered. */
	read(): Promise<Row[]>;
}

const SAMPLE = path.join(PROJECT_FOLDER, 'examples', 'product-table.csv');

/** Names of the columns and the rows of the file that the product table's example comes with. */
export async function sampleTable(): Promise<{ names: string[]; rows: Row[] }> {
	const [head = '', ...lines] = (await readFile(SAMPLE, 'utf8')).trim().split('\n');
	const names = head.split(',');
	const rows = lines.map((line) =>
		Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell || null])),
	);
	return { names, rows };
}

/** Creates a table of products as n8n's page of data tables does, with these rows in it. */
export async function createTable(rest: N8nRest, rows: Row[]): Promise<DataTable> {
	const { id: project } = await rest.call<{ id: string }>('GET', '/projects/personal');
	const columns = (await sampleTable()).names.map((name) => ({
		name,
		type: name === 'cost' ? 'number' : 'string',
	}));
	const tables = `/projects/${project}/data-tables`;
	const { id } = await rest.call<{ id: string }>('POST', tables, { name: 'Products', columns });
	await rest.call('POST', `${tables}/${id}/insert`, { data: rows });
	const read = async () =>
		(await rest.call<{ data: Row[] }>('GET', `${tables}/${id}/rows?sortBy=id:asc`)).data;
	return { id, read };
}

const usesTable = ({ type }: WorkflowFile['nodes'][number]) => type.endsWith('.dataTable');

/** Whether a workflow needs a data table to be chosen. */
export const needsTable = ({ nodes }: WorkflowFile): boolean => nodes.some(usesTable);

/** A copy in which every node works on this table: what a person does after an import. */
export function withTable(file: WorkflowFile, id: string): WorkflowFile {
	const dataTableId = { __rl: true, mode: 'list', value: id, cachedResultName: 'Products' };
	const nodes = file.nodes.map((node) =>
		usesTable(node) ? { ...node, parameters: { ...node.parameters, dataTableId } } : node,
	);
	return { ...file, nodes };
}
