import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { ModelFile } from '../../../scripts/generate/modelFile';
import { differences, factsOf } from '../../../scripts/models/compare';
import { readModel } from '../../../scripts/models/files';
import { readPage } from '../../../scripts/models/page';

// The pages of test/pages were written from Segmind's pages, in the project's own words, and not
// printed from the model files: a slip in one of the two shows.

const PAGES = path.resolve(__dirname, '..', '..', 'pages');
const slugs = readdirSync(PAGES).map((name) => name.replace(/\.txt$/, ''));
const textOf = (slug: string): string => readFileSync(path.join(PAGES, `${slug}.txt`), 'utf8');

/** What is found in a page: its differences, or why it is refused. */
function found(slug: string, page: string): string[] {
	try {
		return differences(readModel(slug) as ModelFile, readPage(page));
	} catch (error) {
		return [String(error)];
	}
}

/** Lines that state something; the others are sentences, code, and texts of the demonstration. */
const SAYS =
	/^(?:~|\$\d|POST|Default(?!: "[Aa]n? )|Range|Allowed|Returns|"|(?:API Endpoint|Parameters|Response Type|Common Error Codes)$|string|integer|number|boolean)|(?:required|optional)$/;

describe.each(slugs)('the page of %s', (slug) => {
	const page = textOf(slug);
	const held = readModel(slug) as ModelFile;

	it('comes to the model file, fact by fact', () => {
		const { seconds, usd, parameters } = readPage(page);
		expect({ seconds, usd }).toEqual(held.typical);
		const own = ['description', 'role', 'prominent', 'label', 'hint'];
		const rows = held.parameters.map((row) =>
			Object.fromEntries(Object.entries(row).filter(([key]) => !own.includes(key))),
		);
		const found = parameters.map((row) => ({ name: row.name, type: row.type, ...factsOf(row) }));
		expect(found).toEqual(rows);
		expect(differences(held, readPage(page.replaceAll('\n', '\r\n')))).toEqual([]);
	});

	it('has no line that could be missing or misspelt unnoticed', () => {
		const lines = page.split('\n');
		const stating = lines.flatMap((line, at) => (at === 0 || SAYS.test(line) ? [at] : []));
		const isNoticed = (at: number, ...put: string[]) =>
			found(slug, [...lines.slice(0, at), ...put, ...lines.slice(at + 1)].join('\n')).length > 0;
		const unnoticed = stating.filter((at) => !isNoticed(at) || !isNoticed(at, `${lines[at]}x`));
		expect(unnoticed.map((at) => lines[at])).toEqual([]);
		expect(stating.length).toBeGreaterThan(15);
	});
});

/** What stands in the page => what is put there => what is said of it, one a line. */
const table = (text: string): string[][] =>
	text
		.trim()
		.split('\n')
		.map((line) => line.split(' => ').map((cell) => cell.trim().replaceAll('\\n', '\n')));

function changed([from = '', to = '']: string[]): string {
	const page = textOf('gpt-image-1-edit');
	if (!page.includes(from)) throw new Error(`${from} is not there`);
	return page.replaceAll(from, to);
}

it.each(
	table(`
		Image 1 Edit S => Image 1 S => the title is "GPT Image 1" in the page, "GPT Image 1 Edit" in the file
		~58.03s => ~88.03s => the average time in seconds is 88.03 in the page, 58.03 in the file
		~$0.14 => $0.24 per generation => the average price in USD is 0.24 in the page, 0.14 in the file
		Returns: Image => Returns: Video => what it returns is "Video" in the page, "Image" in the file
		"mask": null => "mask": "x" => nullable of mask is nothing in the page, true in the file
		(1-100) => (0-100) => minimum of output_compression is 0 in the page, 1 in the file
		string[] => string => the type of image_urls is "string" in the page, "string[]" in the file
		"low""auto" => "low""auto"+3 more => open of moderation is true in the page, nothing in the file
		size => sizes => sizes is a parameter in the page only
		maskrequired => maskoptional => required of mask is false in the page, true in the file
	`),
)('%j that becomes %j is named', (...row) => {
	expect(found('gpt-image-1-edit', changed(row)).join('\n')).toContain(row[2]);
});

it.each(
	table(`
		string (uri) => any => line 45: this is no sentence, and no fact that is known
		Where the mask is. => Array items: => this is no sentence, and no fact that is known
		Default: 100 => Preset: 100 => this is no sentence, and no fact that is known
		Default: 100 => Default: most => line 77: this is no fact that is known
		Default: 100 => Default: "100" => line 72: output_compression: a value is of another type
		Default: 100 => Default: 100\\nDefault: 90 => line 78: this fact is there twice
		Default: "opaque" => Default: "opaque"Range: 1 - 2 => a range, and this is no number
		Default: 100 => Default: 100Range: 1 - 90 => output_compression: the default is out of range
		Default: "opaque" => Default: "black" => background: the default is not in the list
		"low""auto" => "low""aut => these are no allowed values
		values :\\n"low""auto" => values (3 total):\\n"low""auto" => 3 values are announced, 2 are there
		Kind of file. => Kind of file.Default: "gif" => this is no fact that is known
		sizeoptional => qualityoptional\\nstring\\nsizeoptional => line 94: quality is there twice
		url = "https://api.segmind.com/v1/gpt => url = "https://api.segmind.com/v1/a => the sample calls another endpoint
		"mask": null => "ask": null => the sample sends ask, which the table lacks
		15    "mask" => "mask" => line 21: this is not line 15 of the sample
		"mask": null => "mask": None => the sample has no body that can be read
		~$0.14 => $0.14 per second => line 6: this is neither a time nor a price
		POSThttps://api.segmind.com => POSThttps://api.example.com => this is not an endpoint of Segmind
		Response Type => Response => the heading "Response Type" is missing
	`),
)('%j that becomes %j is refused', (...row) => {
	expect(() => readPage(changed(row))).toThrow(row[2]);
});
