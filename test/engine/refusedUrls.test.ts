import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { closeBenches, openBench, urlRows } from './support/bench';
import { jsonModel, model, textRows, workflow } from './support/jobs';
import { aboutOf, BY_SOURCE, FILE_CONTROLS } from './support/fileControls';
import { expectError, expectRefused } from './support/expected';

afterEach(closeBenches);

const PRIVATE = [
	'http://localhost:5678/a.png',
	'http://app.localhost/a.png',
	'http://minio:9000/a.png',
	'https://nas.fritz.box/a.png',
	'http://nextcloud.lan./a.png',
	'http://10.0.0.4/a.png',
	'http://172.31.9.9/a.png',
	'http://0xa.1/a.png',
	'http://100.100.7.1/a.png',
	'http://169.254.169.254/latest',
	'http://[::1]/a.png',
	'http://[fd00::1]/a.png',
	'http://[::ffff:192.168.0.1]/a.png',
];

const PAGES = [
	['https://drive.google.com/open?id=1a2b', 'Google Drive node'],
	['https://docs.google.com/presentation/d/1a2b/edit?usp=sharing', 'Google Drive node'],
	['https://www.dropbox.com/scl/fi/x/photo.jpg?rlkey=abc&dl=0', 'Dropbox node'],
	['https://1drv.ms/i/s!AbC', 'Microsoft OneDrive node'],
	['https://contoso.sharepoint.com/:i:/s/team/EaB?e=x', 'Microsoft SharePoint node'],
	['https://www.notion.so/team/Page-1a2b', 'Notion node'],
	['https://acme.notion.site/Page-1a2b', 'Notion node'],
	['https://app.box.com/s/1a2b', 'Box node'],
	['https://github.com/n8n-io/n8n/blob/master/a.png', 'GitHub node'],
	['https://files.slack.com/files-pri/T1-F2/a.png', 'Slack node'],
	['https://photos.app.goo.gl/1a2b', 'Download the file first'],
	['https://www.icloud.com/iclouddrive/0a1#a', 'Download the file first'],
	['https://we.tl/t-1a2b', 'Download the file first'],
	['https://mega.nz/file/1a2b#key', 'Download the file first'],
] as const;

const FILES = [
	'https://example.com/a.png',
	'http://8.8.8.8/a.png',
	'http://172.32.0.1/a.png',
	'http://[2606:4700::1111]/a.png',
	'https://drive.google.com/uc?export=download&id=1a2b',
	'https://docs.google.com/presentation/d/1a2b/export/png',
	'https://www.dropbox.com/s/1/a.png?dl=1',
	'https://contoso.sharepoint.com/:i:/s/team/EaB?download=1',
	'https://contoso.sharepoint.com/_layouts/15/download.aspx?UniqueId=1',
	'https://acme.box.com/shared/static/1.png',
	'https://github.com/n8n-io/n8n/blob/master/a.png?raw=true',
	'https://notdropbox.com/a.png',
	'https://lh3.googleusercontent.com/a',
];

const edit = (url: string) => ({ prompt: 'Make it blue', images: urlRows(url) });

it.each(PRIVATE)('%s: a private network is refused before anything is sent', async (url) => {
	await expectRefused({ parameters: edit(url) }, INPUT_ERRORS.urlNotPublic, 'HTTP Request node');
});

it.each(PAGES)('%s: a page is refused, with the way out', async (url, way) => {
	await expectRefused(
		{ parameters: edit(url) },
		INPUT_ERRORS.urlIsPage,
		way,
		'Nothing was billed.',
	);
});

it.each(FILES)('%s is submitted', async (url) => {
	const bench = await openBench();
	await bench.run({ parameters: edit(url) });
	expect(bench.bodies()[0]?.image_urls).toEqual([url]);
});

const PAGE = 'https://drive.google.com/file/d/1a2b/view';

it.each([
	...BY_SOURCE.map(([name, , make]) => [name, (url: string) => make('url', PAGE, url)] as const),
	[
		'Style Reference Image URLs',
		(url: string) => ({
			...{ operation: 'expand', model: 'ideogram-3-reframe', images: urlRows(url) },
			additionalFields: { style_reference_images: PAGE },
		}),
	] as const,
	...FILE_CONTROLS.filter(([name]) => name.endsWith('of the form')).map(
		([name, { parameters }]) => [name, (url: string) => parameters(PAGE, url)] as const,
	),
])('%s: a page is refused', async (name, make) => {
	const bench = await openBench();
	const { error } = await bench.run({ parameters: make(bench.pictureUrl) });
	expectError({ error }, { message: aboutOf(name) + INPUT_ERRORS.urlIsPage.message });
	expect(bench.calls('submit')).toEqual([]);
});

const byJson = (body: object) => jsonModel('sandbox-video', body);

it.each([
	['JSON', byJson({ prompt: 'A wave', first_frame: PAGE })],
	['a list in JSON', byJson({ prompt: 'A wave', frames: ['https://example.com/a.png', PAGE] })],
	['a field', model('sandbox-video', { bodyFields: textRows({ mask_url: PAGE }) })],
	['an input of a PixelFlow', workflow({ inputFields: textRows({ product_image: PAGE }) })],
	[
		'an input of a PixelFlow that only its ending tells',
		workflow({ inputMode: 'json', inputJson: { product: 'http://192.168.0.7/a.png' } }),
	],
])('a URL of a file in %s is refused as well', async (_, parameters) => {
	const bench = await openBench();
	const { error } = await bench.run({ parameters });
	expect(error?.message).toMatch(/^The URL in 'URL' leads .*\[item 0\]$/);
	expect(bench.calls('submit')).toEqual([]);
});

it('a page that is asked about is a text', async () => {
	const bench = await openBench();
	await bench.run({ parameters: byJson({ prompt: PAGE, website: 'http://localhost/' }) });
	expect(bench.bodies()).toEqual([{ prompt: PAGE, website: 'http://localhost/' }]);
});

it('is opened by n8n itself where it travels as base64', async () => {
	const bench = await openBench();
	const still = { name: 'still', source: 'url', sendAs: 'base64' };
	const url = bench.pictureUrl.replace('127.0.0.1', 'localhost');
	const imageFields = { values: [{ ...still, url }] };
	const parameters = model('sandbox-video', { imageFields });
	const { error } = await bench.run({ parameters });
	expect(error?.message ?? '').not.toContain(INPUT_ERRORS.urlNotPublic.message);
	expect(bench.calls('submit')).toHaveLength(1);
});
