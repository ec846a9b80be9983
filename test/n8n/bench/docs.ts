import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { PROJECT_FOLDER } from '../lib/paths';
import { chart } from './chart';
import { check } from './check';
import { row, TITLES } from './report';
import type { Line } from './run';

const FOLDER = path.join(PROJECT_FOLDER, 'docs');

function table(lines: Line[]): string {
	const head = `| ${TITLES.join(' | ')} |\n| ${TITLES.map(() => '---').join(' | ')} |`;
	return [head, ...lines.map((line) => `| ${row(line).join(' | ')} |`)].join('\n');
}

const machine = (): string => {
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	return `${cpus().length} cores, ${gigabytes} GB, Node ${process.versions.node}, ${process.platform}`;
};

const INTRODUCTION = `# Benchmarks

This node and what people use today, measured in n8n 2.41.1 by \`npm run bench\`, side by side and against the same local stand-in of Segmind, on loopback. Workflows are active and started by a webhook; _On Error_ is _Continue_ for all, but for those with _Retry On Fail_ (five tries): n8n retries only what fails. One job that Segmind has lost then ends the execution of everyone; what differs is how often the other 49 are paid.

- **time**: of the execution, as n8n notes it
- **of the limit**: that time over what can be done at all with as many orders at the same time (this node: 20, the OpenAI node: 1, the others: all), or over what the limit of the account allows
- **delivered**, **billed**: images that came out, and images that the stand-in's own books charged
- **looks**: questions for the status of a job
- **memory**: peak of n8n's process above its peak with one tiny image in the same workflow (only where large files are at stake). Each time in an n8n of its own that has run the workflow before and has come to rest, so neither its start nor the loading of nodes counts; the median of several, and from where to where they went

The OpenAI node works on one image after the other, and _batches of 5_ on five; with more than 20 images their time follows from that and was not measured, and their lines in the picture are drawn on (dashed). Where the OpenAI node is missing beside jobs of 10 s, it takes five times as long as with jobs of 2 s. Where files are uploaded with the HTTP Request node, its items hold them as base64 text; n8n kept no data of these executions, so nothing of them could be counted as delivered. No time stands in a test: other machines are faster or slower, ratios remain.
`;

/** Seconds that each further image took this node, from one number of images to a larger one. */
function growth(lines: Line[], jobSeconds: number): string {
	const own = lines
		.filter(
			({ competitor, scenario }) =>
				competitor === 'this node' && scenario.endsWith(`images, jobs of ${jobSeconds} s`),
		)
		.sort((a, b) => a.images - b.images);
	const steps = own.slice(1).map((line, at) => {
		const before = own[at] ?? line;
		const each = (line.wallMs - before.wallMs) / 1000 / (line.images - before.images);
		return `${each.toFixed(3)} s from ${before.images} to ${line.images}`;
	});
	const bound = (jobSeconds / 20).toFixed(3);
	return `- jobs of ${jobSeconds} s, for each further image: ${steps.join(', ')} (twenty at a time allow ${bound} s)`;
}

const goals = (lines: Line[]): string =>
	[
		'## What has to hold\n',
		...check(lines).map(({ what, holds }) => `- ${holds ? '✓' : '✗'} ${what}`),
		growth(lines, 2),
		growth(lines, 10),
		'',
	].join('\n');

const JSON_FILE = path.join(FOLDER, 'benchmarks.json');

/** The lines that are written down, those of these scenarios replaced. */
export function merged(lines: Line[]): Line[] {
	const before = (JSON.parse(readFileSync(JSON_FILE, 'utf8')) as { lines: Line[] }).lines;
	const again = new Set(lines.map(({ scenario }) => scenario));
	const names = [...new Set([...before, ...lines].map(({ scenario }) => scenario))];
	return names.flatMap((name) =>
		(again.has(name) ? lines : before).filter(({ scenario }) => scenario === name),
	);
}

/** Writes docs/benchmarks.{json,md} and the picture. */
export async function writeDocs(lines: Line[]): Promise<void> {
	const date = new Date().toISOString().slice(0, 10);
	const scenarios = [...new Set(lines.map(({ scenario }) => scenario))];
	const sections = scenarios.map(
		(name) => `## ${name}\n\n${table(lines.filter(({ scenario }) => scenario === name))}\n`,
	);
	const text = [
		INTRODUCTION,
		`Measured on ${date}: ${machine()}.\n`,
		'![Seconds by number of images, for each way](images/bench.svg)\n',
		goals(lines),
		...sections,
	].join('\n');
	const file = path.join(FOLDER, 'benchmarks.md');
	const options = { ...(await resolveConfig(file)), parser: 'markdown' };
	await writeFile(file, await format(text, options));
	const json = JSON.stringify({ date, machine: machine(), lines }, null, '\t');
	await writeFile(JSON_FILE, `${json}\n`);
	await writeFile(path.join(FOLDER, 'images', 'bench.svg'), chart(lines));
}
