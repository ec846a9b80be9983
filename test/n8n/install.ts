/** `npm run e2e -- --install`: installs the n8n hosts and says where; nothing to do the second time. */
import { ensureHost } from './lib/host';
import { HOSTS } from './lib/paths';

async function main() {
	const wanted = process.argv.slice(2);
	for (const version of wanted.length ? wanted : HOSTS.map((host) => host.version)) {
		const started = Date.now();
		const host = await ensureHost(version);
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		process.stdout.write(
			`n8n ${host.version} on Node ${host.node.version}: ready (${seconds} s)\n`,
		);
		process.stdout.write(`  ${host.script}\n`);
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
