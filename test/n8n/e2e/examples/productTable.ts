import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { createTable, sampleTable, withTable, type Row } from '../../lib/dataTable';
import { readExample } from '../../lib/examples';
import type { WorkflowFile } from '../../lib/workflowTypes';
import type { Stage } from '../stage';
import { succeeded, type CurrentStage } from './support';

/** Two products to photograph, one that has its image, and one whose photo is missing. */
function products(stage: Stage) {
	const photo = `${stage.sandbox.imagesUrl}/gallery/product.png`;
	const open = { image_url: '', cost: null, request_id: '' };
	const done = { image_url: 'https://example.com/soap.png', cost: 0.04, request_id: 'earlier' };
	return [
		{ product: 'bath-oil', photo_url: photo, scene: 'a marble shelf', ...open },
		{ product: 'soap', photo_url: photo, scene: 'a stone sink', ...done },
		{ product: 'candle', photo_url: photo, scene: 'a bedside table', ...open },
		{ product: 'towel', photo_url: '', scene: 'a beach', ...open },
	];
}

/** What must be in the rows after a run, and what the sandbox has billed for it. */
function expectRows(stage: Stage, rows: Row[], asText: (value: number) => unknown) {
	const jobs = stage.sandbox.jobs;
	expect(jobs).toHaveLength(2);
	const made = (scene: string) => {
		const job = jobs.find(({ body }) => String(body.prompt).includes(scene));
		const cost = asText(job?.billedUsd ?? 0);
		return { image_url: job?.outputs[0]?.url, cost, request_id: job?.id };
	};
	expect(rows).toEqual([
		expect.objectContaining({ product: 'bath-oil', ...made('marble') }),
		expect.objectContaining({ product: 'soap', request_id: 'earlier', cost: asText(0.04) }),
		expect.objectContaining({ product: 'candle', ...made('bedside') }),
		expect.objectContaining({ product: 'towel', problem: expect.stringMatching(/./) as string }),
	]);
	expect(rows[3]?.image_url ?? '').toBe('');
}

export function productTableTests(current: CurrentStage): void {
	test('9: product table: rows without an image get one, and a second run costs nothing', async () => {
		const stage = current();
		const table = await createTable(stage.n8n.rest, products(stage));
		const file = withTable(await readExample('9-product-table.json'), table.id);
		succeeded(await stage.run(file));
		expectRows(stage, await table.read(), (value) => value);
		succeeded(await stage.run(file));
		expect(stage.sandbox.jobs).toHaveLength(2);
	});

	test('10: the same with a CSV file', async () => {
		const stage = current();
		const { names } = await sampleTable();
		const rows: Row[] = products(stage);
		const lines = rows.map((row) => names.map((name) => row[name] ?? '').join(','));
		const csv = path.join(stage.n8n.filesFolder, 'product-table.csv');
		await writeFile(csv, [names.join(','), ...lines].join('\n'));
		const file = JSON.parse(
			JSON.stringify(await readExample('10-product-table-csv.json')).replaceAll(
				'/home/node/.n8n-files/product-table.csv',
				csv,
			),
		) as WorkflowFile;
		succeeded(await stage.run(file));
		expectRows(stage, readCsv(await readFile(csv, 'utf8')), String);
		succeeded(await stage.run(file));
		expect(stage.sandbox.jobs).toHaveLength(2);
		expect(readCsv(await readFile(csv, 'utf8'))).toHaveLength(4);
	});
}

/** Rows of a CSV file in which only the last column may hold commas, in quotes. */
function readCsv(text: string): Row[] {
	const [head = '', ...lines] = text
		.replace(/^\uFEFF/, '')
		.trim()
		.split(/\r?\n/);
	const names = head.split(',');
	return lines.map((line) => {
		const cells = line.split(',');
		const last = cells.slice(names.length - 1).join(',');
		return Object.fromEntries([
			...names.slice(0, -1).map((name, index) => [name, cells[index]]),
			[names.at(-1), last.replace(/^"|"$/g, '')],
		]);
	});
}
