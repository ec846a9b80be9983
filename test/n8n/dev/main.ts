/**
 * `npm run dev`: n8n on port 5678 with the package built and installed, rebuilt on change, the
 * local Segmind (or the real one with SEGMIND_API_KEY), the examples and an owner's account.
 * `-- --port 5680` takes another port, `-- --n8n 1` the last n8n 1.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { buildPackage } from '../lib/communityPackage';
import { startN8n } from '../lib/n8n';
import { cacheFolder } from '../lib/paths';
import { OWNER } from '../lib/rest';
import { prepareWorkspace } from './prepare';
import { rebuildOnChange } from './rebuild';
import { openSegmind } from './segmind';

const tell = (line: string) => void process.stdout.write(`${line}\n`);

function report(url: string, first: string | undefined, segmind: string, seconds: number) {
	tell(`\n  n8n       ${url}   (ready in ${seconds.toFixed(0)} s)`);
	tell(`  login     ${OWNER.email}  /  ${OWNER.password}`);
	tell(`  Segmind   ${segmind}`);
	if (first) tell(`\n  Open ${url}/workflow/${first} and press “Execute workflow”.`);
	tell('  Changes in nodes/ and credentials/ are built and loaded at once. Ctrl+C ends it.\n');
}

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			n8n: { type: 'string', default: '2' },
		},
	});
	const started = Date.now();
	tell('Building the node …');
	await buildPackage();
	const userFolder = path.join(cacheFolder(), `dev-${values.n8n}`);
	await mkdir(userFolder, { recursive: true });
	const segmind = await openSegmind();
	tell('Starting n8n …');
	const n8n = await startN8n({
		version: values.n8n,
		port: Number(values.port),
		userFolder,
		// Examples may name pictures on the web, and with a key the real API is used.
		loopbackOnly: false,
		env: { N8N_DEV_RELOAD: 'true' },
	}).catch(async (error: unknown) => {
		await segmind.stop();
		throw error;
	});
	const first = await prepareWorkspace(n8n.rest, segmind.credential);
	const stopWatching = rebuildOnChange(n8n.packageFolder, tell);
	report(n8n.url, first, segmind.description, (Date.now() - started) / 1000);
	let stopping = false;
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		stopWatching();
		await n8n.stop();
		await segmind.stop();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
	await n8n.ended;
	const output = path.join(userFolder, 'n8n-output.txt');
	if (!stopping) tell(`n8n ended by itself; its output is in ${output}`);
	await stop();
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
