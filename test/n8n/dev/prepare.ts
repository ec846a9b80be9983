import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
	createTable,
	needsCsv,
	needsTable,
	productsCsv,
	withCsv,
	withTable,
} from '../lib/dataTable';
import { exampleNames, readExample, withCredential } from '../lib/examples';
import type { N8nRest } from '../lib/rest';
import type { WorkflowFile } from '../lib/workflowTypes';

const CREDENTIAL_NAME = 'Segmind account';

interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

async function credentialFor(rest: N8nRest, data: Record<string, unknown>) {
	const all = await rest.call<StoredCredential[]>('GET', '/credentials');
	const known = all.find(({ name, type }) => name === CREDENTIAL_NAME && type === 'segmindApi');
	if (!known) return await rest.createCredential('segmindApi', CREDENTIAL_NAME, data);
	const body = { name: CREDENTIAL_NAME, type: 'segmindApi', data };
	await rest.call('PATCH', `/credentials/${known.id}`, body);
	return { id: known.id, name: CREDENTIAL_NAME };
}

/** The example with a table or a file of its own, whose photos are this one; as it is, when there is none. */
async function withProducts(
	rest: N8nRest,
	file: WorkflowFile,
	filesFolder: string,
	photo: string | undefined,
) {
	if (photo === undefined) return file;
	const csv = await productsCsv(photo);
	if (needsCsv(file)) {
		const place = path.join(filesFolder, 'product-table.csv');
		// one that is there is the person's, from an earlier start
		await writeFile(place, csv, { flag: 'wx' }).catch(() => undefined);
		return withCsv(file, place);
	}
	if (!needsTable(file)) return file;
	// A table of that name is the person's, from an earlier start.
	const table = await createTable(rest, csv).catch(() => undefined);
	return table ? withTable(file, table.id) : file;
}

/**
 * Sets up what a newcomer would have to: the credential, the table and the examples. Workflows that are
 * there already, perhaps changed by the person, stay as they are. Returns the first one's id.
 * @param filesFolder in which n8n may read and write
 * @param photo URL of a product photo for the table, where there is one
 */
export async function prepareWorkspace(
	rest: N8nRest,
	credentialData: Record<string, unknown>,
	filesFolder: string,
	photo?: string,
) {
	const credential = await credentialFor(rest, credentialData);
	const present = await rest.listWorkflows();
	let first: string | undefined;
	for (const name of await exampleNames()) {
		const file = await readExample(name);
		const known = present.find((workflow) => workflow.name === file.name);
		const add = async () => {
			const ready = await withProducts(rest, file, filesFolder, photo);
			return await rest.importWorkflow(withCredential(ready, credential));
		};
		const id = known?.id ?? (await add());
		first ??= id;
	}
	return first;
}
