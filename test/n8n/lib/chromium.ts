import { existsSync } from 'node:fs';

/** Usual places; `npm run e2e` installs the first on Debian. */
const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The program file of a Chromium: `CHROMIUM_BIN`, or one in its usual place. @throws Error without one */
export function findChromium(): string {
	const there = [process.env.CHROMIUM_BIN, ...PLACES].find((file) => file && existsSync(file));
	if (there) return there;
	throw new Error(
		'No Chromium here. Install Chromium or Chrome, or name its program file in CHROMIUM_BIN.',
	);
}
