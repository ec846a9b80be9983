import type { Locator, Page } from 'playwright-core';

import type { N8n } from '../lib/n8n';

/** n8n's editor as a person uses it. Both versions mark its parts in the same way. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly n8n: N8n,
	) {}

	part(id: string): Locator {
		return this.page.getByTestId(id);
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.n8n.url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Opens the nodes panel and types; returns the names that it offers. */
	async searchNodes(text: string): Promise<Locator> {
		await this.part('node-creator-plus-button').click();
		await this.part('node-creator-search-bar').click();
		await this.page.keyboard.type(text, { delay: 30 });
		return this.part('node-creator-item-name');
	}

	async openNodesPanel(): Promise<void> {
		await this.part('node-creator-plus-button').click();
		await this.part('node-creator-search-bar').waitFor();
	}

	/** The names that the opened nodes panel shows for a text, "Segmind" within five seconds. */
	async searchPanelFor(text: string): Promise<string[]> {
		await this.part('node-creator-search-bar').fill(text);
		const names = this.part('node-creator-item-name');
		const wanted = names.filter({ hasText: /^Segmind$/ }).first();
		await wanted.waitFor({ timeout: 5000 }).catch(() => undefined);
		return (await names.allInnerTexts()).map((name) => name.trim());
	}

	/** Opens a node's panel. */
	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.part('node-parameters').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.part('node-parameters').waitFor({ state: 'hidden' });
	}

	/** The list of a dropdown, opened. */
	async openChoices(parameter: string): Promise<Locator> {
		await this.part(`parameter-input-${parameter}`).click();
		const items = this.page.locator('.el-select-dropdown__item:visible');
		await items.first().waitFor();
		return items;
	}

	/** Chooses by the label as a person reads it. */
	async choose(parameter: string, label: string): Promise<void> {
		const items = await this.openChoices(parameter);
		const exact = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
		const headline = items.locator('.option-headline, span').filter({ hasText: exact });
		await headline.first().click();
		await items.first().waitFor({ state: 'hidden' });
	}

	/** Chooses a model of Model: Run out of its list, by words that are typed there. */
	async chooseModel(words: string, label: RegExp): Promise<void> {
		await this.part('rlc-input').click();
		await this.part('rlc-search').fill(words);
		await this.part('rlc-item').filter({ hasText: label }).click();
	}

	/** One field of the form of a model, with its label and its buttons. */
	formField(name: string): Locator {
		const control = this.part(`parameter-input-${name}`);
		return this.part('mapping-fields-container').locator('.parameter-item', { has: control });
	}

	/** Adds a field to the form; returns the labels that waited there. */
	async addFormField(label: string): Promise<string[]> {
		await this.part('add-fields-select').click();
		const items = this.page.locator('.el-select-dropdown__item:visible, [role=menuitem]:visible');
		const wanted = items.filter({
			hasText: new RegExp(`^\\s*${label.replace(/[{}]/g, '\\$&')}\\s*$`),
		});
		await wanted.waitFor();
		const labels = await items.allInnerTexts();
		await wanted.click();
		return labels.map((text) => text.trim()).filter((text) => text !== '');
	}

	/** Gives a field of the form an expression, without the braces around it. */
	async setExpression(name: string, expression: string): Promise<void> {
		const field = this.formField(name);
		await field.hover();
		await field.getByTestId('radio-button-expression').click();
		const box = field.locator('.cm-content');
		const wanted = `{{ ${expression} }}`;
		// the key that selects all is lost while the box is still being set up
		for (let tries = 0; tries < 5 && (await box.innerText()).trim() !== wanted; tries += 1) {
			await box.click();
			await field.locator('.cm-focused').waitFor();
			await this.page.keyboard.press('ControlOrMeta+a');
			await this.page.keyboard.insertText(wanted);
		}
	}

	/** What every control shows: label of the chosen option, or text. */
	async shown(): Promise<Record<string, string>> {
		const controls = this.page.locator(
			'[data-test-id=node-parameters] [data-test-id^=parameter-input-]:visible',
		);
		const pairs = await controls.evaluateAll((elements) =>
			elements.map((element): [string, string] => [
				(element.getAttribute('data-test-id') ?? '').slice('parameter-input-'.length),
				element.querySelector<HTMLInputElement>('input, textarea')?.value ?? '',
			]),
		);
		return Object.fromEntries(pairs.filter(([name]) => name !== 'field' && name !== 'item'));
	}

	/** The only field under "Add Field": n8n offers no list then, it adds the field at once. */
	async addOnly(label: string): Promise<string[]> {
		const openers = this.page.locator('[data-test-id=collection-parameter-add], .param-options');
		await openers.first().click();
		await this.part('node-parameters').getByText(label, { exact: true }).waitFor();
		return [label];
	}

	/** Labels under "Add Field" (0) or "Add Option" (1). n8n 2 has a button there, n8n 1 a dropdown. */
	async addable(position: number): Promise<string[]> {
		const openers = this.page.locator('[data-test-id=collection-parameter-add], .param-options');
		await openers.nth(position).click();
		const options = this.page.locator('[data-test-id=collection-parameter-option]:visible');
		await options.first().waitFor();
		const labels = await options.allInnerTexts();
		await openers.nth(position).click();
		await options.first().waitFor({ state: 'hidden' });
		return labels.map((label) => label.trim());
	}

	/** "Execute step", until it has an outcome. */
	async execute(): Promise<'success' | 'danger'> {
		await this.part('node-execute-button').click();
		const either = this.page.locator(
			'[data-test-id=node-run-status-success], [data-test-id=node-run-status-danger]',
		);
		await either.first().waitFor();
		return (await this.part('node-run-status-danger').count()) > 0 ? 'danger' : 'success';
	}
}
