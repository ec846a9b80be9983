/**
 * `npm run contract`: compares what the built node offers with contract.json, which holds
 * everything that a saved workflow can hold. Whatever is missing or changed breaks people's
 * workflows and fails; what is new is fine, and `npm run contract -- --update` writes it down.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { format, resolveConfig } from 'prettier';
import { compare, promisesOf, type Promises } from './contract/promises';
import { green, red } from './setup/words.js';

const PROJECT = path.resolve(__dirname, '..');
const FILE = path.join(PROJECT, 'contract.json');

const load = createRequire(__filename);

function current(): Promises {
	const { Segmind } = load('../dist/nodes/Segmind/Segmind.node.js') as {
		Segmind: new () => INodeType;
	};
	const { SegmindApi } = load('../dist/credentials/SegmindApi.credentials.js') as {
		SegmindApi: new () => ICredentialType;
	};
	const { description } = new Segmind();
	const credential = new SegmindApi();
	const { name, version, inputs, outputs, credentials, usableAsTool } = description;
	const node = { name, version, inputs, outputs, usableAsTool };
	return [
		...Object.entries(node).map(([key, value]) => `node: ${key} is ${JSON.stringify(value)}`),
		...(credentials ?? []).map((one) => `node: takes the credential ${one.name}`),
		`credential: name is ${credential.name}`,
		...promisesOf(description.properties).map((line) => `node ${line}`),
		...promisesOf(credential.properties).map((line) => `credential ${line}`),
	];
}

async function write(lines: Promises) {
	const options = { ...(await resolveConfig(FILE)), parser: 'json' };
	writeFileSync(FILE, await format(JSON.stringify(lines), options));
}

async function main() {
	const now = current();
	const contract = JSON.parse(readFileSync(FILE, 'utf8')) as Promises;
	const { broken, added } = compare(contract, now);
	if (process.argv.includes('--update')) await write(now);
	for (const line of broken) console.error(`- ${line}`);
	if (broken.length > 0) {
		process.exitCode = 1;
		console.error(
			`${red('✗')} ${broken.length} of ${contract.length} lines that saved workflows rely on are gone or changed`,
		);
		return;
	}
	console.log(
		`${green('✓')} all ${contract.length} lines of contract.json hold, ${added.length} new`,
	);
}

void main();
