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

This node and the usual alternatives, measured in n8n 2.41.1 by \`npm run bench\`, side by side and against the same local stand-in of Segmind, on loopback. Workflows are active and started by a webhook; _On Error_ is _Continue_, except with _Retry On Fail_ (five tries), because n8n retries only a node that fails. There, one image that fails ends the execution, and the next try submits again whatever the node does not remember.

- **time**: duration of the execution, as n8n records it
- **vs minimum**: that time divided by the theoretical minimum, with all jobs at the same time (the OpenAI node: one) and within the rate limit of the account. This node starts with 20 and doubles that as jobs are done, so that of many images the first rounds count
- **delivered**, **billed**: images the workflow received, and images in the billing records of the stand-in
- **status polls**: requests for the status of a job
- **memory**: peak of n8n's process above its peak with one tiny image in the same workflow, for scenarios with large files. Each run has its own n8n, which has run the workflow before and is idle, so neither its start nor loading the nodes counts. V8's room for short-lived objects is limited (\`--max-semi-space-size=16\`, in all scenarios) and reached before, and nobody asks n8n for anything meanwhile: otherwise these two decide more than the node. V8 collects received chunks after some 64 MB of them, whoever receives, so peaks up to half as much again are chance; holding the files would take 240 MB and more. Median of several runs, with their range

The OpenAI node processes one image after the other, and _batches of 5_ five at a time. With more than 20 images their time follows from that: it was not measured, and their lines in the chart are extrapolated (dashed). With jobs of 10 s the OpenAI node is left out; it takes five times as long as with jobs of 2 s. When the HTTP Request node uploads files, its items hold them as base64 text; n8n kept no data of these executions, so no image could be counted as delivered. Faults are drawn for 5 % of all requests: rate limits, server errors, lost connections, answers that are cut off or say something else. Jobs that fail and requests that are refused are not among them: nobody can get over those. Goals in seconds are those of a machine that does nothing else.
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
	return `- jobs of ${jobSeconds} s, each further image takes ${steps.join(', ')}`;
}

const goals = (lines: Line[]): string =>
	[
		'## Goals\n',
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
		'![Seconds by number of images, for each competitor](images/bench.svg)\n',
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
