import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
	createTable,
	productsCsv,
	sampleCsv,
	withCsv,
	withTable,
	type Row,
} from '../../lib/dataTable';
import { readExample } from '../../lib/examples';
import { gallery, runs, stage, trouble } from '../stage';

/** The example's file with photos that the sandbox can open, and a row whose photo is missing. */
async function products(): Promise<string> {
	return `${await productsCsv(gallery())}towel,,a beach,,,,\n`;
}

/** What must be in the rows after a run, and what the sandbox has billed for it. */
function expectRows(rows: Row[], asRead: (value: number) => unknown) {
	const jobs = stage.sandbox.jobs;
	expect(jobs).toHaveLength(2);
	const made = (scene: string) => {
		const job = jobs.find(({ body }) => String(body.prompt).includes(scene));
		const cost = asRead(job?.billedUsd ?? 0);
		return { image_url: job?.outputs[0]?.url, cost, request_id: job?.id };
	};
	const before = 'https://shop.example/images/hand-soap.png';
	expect(rows).toEqual([
		expect.objectContaining({ product: 'hand-soap', image_url: before, cost: asRead(0.04) }),
		expect.objectContaining({ product: 'bath-oil', ...made('marble') }),
		expect.objectContaining({ product: 'candle', ...made('bedside') }),
		expect.objectContaining({ product: 'towel', problem: expect.stringMatching(/./) as string }),
	]);
	expect(rows[3]?.image_url || '').toBe('');
}

export function productTableTests(): void {
	test('9: product table: rows without an image get one, and a second run costs nothing', async () => {
		const table = await createTable(stage.n8n.rest, await products());
		const file = withTable(await readExample('9-product-table.json'), table.id);
		await runs(file);
		expectRows(await table.read(), (value) => value);
		await runs(file);
		expect(stage.sandbox.jobs).toHaveLength(2);
	});

	test('10: the same with a CSV file', async () => {
		const csv = path.join(stage.n8n.filesFolder, 'product-table.csv');
		await writeFile(csv, await products());
		const example = await readExample('10-product-table-csv.json');
		const missing = await stage.run(withCsv(example, `${csv}.old`));
		expect(trouble(missing)).toMatch(/^Read the (File|Rows): /);
		const file = withCsv(example, csv);
		await runs(file);
		const [head] = (await sampleCsv()).split('\n');
		const written = await readFile(csv, 'utf8');
		expect(written.replace(/^\uFEFF/, '').split(/\r?\n/)[0]).toBe(head);
		expectRows(readCsv(written), String);
		await runs(file);
		expect(stage.sandbox.jobs).toHaveLength(2);
		expectRows(readCsv(await readFile(csv, 'utf8')), String);
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
		]) as Row;
	});
}
