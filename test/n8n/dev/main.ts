/**
 * `npm run dev`: n8n on port 5678 with the package built and installed, rebuilt on change, the
 * local Segmind (or the real one with SEGMIND_API_KEY), the examples and an owner's account.
 * `-- --port 5680` takes another port, with a database of its own, `-- --n8n 1` the last n8n 1.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { secondThoughts } from '../../../scripts/setup/words.js';
import { openService, type Service } from '../../../scripts/start/service';
import { buildPackage } from '../lib/communityPackage';
import { installationAhead } from '../lib/host';
import { startN8n } from '../lib/n8n';
import { cacheFolder } from '../lib/paths';
import { OWNER } from '../lib/rest';
import { claimFolder, refuseUsedPort } from './guard';
import { prepareWorkspace } from './prepare';
import { rebuildOnChange } from './rebuild';

const tell = (line: string) => void process.stdout.write(`${line}\n`);

function report(url: string, first: string | undefined, segmind: string, seconds: number) {
	tell(`\n  n8n       ${url}   (ready in ${seconds.toFixed(0)} s)`);
	tell(`  login     ${OWNER.email}  /  ${OWNER.password}`);
	tell(`  Segmind   ${segmind}`);
	if (first) tell(`\n  Open ${url}/workflow/${first} and press “Execute workflow”.`);
	tell('  Changes in nodes/ and credentials/ are built and loaded at once. Ctrl+C ends it.\n');
}

const USUAL_PORT = '5678';

/**
 * A tenth of the documented time: long enough to see the wait, short enough to play. The port is
 * fixed, so that the credential of an earlier start still fits.
 */
const SIMULATION = { port: 4010, timeScale: 0.1 };

const described = ({ kind, credential: { baseUrl } }: Service): string =>
	kind === 'segmind'
		? `${baseUrl} with your key: images are billed`
		: `sandbox on ${baseUrl}, ten times faster than Segmind, nothing is billed`;

/** A database for each port: two n8n in one would get each other's credential. */
const folderFor = (n8n: string, port: string) =>
	path.join(cacheFolder(), port === USUAL_PORT ? `dev-${n8n}` : `dev-${n8n}-${port}`);

/** Says what will be installed, while there is still time not to. */
async function announceInstallation(version: string) {
	const ahead = installationAhead(version);
	if (!ahead) return;
	tell(ahead);
	await secondThoughts();
}

/**
 * Claims the port and the user folder for this process, before anything is built or installed.
 * @returns the user folder
 */
async function claim(n8n: string, port: string): Promise<string> {
	await refuseUsedPort(Number(port));
	const userFolder = folderFor(n8n, port);
	process.once('exit', await claimFolder(userFolder, `http://localhost:${port}`));
	return userFolder;
}

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: USUAL_PORT },
			n8n: { type: 'string', default: '2' },
		},
	});
	const started = Date.now();
	const userFolder = await claim(values.n8n, values.port);
	await announceInstallation(values.n8n);
	tell('Building the node …');
	await buildPackage();
	const segmind = await openService(process.env, SIMULATION);
	tell('Starting n8n …');
	const n8n = await startN8n({
		version: values.n8n,
		port: Number(values.port),
		userFolder,
		// Examples may name pictures on the web, and with a key the real API is used.
		loopbackOnly: false,
		env: { N8N_DEV_RELOAD: 'true' },
	}).catch(async (error: unknown) => {
		await segmind.close();
		throw error;
	});
	const first = await prepareWorkspace(
		n8n.rest,
		{ ...segmind.credential },
		n8n.filesFolder,
		segmind.photo,
	);
	const stopWatching = rebuildOnChange(n8n.packageFolder, tell);
	report(n8n.url, first, described(segmind), (Date.now() - started) / 1000);
	let stopping = false;
	const stop = async () => {
		if (stopping) return;
		stopping = true;
		stopWatching();
		await n8n.stop();
		await segmind.close();
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
