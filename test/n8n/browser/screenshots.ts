/**
 * `npm run e2e -- --screenshots`: takes the pictures of the README and of the examples in the real n8n, so
 * that they show what is there. `docs/images` for the editor and for the form of a model, light and
 * dark; `examples/images` for the canvas of each example. `form` behind it takes those of that name only.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';

import { flow, node, start } from '../e2e/flow';
import { openStage, type Stage } from '../e2e/stage';
import { exampleNames, readExample } from '../lib/examples';
import { PROJECT_FOLDER } from '../lib/paths';
import { launchBrowser, openWindow, type Theme } from './browser';
import { Editor } from './editor';

const THEMES: Theme[] = ['light', 'dark'];

/** Few colours, so few bytes: the pictures are kept with the code. */
async function save(bytes: Buffer, ...file: string[]): Promise<void> {
	const target = path.join(PROJECT_FOLDER, ...file);
	await mkdir(path.dirname(target), { recursive: true });
	const { size } = await sharp(bytes)
		.png({ palette: true, colours: 200, effort: 10 })
		.toFile(target);
	process.stdout.write(`${file.join('/')} ${Math.round(size / 1000)} kB\n`);
}

/** Shows the picture instead of its facts, in the panel on the left or on the right. */
async function viewPicture(page: Page, panel: 'ndv-input-panel' | 'output-panel'): Promise<void> {
	const side = page.getByTestId(panel);
	await side.getByText('Binary', { exact: true }).click();
	await side.getByText('View', { exact: true }).first().click();
	const picture = side.locator('img').first();
	await picture.waitFor();
	await page.waitForFunction(
		(image) => (image as HTMLImageElement).naturalWidth > 0,
		await picture.elementHandle(),
	);
}

/** The node after a run: the photo on the left, its fields, the edited picture on the right. */
async function theNode(stage: Stage, browser: Browser, theme: Theme): Promise<void> {
	const file = await readExample('1-product-photo-new-background.json');
	const id = await stage.add(file);
	const page = await openWindow(browser, stage.n8n, theme);
	const editor = new Editor(page, stage.n8n);
	await editor.openWorkflow(id);
	await editor.openNode('Put on New Background');
	if ((await editor.execute()) !== 'success') throw new Error('The example failed');
	await viewPicture(page, 'ndv-input-panel');
	await viewPicture(page, 'output-panel');
	await quiet(page);
	await save(await page.screenshot(), 'docs', 'images', `editor-${theme}.png`);
	await page.context().close();
}

/** A label stands above its control. */
const LABEL_PX = 32;

/** A real model of which the package has no file: all that is seen comes out of its `llms.txt`. */
const NOT_BUNDLED = { words: 'wan text to video', label: /Wan 2\.2 Text to Video Fast/ };

/** The part of the window between the choice of the model and the end of its form. */
async function fromModelToForm(editor: Editor) {
	const panel = await editor.part('node-parameters').boundingBox();
	const model = await editor.part('parameter-input-modelSlug').boundingBox();
	const end = await editor.part('add-fields-select').boundingBox();
	if (!panel || !model || !end) throw new Error('The form is not there');
	const y = model.y - LABEL_PX;
	return { ...panel, y, height: end.y + end.height + LABEL_PX / 2 - y };
}

/** Model: Run with the form of a model that is not bundled, filled in. */
async function theForm(stage: Stage, browser: Browser, theme: Theme): Promise<void> {
	const run = node('Run Model', 'n8n-nodes-segmind.segmind', 1, { resource: 'model' });
	const page = await openWindow(browser, stage.n8n, theme);
	await page.setViewportSize({ width: 1440, height: 1300 });
	const editor = new Editor(page, stage.n8n);
	await editor.openWorkflow(await stage.add(flow('Form', [start(), run])));
	await editor.openNode('Run Model');
	await editor.chooseModel(NOT_BUNDLED.words, NOT_BUNDLED.label);
	await editor.part('parameter-input-num_frames').waitFor();
	const prompt = editor.part('parameter-input-modelPrompt').locator('textarea');
	await prompt.fill('A red kite above a grey sea, seen from the cliffs');
	await editor.choose('resolution', '720p');
	await quiet(page);
	const bytes = await page.screenshot({ clip: await fromModelToForm(editor) });
	await save(bytes, 'docs', 'images', `form-${theme}.png`);
	await page.context().close();
}

/** Waits until n8n's own notices are gone. */
async function quiet(page: Page): Promise<void> {
	const notices = page.locator('.el-notification:visible');
	while ((await notices.count()) > 0) {
		await notices
			.first()
			.locator('.el-notification__closeBtn')
			.click()
			.catch(() => undefined);
		await page.waitForTimeout(200);
	}
	await page.mouse.move(0, 0);
}

/** Nothing but the workflow itself is to be seen. */
const ALONE = `
	body * { visibility: hidden; }
	.vue-flow__transformationpane, .vue-flow__transformationpane * { visibility: visible; }
	.vue-flow, .vue-flow__pane { visibility: visible; background: var(--canvas-background); }
	.el-notification, [data-test-id=canvas-handle-plus-wrapper] { display: none !important; }`;

const MARGIN_PX = 24;

/** The part of the window in which nodes and notes are. */
async function whereNodesAre(page: Page) {
	const boxes = await page
		.locator('.vue-flow__node')
		.evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON() as DOMRect));
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN_PX;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN_PX;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + 2 * MARGIN_PX;
	// the names stand below the boxes
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + 2 * MARGIN_PX;
	const { width, height } = page.viewportSize() ?? { width: right, height: bottom };
	const x = Math.max(0, left);
	const y = Math.max(0, top);
	return { x, y, width: Math.min(width, right) - x, height: Math.min(height, bottom) - y };
}

async function theCanvas(stage: Stage, page: Page, name: string, theme: Theme): Promise<void> {
	const editor = new Editor(page, stage.n8n);
	await editor.openWorkflow(await stage.add(await readExample(name)));
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1000);
	await page.addStyleTag({ content: ALONE });
	const bytes = await page.screenshot({ clip: await whereNodesAre(page) });
	await save(bytes, 'examples', 'images', name.replace('.json', `-${theme}.png`));
}

async function theExamples(stage: Stage, browser: Browser, theme: Theme): Promise<void> {
	const page = await openWindow(browser, stage.n8n, theme);
	for (const name of await exampleNames()) await theCanvas(stage, page, name, theme);
	await page.context().close();
}

const PICTURES = { editor: theNode, form: theForm, examples: theExamples };

async function main() {
	const only = process.argv.slice(2);
	const stage = await openStage({ version: '2' });
	const browser = await launchBrowser();
	try {
		for (const theme of THEMES) {
			for (const [name, take] of Object.entries(PICTURES)) {
				if (only.length === 0 || only.includes(name)) await take(stage, browser, theme);
			}
		}
	} finally {
		await browser.close();
		await stage.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
