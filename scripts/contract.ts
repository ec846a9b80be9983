/**
 * `npm run contract`: compares what the built node offers with test/contract/, which holds
 * everything that a saved workflow can hold. Whatever is missing or changed breaks people's
 * workflows and fails; what is new is fine, and `npm run contract -- --update` writes it down.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { compare } from './contract/compare';
import { contractEntries } from './contract/entries';
import { readContract, writeContract, type Contract } from './contract/files';
import { green, red } from './setup/words.js';

const FOLDER = path.resolve(__dirname, '../test/contract');

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
		node: contractEntries(description.properties),
		credential: contractEntries(credential.properties),
	};
}

const identityLines = ({ identity }: Contract): string[] =>
	Object.entries(identity).map(([key, value]) => `${key} is ${JSON.stringify(value)}`);

function differences(contract: Contract, now: Contract) {
	const node = compare(contract.node, now.node);
	const credential = compare(contract.credential, now.credential);
	const there = new Set(identityLines(now));
	const gone = identityLines(contract).filter((line) => !there.has(line));
	return {
		broken: [
			...gone,
			...node.broken.map((line) => `node ${line}`),
			...credential.broken.map((line) => `credential ${line}`),
		],
		added: node.added.length + credential.added.length,
	};
}

async function main() {
	const now = current();
	const contract = readContract(FOLDER);
	const count = contract.node.length + contract.credential.length;
	const { broken, added } = differences(contract, now);
	if (process.argv.includes('--update')) await writeContract(FOLDER, now);
	for (const line of broken) console.error(`- ${line}`);
	if (broken.length > 0) {
		process.exitCode = 1;
		console.error(
			`${red('✗')} ${broken.length} things that saved workflows rely on are gone or changed`,
		);
		return;
	}
	console.log(`${green('✓')} all ${count} contract entries hold, ${added} lines are new`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
