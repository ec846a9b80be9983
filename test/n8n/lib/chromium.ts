import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const found = (): string | undefined =>
	[process.env.CHROMIUM_BIN, ...PLACES].find((file) => file && existsSync(file));

const canInstall = (): boolean =>
	process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Reads the list of packages first: it may be old, or missing on a new machine. */
async function installOnDebian(): Promise<void> {
	process.stderr.write("Installing Debian's Chromium (once; about a minute) …\n");
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const options = { env, maxBuffer: 64 * 1024 * 1024 };
	await run('apt-get', ['update', '-q'], options);
	await run(
		'apt-get',
		['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
		options,
	);
}

/**
 * The program file of a Chromium: `CHROMIUM_BIN`, one in its usual place, or on Debian, as root, one
 * that is installed now.
 * @throws Error that says what to install
 */
export async function ensureChromium(): Promise<string> {
	const there = found();
	if (there) return there;
	if (canInstall()) await installOnDebian();
	const installed = found();
	if (installed) return installed;
	throw new Error(
		'No Chromium here. Install Chromium or Chrome, or name its program file in CHROMIUM_BIN.',
	);
}
