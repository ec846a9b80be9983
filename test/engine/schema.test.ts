import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import { closeBenches, openBench, urlRows, type Bench } from './support/bench';
import { picture } from './support/pictures';

afterEach(closeBenches);

const FOLDER = join(__dirname, '../../nodes/Segmind/__schema__');

type Case = (bench: Bench) => Record<string, unknown>;

const image =
	(model: string, more: Case = () => ({})): Case =>
	(bench) => ({ model, prompt: 'Blue', images: urlRows(bench.pictureUrl), ...more(bench) });

const any =
	(slug: string, fields: object): Case =>
	({ pictureUrl }) => ({
		modelSlug: { __rl: true, mode: 'id', value: slug },
		...{ bodyMode: 'json', bodyJson: JSON.stringify(fields).replace('PICTURE', pictureUrl) },
	});

const film = any('ray-flash-2-720p', { prompt: 'A kite' });

/** Parameters that every operation comes to an item with, by resource and operation. */
const CASES: Readonly<Record<string, Case>> = {
	'account/getCredits': () => ({}),
	'audio/generate': any('orpheus-3b-0.1', { text: 'Good morning' }),
	'audio/transcribe': any('eleven-labs-transcript', {
		...{ audio_url: 'https://x.example/a.mp3', model_id: 'scribe_v1' },
	}),
	'file/upload': () => ({ binaryPropertyName: 'data' }),
	'image/createMask': image('sam-img2img'),
	'image/edit': image('gpt-image-1-edit'),
	'image/eraseObject': image('bria-eraser', ({ pictureUrl }) => ({
		...{ maskSource: 'url', maskUrl: pictureUrl },
	})),
	'image/expand': image('ideogram-3-reframe'),
	'image/generate': image('p-image'),
	'image/removeBackground': image('bg-removal-v2'),
	'image/runAnotherModel': any('sandbox-portrait', { prompt: 'A sailor', face_image: 'PICTURE' }),
	'image/swapFace': image('faceswap-v5', ({ pictureUrl }) => ({
		...{ sourceImageSource: 'url', sourceImageUrl: pictureUrl },
		...{ targetImageSource: 'url', targetImageUrl: pictureUrl },
	})),
	'image/upscale': image('esrgan'),
	'model/get': any('sandbox-form', {}),
	'model/getAll': () => ({}),
	'model/run': any('sandbox-portrait', { prompt: 'A sailor', face_image: 'PICTURE' }),
	'request/get': (bench) => ({
		requestId: { __rl: true, mode: 'id', value: bench.sandbox.jobs[0]?.id },
	}),
	'text/describeImage': any('llava-v1.6', { prompt: 'What is this?', images: 'PICTURE' }),
	'text/generate': any('sandbox-text', { prompt: 'A slogan' }),
	'threeD/generate': any('hunyuan3d-2mv', { front_image: 'PICTURE' }),
	'video/generate': film,
	'workflow/run': ({ pictureUrl }) => ({
		...{ workflowId: { __rl: true, mode: 'id', value: 'product-card' }, inputMode: 'json' },
		inputJson: JSON.stringify({ product_image: pictureUrl, headline: 'Sale' }),
	}),
};

const NUMBERS = ['attempts', 'cost', 'remainingCredits', 'width', 'height'];

/** As n8n's editor reads it: of what is not known here a text, as only URLs and names are. */
function schemaOf(value: unknown, name = ''): object {
	// their names are those of the demonstration
	if (name === 'outputs') return { type: 'object' };
	if (Array.isArray(value)) {
		const [first] = value as unknown[];
		return { type: 'array', ...(first !== undefined && { items: schemaOf(first) }) };
	}
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).map(([key, one]) => [key, schemaOf(one, key)] as const);
		return { type: 'object', properties: Object.fromEntries(entries) };
	}
	if (NUMBERS.includes(name)) return { type: 'number' };
	return { type: value === null || value === undefined ? 'string' : typeof value };
}

const offered = new Segmind().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		(displayOptions?.show?.resource ?? []).flatMap((resource) =>
			options.flatMap((one) => ('value' in one ? [`${String(resource)}/${one.value}`] : [])),
		),
	);

it('there is one for each operation, and none besides', () => {
	expect(Object.keys(CASES).sort()).toEqual(offered.sort());
	const files = readdirSync(join(FOLDER, 'v1.0.0'), { recursive: true, encoding: 'utf8' });
	const named = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
	expect(named.map((file) => file.split('\\').join('/')).sort()).toEqual(offered.sort());
});

it.each(Object.entries(CASES))(
	'%s: what the editor shows is what comes out',
	async (name, make) => {
		const bench = await openBench({ jobSeconds: 1 });
		const [resource = '', operation = ''] = name.split('/');
		if (resource === 'request') {
			const first = { ...film(bench), resource: 'video', operation: 'generate' };
			await bench.run({ parameters: first });
		}
		const items = [{ files: { data: await picture() } }];
		const parameters = { ...make(bench), resource, operation };
		const { output } = await bench.done({ items, parameters });
		const schema = { ...schemaOf(output[0]?.json), version: 1 };
		const path = join(FOLDER, 'v1.0.0', `${name}.json`);
		if (process.env.UPDATE_SCHEMAS) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, `${JSON.stringify(schema, null, '\t')}\n`);
		}
		expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(schema);
	},
);
