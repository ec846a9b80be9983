import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { ContractEntry } from './entries';
import { nest, unnest, type NestedEntries } from './nested';

/** Everything that a saved workflow can hold. */
export interface Contract {
	/** What n8n knows the node and the credential by, and other facts about them as a whole. */
	identity: Record<string, unknown>;
	node: ContractEntry[];
	credential: ContractEntry[];
}

const IDENTITY = 'identity';
const CREDENTIAL = 'credential';

/** The contract as it stands in the files of a folder. */
export function readContract(folder: string): Contract {
	const contract: Contract = { identity: {}, node: [], credential: [] };
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
		const file = name.slice(0, -'.json'.length);
		const content = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as NestedEntries;
		if (file === IDENTITY) contract.identity = content;
		else if (file === CREDENTIAL) contract.credential = unnest(file, content);
		else contract.node.push(...unnest(file, content));
	}
	return contract;
}

/** Writes the contract anew: one file for each operation, and nothing else in the folder. */
export async function writeContract(folder: string, contract: Contract): Promise<void> {
	const { identity, node, credential } = contract;
	const files = { identity, ...nest(node), [CREDENTIAL]: nest(credential).common };
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const [name, content] of Object.entries(files)) {
		const file = path.join(folder, `${name}.json`);
		const options = { ...(await resolveConfig(file)), parser: 'json' };
		writeFileSync(file, await format(JSON.stringify(content), options));
	}
}
