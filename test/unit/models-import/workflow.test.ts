import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { inFolder } from './command';

interface Step {
	name?: string;
	uses?: string;
	if?: string;
	run?: string;
}

const FILE = path.resolve(__dirname, '..', '..', '..', '.github', 'workflows', 'models.yml');
const workflow = parse(readFileSync(FILE, 'utf8')) as {
	permissions: Record<string, string>;
	on: { schedule: Array<{ cron: string }> };
	jobs: { check: { steps: Step[] } };
};
const { steps } = workflow.jobs.check;
const step = (name: RegExp): Step => {
	const found = steps.find((one) => name.test(one.name ?? ''));
	if (!found) throw new Error(`no step ${name.source}`);
	return found;
};

/** Stands in for npm and gh: the one ends as it is told, the other notes what it was asked. */
const STANDINS: Record<string, string> = {
	npm: 'echo "1 of 1: a" >&2\necho "a: changed: seed"\nexit "$ENDS_WITH"\n',
	gh: [
		'echo "$@" >> asked.txt',
		'if [ "$2" = list ]; then printf "%s" "$OPEN_ISSUE"; else cat issue.md > sent.md; fi',
	].join('\n'),
};

/** Runs the steps of the workflow as GitHub does. @returns what gh was asked, and what it was given */
async function runSteps(code: number, openIssue = '') {
	return await inFolder(async (folder) => {
		const bin = path.join(folder, 'bin');
		mkdirSync(bin);
		for (const [name, script] of Object.entries(STANDINS)) {
			writeFileSync(path.join(bin, name), `#!/bin/bash\n${script}\n`);
			chmodSync(path.join(bin, name), 0o755);
		}
		const output = path.join(folder, 'output.txt');
		const bash = ({ run = '' }: Step, env: Record<string, string>) =>
			spawnSync('bash', ['--norc', '-e', '-c', run], {
				cwd: folder,
				env: { ...env, PATH: `${bin}:${process.env.PATH ?? ''}`, GITHUB_OUTPUT: output },
				encoding: 'utf8',
			});
		const compared = bash(step(/^Compare/), { ENDS_WITH: String(code) });
		expect(compared.status).toBe(0);
		const told = /^code=(\d)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? '';
		if (told !== '0') {
			const issue = bash(step(/^Open an issue/), {
				...{ CODE: told, RUN: 'https://example.com/run/1', OPEN_ISSUE: openIssue },
			});
			expect({ status: issue.status, stderr: issue.stderr }).toEqual({ status: 0, stderr: '' });
		}
		const text = (name: string) =>
			existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : '';
		return { told, asked: text('asked.txt'), sent: text('sent.md') };
	});
}

describe('the workflow that looks at the pages every week', () => {
	it('says nothing when all agree', async () => {
		expect(await runSteps(0)).toEqual({ told: '0', asked: '', sent: '' });
	});

	it('opens an issue with the report when facts differ', async () => {
		const { asked, sent } = await runSteps(1);
		expect(asked).toMatch(/^issue create --title Pages of models have changed --body-file/m);
		expect(sent).toContain('a: changed: seed');
		expect(sent).toContain('https://example.com/run/1');
	});

	it('opens another when a page could not be read', async () => {
		const { asked, sent } = await runSteps(2);
		expect(asked).toMatch(/^issue create --title Pages of models could not be read/m);
		expect(sent).toContain('1 of 1: a');
	});

	it('adds to the issue that is open', async () => {
		const { asked } = await runSteps(1, '17');
		expect(asked).toMatch(/^issue comment 17 --body-file/m);
		expect(asked).not.toContain('issue create');
	});

	it('is bound to what runs in it', () => {
		expect(step(/^Open an issue/).if).toBe("steps.compare.outputs.code != '0'");
		expect(step(/^A page that is not read/)).toMatchObject({
			if: "steps.compare.outputs.code == '2'",
			run: 'exit 2',
		});
		expect(workflow.permissions).toEqual({ contents: 'read', issues: 'write' });
		expect(workflow.on.schedule).toHaveLength(1);
		const used = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
		expect(used.length).toBeGreaterThan(0);
		expect(used.every((one) => /^actions\/[a-z-]+@[0-9a-f]{40}$/.test(one))).toBe(true);
	});
});
