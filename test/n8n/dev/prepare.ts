import { exampleNames, readExample, withCredential } from '../lib/examples';
import type { N8nRest } from '../lib/rest';

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

/**
 * Sets up what a newcomer would have to: the credential and the examples. Workflows that are
 * there already, perhaps changed by the person, stay as they are. Returns the first one's id.
 */
export async function prepareWorkspace(rest: N8nRest, credentialData: Record<string, unknown>) {
	const credential = await credentialFor(rest, credentialData);
	const present = await rest.listWorkflows();
	let first: string | undefined;
	for (const name of await exampleNames()) {
		const file = await readExample(name);
		const known = present.find((workflow) => workflow.name === file.name);
		const id = known?.id ?? (await rest.importWorkflow(withCredential(file, credential)));
		first ??= id;
	}
	return first;
}
