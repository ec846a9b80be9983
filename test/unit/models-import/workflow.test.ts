import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { inFolder } from './command';

type Step = Partial<Record<'name' | 'uses' | 'if' | 'run', string>>;
const GITHUB = path.resolve(__dirname, '..', '..', '..', '.github');
const workflow = parse(readFileSync(path.join(GITHUB, 'workflows', 'models.yml'), 'utf8')) as {
	permissions: Record<string, string>;
	on: { schedule: Array<{ cron: string }> };
	jobs: { check: { steps: Step[] } };
};
const { steps } = workflow.jobs.check;
const step = (name: RegExp): Step => steps.find((one) => name.test(one.name ?? '')) ?? {};

/** Stands in for npm and gh: the one ends as it is told, the other notes what it was asked. */
const STANDINS: Record<string, string> = {
	npm: 'echo "1 of 1: a" >&2\necho "a: seed"\nexit "$ENDS_WITH"\n',
	gh: 'echo "$@" >> asked.txt\nif [ "$2" = list ]; then printf "%s" "$OPEN_ISSUE"; else cat "${@: -1}" > sent.md; fi',
};

/** Runs the steps of the workflow as GitHub does. @returns what gh was asked, and what it was given */
async function runSteps(code: number, openIssue = '') {
	return await inFolder(async (folder) => {
		symlinkSync(GITHUB, path.join(folder, '.github'));
		for (const [name, script] of Object.entries(STANDINS)) {
			writeFileSync(path.join(folder, name), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
		}
		const output = path.join(folder, 'output.txt');
		const text = (name: string) =>
			existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), 'utf8') : '';
		const bash = ({ run = 'exit 9' }: Step, env: Record<string, string>) => {
			const PATH = `${folder}:${process.env.PATH ?? ''}`;
			const given = { ...env, PATH, GITHUB_OUTPUT: output };
			const args = ['--norc', '-e', '-c', run];
			const { status, stderr } = spawnSync('bash', args, { cwd: folder, env: given });
			expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
		};
		bash(step(/^Compare/), { ENDS_WITH: String(code) });
		const told = /^code=(\d)$/m.exec(text('output.txt'))?.[1] ?? '';
		const issue = { CODE: told, RUN: 'https://example.com/run/1', OPEN_ISSUE: openIssue };
		if (told !== '0') bash(step(/^Open an issue/), issue);
		return { told, asked: text('asked.txt'), sent: text('sent.md') };
	});
}

describe('the workflow that looks at the documentation every week', () => {
	it('says nothing when all agree', async () => {
		expect(await runSteps(0)).toEqual({ told: '0', asked: '', sent: '' });
	});

	it.each<[number, string, RegExp, string]>([
		[1, '', /^issue create --title Documentation of models has changed --body-file/m, 'a: seed'],
		[1, '', /^issue create/m, 'https://example.com/run/1'],
		[1, '17', /^issue comment 17 --body-file/m, 'a: seed'],
		[2, '', /^issue create --title Documentation of models could not be read/m, '1 of 1: a'],
	])('reports an end with %d once (open issue: "%s")', async (code, issue, command, report) => {
		const { asked, sent } = await runSteps(code, issue);
		expect(asked).toMatch(command);
		expect(asked.match(/^issue (?:create|comment)/gm)).toHaveLength(1);
		expect(sent).toContain(report);
	});

	it('is bound to what runs in it', () => {
		expect(step(/^Open an issue/).if).toBe("steps.compare.outputs.code != '0'");
		const last = { if: "steps.compare.outputs.code == '2'", run: 'exit 2' };
		expect(step(/^What is not read/)).toMatchObject(last);
		expect(workflow.permissions).toEqual({ contents: 'read', issues: 'write' });
		expect(workflow.on.schedule).toHaveLength(1);
		const used = steps.flatMap(({ uses }) => uses ?? []);
		const pinned = expect.stringMatching(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
		expect(used).toEqual([pinned, pinned]);
	});
});
