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

interface Column {
	name: string;
	type: string;
}

/** The file that the product table's example comes with. */
export async function sampleCsv(): Promise<string> {
	return await readFile(path.join(PROJECT_FOLDER, 'examples', 'product-table.csv'), 'utf8');
}

/** The same with this photo for every product. */
export async function productsCsv(photo: string): Promise<string> {
	return (await sampleCsv()).replaceAll(/https:\/\/shop\.example\/photos\/[^,]*/g, photo);
}

/** Where the example that works on such a file looks for it. */
const CSV_PATH = '/home/node/.n8n-files/product-table.csv';

/** Whether a workflow works on such a file. */
export const needsCsv = (file: WorkflowFile): boolean => JSON.stringify(file).includes(CSV_PATH);

/** A copy that works on this file: what a person enters under _Where the File Is_. */
export const withCsv = (file: WorkflowFile, csv: string): WorkflowFile =>
	JSON.parse(
		JSON.stringify(file).replaceAll(CSV_PATH, JSON.stringify(csv).slice(1, -1)),
	) as WorkflowFile;

/** Uploads a CSV file as n8n's dialog does; the types of the columns are n8n's own guess. */
async function upload(rest: N8nRest, csv: string): Promise<{ id: string; columns: Column[] }> {
	const body = new FormData();
	body.append('hasHeaders', 'true');
	body.append('file', new Blob([csv], { type: 'text/csv' }), 'product-table.csv');
	const response = await fetch(`${rest.baseUrl}/rest/data-tables/uploads`, {
		method: 'POST',
		headers: { cookie: rest.loginCookie },
		body,
	});
	if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
	return ((await response.json()) as { data: { id: string; columns: Column[] } }).data;
}

/** Creates a table from a CSV file, as a person does on n8n's page of data tables. */
export async function createTable(rest: N8nRest, csv: string): Promise<DataTable> {
	const file = await upload(rest, csv);
	const columns = file.columns.map(({ name, type }) => ({ name, type }));
	const { id: project } = await rest.call<{ id: string }>('GET', '/projects/personal');
	const tables = `/projects/${project}/data-tables`;
	const body = { name: 'Products', columns, fileId: file.id, hasHeaders: true };
	const { id } = await rest.call<{ id: string }>('POST', tables, body);
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
