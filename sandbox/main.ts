import { Command, InvalidArgumentError } from 'commander';
import { startSandbox, type Sandbox, type SandboxOptions } from '.';
import { parseFaults } from './faults/plan';

function toNumber(text: string): number {
	const value = Number(text);
	if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('Not a number.');
	return value;
}

/** `10/5` = ten submits in five seconds. */
function toRateLimit(text: string): SandboxOptions['rateLimit'] {
	const [, submits, seconds] = /^(\d+)\/(\d+(?:\.\d+)?)$/.exec(text) ?? [];
	if (!submits || !seconds) throw new InvalidArgumentError('Use SUBMITS/SECONDS, e.g. 10/5.');
	return { submits: Number(submits), windowMs: Number(seconds) * 1000, header: 'reset' };
}

type Arguments = Omit<SandboxOptions, 'randomFaults'> & { randomFaults?: number; quiet?: boolean };

const program = new Command('sandbox')
	.description('A local stand-in of the Segmind API: jobs, uploads, results and faults.')
	.option(
		'--port <number>',
		'of the API; uploads use the next, images the one after',
		toNumber,
		4010,
	)
	.option('--time-scale <factor>', '1 = as documented, 0.1 = ten times faster', toNumber, 1)
	.option('--job-seconds <seconds>', 'the same time for each job, before --time-scale', toNumber)
	.option('--seed <number>', 'of everything random', toNumber, 1)
	.option('--credits <usd>', 'balance to start with', toNumber, 100)
	.option('--rate-limit <submits/seconds>', 'e.g. 10/5', toRateLimit)
	.option('--render <kind>', 'full pictures or tiny ones', 'full')
	.option('--output-bytes <bytes>', 'pad outputs to this size', toNumber)
	.option('--faults <rules>', 'step:kind[:nth[:times]], separated by commas', parseFaults)
	.option('--random-faults <rate>', 'share of requests that fail, 0 to 1', toNumber)
	.option('--quiet', 'do not print requests');

function announce(sandbox: Sandbox): void {
	const lines = [
		'Local Segmind is running. In n8n, create a "Segmind API" credential with:',
		'',
		`  API Key      ${sandbox.apiKey}`,
		`  Base URL     ${sandbox.baseUrl}`,
		`  Upload URL   ${sandbox.uploadUrl}`,
		'',
		`Images are served from ${sandbox.imagesUrl}; to try it out without a file, use`,
		...['product.png', 'scene.jpg', 'mask.png'].map(
			(name) => `  ${sandbox.imagesUrl}/gallery/${name}`,
		),
		'',
		'Press Ctrl+C to stop.',
	];
	process.stdout.write(`${lines.join('\n')}\n`);
}

async function main(): Promise<void> {
	const { quiet, randomFaults, render, ...options } = program.parse().opts<Arguments>();
	const sandbox = await startSandbox({
		...options,
		render: render === 'tiny' ? 'tiny' : 'full',
		randomFaults: randomFaults ? { rate: randomFaults } : undefined,
		log: quiet ? undefined : (line) => process.stdout.write(`${line}\n`),
	});
	announce(sandbox);
	const stop = () => {
		void sandbox.close();
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
