import fc from 'fast-check';

import { readDirectory } from '../../../../nodes/Segmind/models/directory';
import { processorMs } from '../../support/processorMs';

const HEAD = `# Model Directory
> All of them.

- **Base URL**: \`https://api.example.com/v1/{model_slug}\`

---
## Image-to-Image Transformation
| Model | Slug | Description | Modality | Avg Cost | Avg Latency | API Docs |
| --- | --- | --- | --- | --- | --- | --- |
`;
const row = (title: string, slug: string, description = 'Draws', cost = '$0.05', time = '22.5s') =>
	`| ${title} | ${slug} | ${description} | Any | ${cost} | ${time} | [llms.txt](https://example.com/${slug}) |\n`;

describe('the directory', () => {
	it('is read row by row, under its headings', () => {
		const text =
			HEAD +
			row('Paper Crane', 'paper-crane') +
			row('Simple Fold', 'Simple_Fold.v2', 'Breaks\rhere', '$0.20793580058224165', '-') +
			'\n## Video\n' +
			row('Lantern', 'lantern', 'This | or that', '$1e-05', '51.1s');
		expect(readDirectory(text)).toEqual([
			{
				...{ slug: 'paper-crane', title: 'Paper Crane', description: 'Draws' },
				section: 'Image-to-Image Transformation',
				...{ averageUsd: 0.05, averageSeconds: 22.5 },
			},
			{
				...{ slug: 'Simple_Fold.v2', title: 'Simple Fold', description: 'Breaks here' },
				section: 'Image-to-Image Transformation',
				...{ averageUsd: 0.20793580058224165, averageSeconds: null },
			},
			{
				...{ slug: 'lantern', title: 'Lantern', description: 'This | or that' },
				...{ section: 'Video', averageUsd: 0.00001, averageSeconds: 51.1 },
			},
		]);
	});

	it('is the same with line ends of Windows and a mark of the byte order', () => {
		const text = HEAD + row('A', 'a') + row('B', 'b');
		expect(readDirectory(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(readDirectory(text));
	});

	it('takes each model once, and no slug that could lead elsewhere', () => {
		const rows = row('A', 'a') + row('Again', 'a') + row('Up', '../v1') + row('Space', 'a b');
		expect(readDirectory(`${HEAD}${rows}| x |`)?.map(({ title }) => title)).toEqual(['A']);
	});

	it.each(['', HEAD, '<!doctype html><table>', '{}'])('is none: %#', (text) => {
		expect(readDirectory(text)).toBeUndefined();
	});

	it('takes figures that are figures only', () => {
		const none = { averageUsd: null, averageSeconds: null };
		const rows = row('A', 'a', 'b', 'free', 'n/a') + row('B', 'b', '', '', '');
		expect(readDirectory(HEAD + rows)).toMatchObject([none, none]);
	});

	it('may be any text', () => {
		const marks = fc.constantFrom('|', '| a |', '\n', '\r', '## ');
		const piece = fc.oneof(fc.string({ maxLength: 20 }), marks);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
				const text = HEAD + pieces.join('');
				for (const { slug } of readDirectory(text) ?? []) expect(text).toContain(slug);
			}),
		);
	});

	it('of 507 models is read in no time', () => {
		const text = HEAD + Array.from({ length: 507 }, (_, n) => row(`Model ${n}`, `m-${n}`)).join('');
		expect(readDirectory(text)).toHaveLength(507);
		expect(processorMs(() => readDirectory(text), 100)).toBeLessThan(100);
	});
});
