/**
 * `npm run contract`: compares what the built node offers with test/contract/, which holds
 * everything that a saved workflow can hold. Whatever is missing or changed breaks people's
 * workflows and fails; what is new is fine, and `npm run contract -- --update` writes it down.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { format, resolveConfig } from 'prettier';
import { compare } from './contract/compare';
import { contractEntries, type ContractEntry, offeredEntries } from './contract/entries';
import { nest, unnest, type NestedEntries } from './contract/nested';
import { green, red } from './setup/words.js';

const FOLDER = path.resolve(__dirname, '../test/contract');

interface Contract {
	/** What n8n knows the node and the credential by, and other facts about them as a whole. */
	identity: Record<string, unknown>;
	node: ContractEntry[];
	credential: ContractEntry[];
}

const load = createRequire(__filename);

/** The contract that the built node and credential would keep. */
function current(): Contract {
	const { Segmind } = load('../dist/nodes/Segmind/Segmind.node.js') as {
		Segmind: new () => INodeType;
	};
	const { SegmindApi } = load('../dist/credentials/SegmindApi.credentials.js') as {
		SegmindApi: new () => ICredentialType;
	};
	const { description } = new Segmind();
	const credential = new SegmindApi();
	const { name, version, inputs, outputs, usableAsTool } = description;
	const node = { name, version, inputs, outputs, usableAsTool };
	const taken = (description.credentials ?? []).map((one) => [`credential ${one.name}`, true]);
	return {
		identity: {
			...Object.fromEntries(Object.entries(node).map(([key, value]) => [`node ${key}`, value])),
			...Object.fromEntries(taken),
			'credential name': credential.name,
		},
		node: offeredEntries(contractEntries(description.properties)),
		credential: contractEntries(credential.properties),
	};
}

/** The contract as it stands in its files. */
function committed(): Contract {
	const contract: Contract = { identity: {}, node: [], credential: [] };
	for (const file of readdirSync(FOLDER)) {
		const name = path.basename(file, '.json');
		const content = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as NestedEntries;
		if (name === 'identity') contract.identity = content;
		else contract[name === 'credential' ? name : 'node'].push(...unnest(name, content));
	}
	return contract;
}

/** Writes the contract anew: one file for each operation, and nothing else in the folder. */
async function write({ identity, node, credential }: Contract): Promise<void> {
	const files = { identity, ...nest(node), credential: nest(credential).common };
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	for (const [name, content] of Object.entries(files)) {
		const file = path.join(FOLDER, `${name}.json`);
		const options = { ...(await resolveConfig(file)), parser: 'json' };
		writeFileSync(file, await format(JSON.stringify(content), options));
	}
}

const identityLines = ({ identity }: Contract): string[] =>
	Object.entries(identity).map(([key, value]) => `${key} is ${JSON.stringify(value)}`);

async function main() {
	const [now, contract] = [current(), committed()];
	const node = compare(contract.node, now.node);
	const credential = compare(contract.credential, now.credential);
	const there = new Set(identityLines(now));
	const broken = [
		...identityLines(contract).filter((line) => !there.has(line)),
		...node.broken.map((line) => `node ${line}`),
		...credential.broken.map((line) => `credential ${line}`),
	];
	if (process.argv.includes('--update')) await write(now);
	for (const line of broken) console.error(`- ${line}`);
	const gone = `${broken.length} things that saved workflows rely on are gone or changed`;
	if (broken.length > 0) throw new Error(gone);
	const count = contract.node.length + contract.credential.length;
	const added = node.added.length + credential.added.length;
	console.log(`${green('✓')} all ${count} contract entries hold, ${added} lines are new`);
}

main().catch((error: unknown) => {
	console.error(`${red('✗')} ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
});
