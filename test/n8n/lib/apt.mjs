import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { progress } from '../../../scripts/setup/words.js';

/** RUNLEVEL 1: the packages' own services stay off; this machine's ports are not ours to take. */
const APT_ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };

/** What stands before apt-get: a person's machine is changed only when they are root already. */
function prefix() {
	if (!existsSync('/usr/bin/apt-get')) return undefined;
	if (process.getuid?.() === 0) return [];
	return process.env.CI ? ['sudo', '-n', '-E'] : undefined;
}

function aptGet(before, ...args) {
	const [program, ...rest] = [...before, 'apt-get', ...args];
	const { status, stdout, stderr } = spawnSync(program, rest, {
		env: APT_ENVIRONMENT,
		encoding: 'utf8',
	});
	if (status !== 0) {
		throw new Error(`apt-get ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
	}
}

/**
 * Installs Debian's packages.
 * @param {string[]} packages
 * @throws Error that says what to install when this can't be done here
 */
export async function installWithApt(packages) {
	const before = prefix();
	if (!before) {
		throw new Error(
			`This needs ${packages.join(' and ')}. On Debian or Ubuntu: sudo apt-get install ${packages.join(' ')} (or start this as root). Elsewhere: run it in a Debian container.`,
		);
	}
	await progress(`apt-get install ${packages.join(' ')}`, () => {
		aptGet(before, 'update');
		aptGet(before, 'install', '-y', '--no-install-recommends', ...packages);
	});
}

/**
 * What the tests need besides npm's packages: GraphicsMagick, with which n8n's Edit Image node works
 * (n8n's Docker image has it, npm's n8n not), and, where Debian's packages can be had, a Chromium.
 * @throws Error that says what to install when this can't be done here
 */
export async function ensurePrograms() {
	if (spawnSync('gm', ['version']).error) await installWithApt(['graphicsmagick']);
	const browsers = ['chromium', 'chromium-browser', 'google-chrome'];
	const isThere = browsers.some((name) => existsSync(`/usr/bin/${name}`));
	if (isThere || process.env.CHROMIUM_BIN || !prefix()) return;
	await installWithApt(['chromium', 'fonts-dejavu-core']);
}
