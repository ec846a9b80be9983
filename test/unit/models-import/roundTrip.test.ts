import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import type { ModelFile, ModelParameter } from '../../../scripts/generate/modelFile';
import { differences } from '../../../scripts/models/compare/compare';
import { takeFacts } from '../../../scripts/models/write/facts';
import { modelSlugs, readModel } from '../../../scripts/models/files';
import { readPage } from '../../../scripts/models/read/page';
import { printPage, type Style } from '../../pages/print';

const PAGES = path.resolve(__dirname, '..', '..', 'pages');

const name = fc
	.stringMatching(/^[a-z][a-z_]{0,12}$/)
	.filter((text) => !/(prompt|text|caption|query|mask|image_urls|required|optional)/.test(text));

/** Words that hold what could be taken for something else. */
const sentence = fc.constantFrom(
	'What the picture shows.',
	'This setting is optional',
	'A value is required',
	'See the range of colours; the default is fine.',
	'One of many styles.',
);

const bounds = fc.record({
	minimum: fc.integer({ min: -9, max: 0 }),
	maximum: fc.integer({ min: 1, max: 99 }),
});

const kind = fc.oneof(
	fc.record({ type: fc.constant('string') }),
	fc.record({
		type: fc.constant('string'),
		default: fc
			.string({ maxLength: 8 })
			.filter((text) => !/^(https?:|data:|\/\/|None$)/i.test(text)),
	}),
	fc
		.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 })
		.chain((allowed) =>
			fc.record(
				{
					type: fc.constant('string'),
					allowed: fc.constant(allowed),
					default: fc.constantFrom(...allowed),
					open: fc.constant(true as const),
				},
				{ requiredKeys: ['type', 'allowed', 'default'] },
			),
		),
	fc.record({ type: fc.constant('boolean'), default: fc.boolean() }),
	bounds.chain(({ minimum, maximum }) =>
		fc.record({
			type: fc.constant('integer'),
			default: fc.integer({ min: minimum, max: maximum }),
			minimum: fc.constant(minimum),
			maximum: fc.constant(maximum),
		}),
	),
	fc.record({
		type: fc.constantFrom('number', 'integer'),
		default: fc.integer({ min: -5, max: 500 }),
	}),
	fc.record({ type: fc.constantFrom('string (uri)', 'string[]', 'string (base64)') }),
	fc.record({ type: fc.constantFrom('image', 'string | string') }),
	fc.record({ type: fc.constant('string (uri)'), nullable: fc.constant(true) }),
);

/** A list of objects is the one that takes the pictures; there is at most one in a file. */
const objects: fc.Arbitrary<ModelParameter> = fc.record({
	name: fc.constantFrom('reference_images', 'image_inputs'),
	type: fc.constant('object[]'),
	required: fc.boolean(),
	role: fc.constant('images' as const),
	shape: fc.constantFrom({ url: 'uri' }, { url: 'uri', label: 'tag' }),
	description: sentence,
});

/** Rows as on every page: required ones first, each group by the alphabet. */
const inOrder = (rows: ModelParameter[]): ModelParameter[] => [
	...rows.filter((row) => row.required).sort((a, b) => (a.name < b.name ? -1 : 1)),
	...rows.filter((row) => !row.required).sort((a, b) => (a.name < b.name ? -1 : 1)),
];

const parameter: fc.Arbitrary<ModelParameter> = fc
	.tuple(name, fc.boolean(), kind, sentence)
	.map(([given, required, facts, description]) => ({
		name: given,
		required,
		...facts,
		description,
	}));

const model: fc.Arbitrary<ModelFile> = fc
	.record({
		parameters: fc.uniqueArray(parameter, {
			minLength: 1,
			maxLength: 8,
			selector: (one) => one.name,
		}),
		seconds: fc.option(fc.integer({ min: 1, max: 9000 }).map((n) => n / 100)),
		usd: fc.option(fc.integer({ min: 1, max: 900 }).map((n) => n / 1000)),
		returns: fc.constantFrom('Image', 'Text/JSON'),
		coverage: fc.constantFrom('complete' as const, 'partial' as const),
		endpoint: fc.constantFrom('/v1/random-model', '/v1/models/random-model'),
		list: fc.option(objects),
	})
	.map(({ parameters, seconds, usd, list, ...said }) => ({
		slug: 'random-model',
		displayName: 'Random Model',
		summary: 'Made for a test',
		operation: 'edit',
		added: '2026-11-21',
		...said,
		typical: { seconds, usd },
		source: { page: 'https://www.segmind.com/models/random-model/api', read: '2026-11' },
		parameters: list ? inOrder([...parameters, list]) : parameters,
	}));

const style: fc.Arbitrary<Style> = fc.record({
	header: fc.constantFrom('v1' as const, 'v2' as const),
	newline: fc.constantFrom('\n' as const, '\r\n' as const),
	trailing: fc.constantFrom('', ' ', '\u00a0', '\t'),
	suffix: fc.boolean(),
});

it('reads back unchanged what any model is printed as', () => {
	fc.assert(
		fc.property(model, style, (file, how) => {
			const page = readPage(printPage(file, how), { cut: file.coverage === 'partial' });
			const { file: found } = takeFacts(page, { known: file, read: '2026-11', today: file.added });
			// pages of the newer kind name no price
			const usd = how.header === 'v2' ? null : file.typical.usd;
			expect(found).toEqual({ ...file, typical: { ...file.typical, usd } });
		}),
		{ numRuns: 500 },
	);
});

describe.each(modelSlugs())('the page of %s', (slug) => {
	const held = readModel(slug) as ModelFile;
	const text = readFileSync(path.join(PAGES, `${slug}.txt`), 'utf8');
	const context = { known: held, read: held.source.read, today: held.added };
	const stated = (page: string) =>
		takeFacts(readPage(page, { cut: held.coverage === 'partial' }), context).file;

	it('says what the file holds', () => {
		expect(stated(text)).toEqual(held);
		expect(differences(held, stated(text))).toEqual([]);
	});

	it('shows exactly what was changed in it', () => {
		const [first] = held.parameters;
		const [other, was] = first?.required ? ['optional', 'required'] : ['required', 'optional'];
		const changed = text
			.replace(/^~([\d.]+)s/m, (_, seconds: string) => `~${Number(seconds) * 2}s`)
			.replace(`\n${first?.name}${was}\n`, `\n${first?.name}${other}\n`)
			.replace(
				/(?=\nResponse Type|\nthe_row_that_is_cut)/,
				'\nturbooptional\nboolean\n\nQuick.\n\nDefault: true\n',
			);
		const { seconds } = held.typical;
		const slower = `${slug}: changed: average time in seconds is ${(seconds ?? 0) * 2}, was ${seconds}`;
		expect(differences(held, stated(changed))).toEqual([
			...(seconds === null ? [] : [slower]),
			`${slug}: changed: ${first?.name}: required is ${!first?.required}, was ${first?.required}`,
			`${slug}: added: turbo (boolean)`,
		]);
	});
});

it('leaves small moves of the averages alone', () => {
	const [slug = ''] = modelSlugs();
	const held = readModel(slug) as ModelFile;
	const moved = (factor: number) => ({
		...held,
		typical: { seconds: (held.typical.seconds ?? 0) * factor, usd: held.typical.usd },
	});
	expect(differences(held, moved(1.24))).toEqual([]);
	expect(differences(held, moved(1.26))).toHaveLength(1);
	expect(differences(moved(1), { ...held, parameters: held.parameters.slice(1) })).toEqual([
		`${slug}: removed: ${held.parameters[0]?.name}`,
	]);
});
