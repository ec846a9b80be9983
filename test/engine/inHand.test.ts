import type { INodeExecutionData } from 'n8n-workflow';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { BinaryMode } from '../../scripts/engine/runtime';
import type { SourceItem } from '../../scripts/engine/nodeTypes';
import { closeBenches, openBench, urlRows, type Bench, type Job } from './support/bench';
import { aboutOf, BY_SOURCE, FILE_CONTROLS, type FileControl } from './support/fileControls';
import { asTool } from './support/tool';
import { picture, sha256 } from './support/pictures';
import { expectError, expectRefused, told } from './support/expected';
import { CONTINUING } from './support/jobs';

afterEach(closeBenches);

/*
 * What people have in hand for images and files. One run for each control: the control holds one
 * expression that picks the value of the item, so every value is tried in every control.
 */

/** Attachments as Airtable, Google Drive and Notion give them, and URLs as people write them. */
function inHand({ sandbox }: Bench) {
	const urls = [
		`${sandbox.imagesUrl}/gallery/product.png?(a)`,
		`${sandbox.imagesUrl}/gallery/scene.jpg?b=1,2`,
	];
	const [a = '', b = ''] = urls;
	return {
		urls,
		airtable: urls.map((url, n) => ({
			...{ id: `att${n}`, url, filename: 'a.png' },
			thumbnails: { small: { url: `${url}?small` } },
		})),
		drive: urls.map((webContentLink, n) => ({
			id: `d${n}`,
			mimeType: 'image/png',
			webContentLink,
		})),
		notion: [
			{ name: 'a', type: 'file', file: { url: a, expiry_time: '2027-01-01' } },
			{ name: 'b', type: 'external', external: { url: b } },
		],
		text: urls.join('; '),
		markdown: `![a](${a})\n![b](${b}).`,
	};
}

type Words = string[];
/** An expression, and what it names: `front` and `back` are files of the item, `A` and `B` URLs. */
type Value = readonly [expression: string, named: Words];

const SEVERAL: readonly Value[] = [
	['$binary', ['front', 'back']],
	['Object.values($binary)', ['front', 'back']],
	['[$binary.back, $binary.front]', ['back', 'front']],
	['Object.entries($binary)', ['front', 'back']],
	['Object.entries($binary).reverse()', ['back', 'front']],
	['Object.entries($binary).slice(1)', ['back']],
	['[$("Source").item.binary.back, $json.drive[0]]', ['back', 'A']],
	['$input.item', ['front', 'back']],
	['$json.airtable', ['A', 'B']],
	['JSON.stringify($json.airtable)', ['A', 'B']],
	['$json.drive', ['A', 'B']],
	['$json.notion', ['A', 'B']],
	['$json.text', ['A', 'B']],
	['$json.markdown', ['A', 'B']],
	[`$json.airtable.map(({ url }) => '![a](' + url + ' "A (b)")').join(' ')`, ['A', 'B']],
	[`$json.airtable.map(({ url }) => '<img alt="" src="' + url + '">').join()`, ['A', 'B']],
	[`$json.airtable.map(({ url }) => '\\u200e„' + url + '“\\u2069').join()`, ['A', 'B']],
];

const ONE: readonly Value[] = [
	['$binary.back', ['back']],
	['[$input.item.binary.front]', ['front']],
	['$node["Source"].binary.front', ['front']],
	['$json.airtable[1]', ['B']],
	['$json.drive[0]', ['A']],
	['$json.notion[1]', ['B']],
	['"<" + $json.airtable[0].url + "|a>"', ['A']],
	['"(" + $json.airtable[1].url + ")."', ['B']],
	[`"[a](" + $json.airtable[1].url + " 'title')"`, ['B']],
	[`"<IMG\\n src='" + $json.airtable[0].url + "' />"`, ['A']],
	['"【" + $json.airtable[0].url + "】\\u202c"', ['A']],
];

/** Names alone say nothing where a URL is asked for. */
const NAMES: readonly Value[] = [
	['"front"', ['front']],
	['Object.keys($binary)', ['front', 'back']],
	['Object.keys($binary).join()', ['front', 'back']],
];

/** Which of its URLs is meant can't be known of a sentence, and what else a text says is not dropped. */
const SENTENCES = ['"See " + $json.airtable[1].url', '"![a](https://a.example/a.png){width=9}"'];

const HOLES: readonly Value[] = [
	['[$binary.front, $binary.side]', ['entryEmpty']],
	['[$json.airtable[0], null]', ['entryEmpty']],
	['[$json.airtable[0].url, ""]', ['entryEmpty']],
	['["", $json.airtable[0].url, $json.airtable[1].url]', ['entryEmpty']],
	['$json.airtable[0].url + ", " + ""', ['entryEmpty']],
	['$json.airtable[0].url + "," + undefined', ['entryEmpty']],
	['null + ";" + $json.airtable[0].url', ['entryEmpty']],
	['[$json.airtable[0].url, NaN, $json.airtable[1].url].join(" | ")', ['entryEmpty']],
	['[$json.airtable[0].url, "\\u200b"]', ['entryEmpty']],
	['JSON.stringify([$json.airtable[0], null])', ['entryEmpty']],
	['[$json.airtable[0], {}]', ['entryEmpty']],
	['[$json.airtable[0], { url: "" }]', ['noFileNamed']],
	['[{ file_id: "AgAD", width: 90 }]', ['noFileNamed']],
	['{ url: "/uploads/a.png" }', ['noFileNamed']],
	['7', ['noFileNamed']],
	['"https://a.example/" + {} + ".png"', ['textBroken']],
	['"" + [{}]', ['textBroken']],
];

/** A field that the item lacks, a value within one, a node that gave none, and what people write for it. */
const NOTHING = ['$json.no', '$json.no.such', '$("Source").item.json.no', 'undefined', 'null'].map(
	(expression): Value => [expression, []],
);

const pick = (values: readonly Value[]): string =>
	`={{ [${values.map(([expression]) => expression).join(', ')}][$json.n] }}`;

/** Two files that differ in their sizes, so that n8n's descriptions of them differ. */
async function itemsFor(bench: Bench, values: readonly Value[]): Promise<SourceItem[]> {
	const files = { front: await picture(1), back: { ...(await picture(2)), fileName: 'back.png' } };
	return values.map((_, n) => ({ json: { ...inHand(bench), n }, files }));
}

const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

/** What was sent for an item, or the row of its error. */
async function wordsOf(bench: Bench, { json }: INodeExecutionData): Promise<Words> {
	if (json.error !== undefined) {
		const [row] = Object.entries(INPUT_ERRORS).find(([, { message }]) =>
			String(json.error)
				.replace(/^(?:Mask|Face to Use): /, '')
				.startsWith(message),
		) ?? [String(json.error)];
		return [row];
	}
	const body = bench.sandbox.jobs.find(({ id }) => id === json.requestId)?.body;
	const urls = textsIn(body ?? json.url).filter(
		(text) => text.startsWith('http') && text !== bench.pictureUrl,
	);
	const files = { front: await picture(1), back: await picture(2) };
	const given = inHand(bench).urls;
	return await Promise.all(
		urls.map(async (url) => {
			if (given.includes(url)) return 'AB'.charAt(given.indexOf(url));
			const hash = sha256(Buffer.from(await (await fetch(url)).arrayBuffer()));
			return Object.entries(files).find(([, { content }]) => sha256(content) === hash)?.[0] ?? url;
		}),
	);
}

async function tried(
	control: FileControl,
	values: readonly Value[],
	more: Partial<Job> = {},
): Promise<{ words: Array<readonly [string, Words]>; bench: Bench }> {
	const bench = await openBench();
	const { output } = await bench.done({
		items: await itemsFor(bench, values),
		parameters: control.parameters(pick(values), bench.pictureUrl),
		node: CONTINUING,
		...(control.ofTool && { segmind: asTool() }),
		...more,
	});
	const found = values.map(async ([expression], n) => {
		const own = output.filter(({ pairedItem }) => (pairedItem as { item: number }).item === n);
		const words = await Promise.all(own.map(async (item) => await wordsOf(bench, item)));
		return [expression, words.flat()] as const;
	});
	return { words: await Promise.all(found), bench };
}

/** Some take files alone, or URLs alone. */
function expected({ urlsOnly, filesOnly }: FileControl, [expression, named]: Value): Value {
	const isUrl = (word: string) => word === 'A' || word === 'B';
	const isFile = (word: string) => word === 'front' || word === 'back';
	if (filesOnly && named.some(isUrl)) return [expression, [filesOnly]];
	return urlsOnly && named.some(isFile) ? [expression, [urlsOnly]] : [expression, named];
}

describe.each([...FILE_CONTROLS])('%s', (_name, control) => {
	const values = [...(control.several ? SEVERAL : []), ...ONE];

	it.each<BinaryMode>(['filesystem', 'default'])(
		'takes what names files and URLs, in order (binary mode %s)',
		async (binaryMode) => {
			const looksForNames = control.wrongText === 'fieldMissing';
			const all: Value[] = [
				...values,
				...NAMES.slice(0, control.several ? 3 : 1).map(([text, named]): Value => [
					text,
					looksForNames ? named : [control.wrongText],
				]),
				...SENTENCES.map((text): Value => [text, [control.wrongText]]),
			];
			const { words } = await tried(control, all, { binaryMode });
			expect(words).toEqual(all.map((value) => expected(control, value)));
		},
	);

	it('refuses a list with an empty entry, and what names nothing', async () => {
		const { words, bench } = await tried(control, HOLES);
		expect(words).toEqual(HOLES);
		expect(bench.sandbox.requests).toEqual([]);
	});
});

it.each(FILE_CONTROLS.filter(([, { mayBeEmpty }]) => !mayBeEmpty))(
	'%s: an expression that yields nothing is refused, whatever is preset',
	async (_name, control) => {
		const bench = await openBench();
		const files = { data: await picture(1), mask: await picture(2) };
		const { output } = await bench.run({
			items: NOTHING.map((_, n) => ({ json: { n }, files })),
			parameters: control.parameters(pick(NOTHING), bench.pictureUrl),
			node: CONTINUING,
			...(control.ofTool && { segmind: asTool() }),
		});
		expect(output.filter(({ json }) => json.error !== undefined)).toHaveLength(NOTHING.length);
		expect(bench.sandbox.requests).toEqual([]);
	},
);

describe.each(BY_SOURCE)('Source of %s', (name, _several, make) => {
	it.each(['={{ $json.no }}', '={{ null }}', '={{ "URL" }}', '=', '=Input Data Field'])(
		'is refused where it is none of the choices: %s',
		async (source) => {
			const items = [{ files: { data: await picture(1), mask: await picture(2) } }];
			await expectRefused(
				({ pictureUrl }) => ({ items, parameters: make(source, 'data', pictureUrl) }),
				{ message: aboutOf(name) + INPUT_ERRORS.valueOfWrongType.message },
				"'Source' is to be 'binary'",
			);
		},
	);
});

it('markup that names no image is shown as it was given', async () => {
	const bench = await openBench();
	for (const source of ['url', 'binary']) {
		const { error } = await bench.run({
			parameters: {
				prompt: 'Make it blue',
				images: { values: [{ source, url: '<a href="b">c</a>', binaryPropertyName: '<b>' }] },
			},
		});
		expect(error?.description).toContain(source === 'url' ? `'‹a href="b"›c‹/a›'` : "'‹b›'");
	}
});

it('a URL and the name of another file are not one URL', async () => {
	const parameters = { prompt: 'Make it blue', images: urlRows('https://a.example/a.png, b.png') };
	await expectRefused({ parameters }, INPUT_ERRORS.urlInvalid);
});

describe('a file that is named by its ID', () => {
	const upload = (value: string) => ({
		...{ resource: 'file', operation: 'upload' },
		binaryPropertyName: value,
	});

	/** A first run whose file lies in n8n's storage, as all files of all executions do. */
	async function storedElsewhere(bench: Bench): Promise<unknown> {
		const { run } = await bench.run({
			items: [{ files: { data: await picture(5) } }],
			parameters: upload('data'),
		});
		bench.sandbox.requests.length = 0;
		return run.data.resultData.runData.Source?.[0]?.data?.main?.[0]?.[0]?.binary?.data;
	}

	it.each([...FILE_CONTROLS])('is refused out of JSON: %s', async (name, control) => {
		const bench = await openBench();
		const file = await storedElsewhere(bench);
		const shapes = [
			file,
			[file],
			JSON.stringify([file]),
			{ photo: file },
			{ json: {}, binary: { photo: file } },
		];
		const { output } = await bench.run({
			items: shapes.map((given) => ({ json: { given, _files: { photo: file } } })),
			parameters: control.parameters('={{ $json.given }}', bench.pictureUrl),
			node: CONTINUING,
			...(control.ofTool && { segmind: asTool() }),
		});
		expect(output.map(({ json }) => json.error)).toEqual(
			shapes.map((_, n) => aboutOf(name) + told(INPUT_ERRORS.fileNotHeld, n)),
		);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('is refused where a path leads into the JSON of combined mode', async () => {
		const bench = await openBench();
		const file = await storedElsewhere(bench);
		const { error } = await bench.run({
			items: [{ json: { body: { file } } }],
			parameters: upload('body.file'),
			settings: { binaryMode: 'combined' },
		});
		expectError({ error }, INPUT_ERRORS.fileNotHeld);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('is taken where another item holds it, or a node that ran before', async () => {
		const bench = await openBench();
		const [first, second] = [await picture(1), await picture(2)];
		const other = await bench.run({
			items: [{ files: { photo: first } }, { files: { photo: second } }],
			parameters: upload('={{ $input.all()[1 - $itemIndex].binary.photo }}'),
		});
		expect(other.error).toBeUndefined();
		const sent = () => bench.calls('upload').map(({ body }) => JSON.stringify(body));
		for (const { content } of [first, second]) expect(sent().join()).toContain(sha256(content));
		const before = await bench.run({
			items: [{ files: { photo: await picture(3) } }],
			between: ['unpaired'],
			parameters: upload('={{ $("Source").first().binary.photo }}'),
		});
		expect(before.error).toBeUndefined();
		expect(sent().at(-1)).toContain(sha256((await picture(3)).content));
	});

	it('is not looked for where the URL of an attachment is what counts', async () => {
		const bench = await openBench();
		const file = await storedElsewhere(bench);
		const given = { ...(file as object), url: bench.pictureUrl };
		await bench.done({
			items: [{ json: { given } }],
			parameters: {
				prompt: 'Make it blue',
				images: { values: [{ source: 'url', url: '={{ $json.given }}' }] },
			},
		});
		expect(bench.calls('upload')).toEqual([]);
		expect(bench.bodies()[0]?.image_urls).toEqual([bench.pictureUrl]);
	});
});
