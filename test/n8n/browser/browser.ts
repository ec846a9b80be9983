import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { chromium, selectors, type Browser, type Page } from 'playwright-core';

import { inN8n, stage } from '../e2e/stage';
import { findChromium } from '../lib/chromium';
import { withCredential } from '../lib/examples';
import type { N8n } from '../lib/n8n';
import { PROJECT_FOLDER } from '../lib/paths';
import type { WorkflowFile } from '../lib/workflowTypes';
import { Editor } from './editor';

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

/** The editor of the tests that run; there is one from `beforeAll` on. */
export let editor: Editor;

/** Tests in the editor of each n8n, which has a Segmind that is as at its start before every test. */
export function inEditors(title: string, tests: (major: 1 | 2) => void): void {
	let browser: Browser;
	beforeAll(async () => {
		browser = await launchBrowser();
	});
	afterAll(async () => await browser?.close());
	inN8n(title, (major) => {
		beforeAll(async () => {
			editor = new Editor(await openWindow(browser, stage.n8n), stage.n8n);
		});
		tests(major);
	});
}

/** A test that keeps a picture of the window when it fails. */
export const inEditor = (name: string, run: () => Promise<void>) =>
	test(name, async () => {
		try {
			await run();
		} catch (error) {
			const folder = path.join(PROJECT_FOLDER, '.cache', 'browser');
			await mkdir(folder, { recursive: true });
			const file = path.join(folder, `${name.replace(/[^A-Za-z0-9]+/g, '-')}.png`);
			await editor.page.screenshot({ path: file });
			throw new Error(`The window at that moment: ${file}`, { cause: error });
		}
	});

/** Opens a workflow with that credential in the editor, and the panel of one of its nodes. */
export async function openPanel(
	file: WorkflowFile,
	name: string,
	credential = stage.credential,
): Promise<void> {
	await editor.openWorkflow(await stage.n8n.rest.importWorkflow(withCredential(file, credential)));
	await editor.openNode(name);
}
