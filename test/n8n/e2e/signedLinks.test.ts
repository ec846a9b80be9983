import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import type { BinaryMode } from '../lib/environment';
import { freePort } from '../lib/n8n';
import { code, fetchFile, flow, segmind, start } from './flow';
import { itemsOf, openStage, testedMajors, trouble, type Stage } from './stage';

/** The name under which the internet would reach it: the stand-in opens it on this machine. */
const PUBLIC = 'https://n8n.example.com/';

const MODES: Array<[1 | 2, BinaryMode]> = [
	[1, 'filesystem'],
	[1, 'database'],
	[2, 'filesystem'],
	[2, 'database'],
];

let stage: Stage;

interface Opened {
	url: string;
	status: number;
	type: string | null;
	bytes: Buffer;
}

const opened: Opened[] = [];

async function openStageAt(version: string, binaryMode: BinaryMode, webhookUrl: string) {
	const port = await freePort();
	const env = { WEBHOOK_URL: webhookUrl };
	return await openStage(
		{ version, binaryMode, port, env },
		{
			async openUrl(url) {
				if (!url.startsWith(PUBLIC)) return undefined;
				const answer = await fetch(url.replace(PUBLIC, `http://127.0.0.1:${port}/`));
				const bytes = Buffer.from(await answer.arrayBuffer());
				opened.push({
					url,
					status: answer.status,
					type: answer.headers.get('content-type'),
					bytes,
				});
				return answer.ok ? bytes : undefined;
			},
		},
	);
}

const twoPhotos = () => [
	start(),
	code('Rows', 'return [{ json: { n: 1 } }, { json: { n: 2 } }];'),
	fetchFile('Photo', `={{ "${stage.sandbox.imagesUrl}/gallery/product.png?n=" + $json.n }}`),
	segmind('Edit', {
		images: { values: [{ source: 'binary', binaryPropertyName: 'data' }] },
		options: { sendFilesBy: 'link', simplify: false },
	}),
];

describe.each(MODES.filter(([major]) => testedMajors().includes(major)))(
	'signed links of n8n %s, %s mode',
	(major, binaryMode) => {
		beforeAll(async () => {
			stage = await openStageAt(String(major), binaryMode, PUBLIC);
		});
		afterAll(async () => await stage?.close());
		beforeEach(() => {
			stage.sandbox.reset();
			opened.length = 0;
		});

		test('Segmind opens the files at n8n, nothing is uploaded, and no link stays behind', async () => {
			const execution = await stage.run(flow('Links', twoPhotos()));
			expect([execution.status, trouble(execution)]).toEqual(['success', 'success']);
			expect(itemsOf(execution, 'Edit')).toHaveLength(2);
			expect(opened.map(({ status, type }) => [status, type])).toEqual([
				[200, 'image/png'],
				[200, 'image/png'],
			]);
			const picture = await (
				await fetch(`${stage.sandbox.imagesUrl}/gallery/product.png`)
			).arrayBuffer();
			for (const { bytes, url } of opened) {
				expect(bytes.equals(Buffer.from(picture))).toBe(true);
				const token = url.split('token=')[1] ?? '';
				expect(JSON.stringify(execution)).not.toContain(token);
				expect(await stage.n8n.log()).not.toContain(token);
			}
			expect(stage.sandbox.requests.filter(({ step }) => step === 'upload')).toEqual([]);
			expect(await stage.n8n.leaks()).toEqual([]);
		});
	},
);

test.each(testedMajors())(
	'an n8n %s at localhost is refused before anything is sent',
	async (major) => {
		stage = await openStageAt(String(major), 'filesystem', '');
		const execution = await stage.run(flow('Links', twoPhotos()));
		const calls = stage.sandbox.requests.filter(({ server }) => server !== 'images');
		await stage.close();
		expect(trouble(execution)).toContain(INPUT_ERRORS.linkNotPublic.message);
		expect(trouble(execution)).toContain("Field: 'data'. n8n's URL: http://localhost:");
		expect(calls).toEqual([]);
	},
);
