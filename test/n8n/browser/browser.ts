import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { chromium, selectors, type Browser, type Page } from 'playwright-core';

import { findChromium } from '../lib/chromium';
import type { N8n } from '../lib/n8n';
import { PROJECT_FOLDER } from '../lib/paths';

/** Looks nothing up on its own: only the pages that a test opens are loaded. */
const QUIET = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

const SLOWEST_STEP_MS = 30_000;

/** Starts a headless Chromium, with a profile of its own that ends with it. */
export async function launchBrowser(): Promise<Browser> {
	const executablePath = findChromium();
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath, args: QUIET });
}

export type Theme = 'light' | 'dark';

/** A window in which n8n's owner is logged in. */
export async function openWindow(
	browser: Browser,
	n8n: N8n,
	theme: Theme = 'light',
): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		colorScheme: theme,
		reducedMotion: 'reduce',
	});
	const [name = '', value = ''] = n8n.rest.loginCookie.split(/=(.*)/s);
	await context.addCookies([{ name, value, domain: 'localhost', path: '/' }]);
	const page = await context.newPage();
	page.setDefaultTimeout(SLOWEST_STEP_MS);
	return page;
}

/** Keeps what the window showed when a test came to grief; returns the file. */
export async function keepPicture(page: Page, name: string): Promise<string> {
	const folder = path.join(PROJECT_FOLDER, '.cache', 'browser');
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, `${name.replace(/[^A-Za-z0-9]+/g, '-')}.png`);
	await page.screenshot({ path: file });
	return file;
}

/** A test that keeps a picture of the window when it fails. */
export const inWindow = (page: () => Page) => (name: string, run: () => Promise<void>) =>
	test(name, async () => {
		try {
			await run();
		} catch (error) {
			const file = await keepPicture(page(), name);
			throw new Error(`The window at that moment: ${file}`, { cause: error });
		}
	});
