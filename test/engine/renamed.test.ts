import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { closeBenches, hintTexts, openBench, urlRows } from './support/bench';
import { expectError } from './support/expected';
import { formValues, loadForm } from './support/form';
import { openGateway, type Gateway, type Rule } from './support/gateway';
import { jsonModel, model } from './support/jobs';

let gateway: Gateway | undefined;

afterEach(async () => {
	await gateway?.close();
	gateway = undefined;
	await closeBenches();
});

const text = (...head: string[]) =>
	['# A Model', ...head, '### Input Schema', '- **`seed`** (`integer`, _optional_):'].join('\n');

const ID = '- **Model ID**: `new-name`';
const ENDPOINT = '- **Endpoint**: `https://api.segmind.com/v1/new-name`';

const at = (slug: string, status: number, answer: string, location?: string): Rule => ({
	...{ method: 'GET', path: new RegExp(`^/models/${slug}/llms\\.txt$`), status, answer },
	...(location !== undefined && { headers: { location } }),
});

const moved = (from: string, to: string, status = 301) =>
	at(from, status, '', `/models/${to}/llms.txt`);

const RENAMED =
	"Segmind documents 'old-name' as 'new-name' now: the model has another name. Choose 'new-name' under 'Model'.";

/** What the form says of the model that is asked for as `old-name`. */
async function noticeFor(rules: readonly Rule[], slug = 'old-name') {
	gateway = await openGateway('http://127.0.0.1:9', rules);
	const schema = [{ id: 'kept', displayName: 'Kept', required: false, display: true }];
	const modelParameters = formValues({}, schema) as never;
	const form = await loadForm(gateway.url, slug, { modelParameters });
	return { notice: form.emptyFieldsNotice, fields: form.fields.map(({ id }) => id) };
}

it.each<[string, Rule[]]>([
	['a redirect to its new page', [moved('old-name', 'new-name'), at('new-name', 200, text(ID))]],
	['a temporary one', [moved('old-name', 'new-name', 307), at('new-name', 200, text(ENDPOINT))]],
	[
		'a redirect by way of a third name',
		[moved('old-name', 'mid'), moved('mid', 'new-name'), at('new-name', 200, text(ID))],
	],
	[
		'a redirect to a text without a name',
		[moved('old-name', 'new-name'), at('new-name', 200, text())],
	],
	['the new text under the old name', [at('old-name', 200, text(ID, ENDPOINT))]],
])('the form tells the new name after %s, and keeps its fields', async (_, rules) => {
	expect(await noticeFor(rules)).toEqual({ notice: RENAMED, fields: ['kept'] });
});

it('the form tells a version as a new name', async () => {
	const rules = [moved('new-name', 'new-name-v2'), at('new-name-v2', 200, text())];
	expect((await noticeFor(rules, 'new-name')).notice).toContain("'new-name' as 'new-name-v2' now");
});

it('capital letters make no new name', async () => {
	const rules = [moved('New-Name', 'new-name'), at('new-name', 200, text(ID))];
	expect(await noticeFor(rules, 'New-Name')).toEqual({ notice: undefined, fields: ['seed'] });
});

const HTML = '<!doctype html><title>Sign in</title>';

it.each<[string, Rule[]]>([
	[
		'the list of models',
		[at('old-name', 302, '', '/models'), { path: /^\/models$/, status: 200, answer: HTML }],
	],
	[
		'a login',
		[
			at('old-name', 302, '', '/login?next=/models/x'),
			{ path: /^\/login/, status: 200, answer: HTML },
		],
	],
	['another host', [at('old-name', 301, '', 'http://localhost:9/models/new-name/llms.txt')]],
	['itself', [moved('old-name', 'old-name')]],
	['a name that is no slug', [at('old-name', 200, text('- **Model ID**: `vendor/other`'))]],
])('the form knows no new name after a redirect to %s', async (_, rules) => {
	const { notice, fields } = await noticeFor(rules);
	expect(notice).toContain("can't be read at the moment");
	expect(fields).toEqual(['kept']);
});

const asks = (slug: string, bodyMode = 'form') =>
	model(slug, { modelPrompt: 'A wave', bodyMode, bodyFields: {} });

it('a run whose model is still taken under its old name goes on, and tells the new one', async () => {
	const bench = await openBench();
	const rules = [moved('sandbox-video', 'new-name'), at('new-name', 200, text(ID))];
	gateway = await openGateway(bench.sandbox.baseUrl, rules);
	const outcome = await bench.run({ baseUrl: gateway.url, parameters: asks('sandbox-video') });
	expect(outcome.output).toHaveLength(1);
	expect(hintTexts(outcome).join()).toContain(
		"Segmind documents 'sandbox-video' as 'new-name' now",
	);
});

it.each<[string, string, Record<string, unknown>]>([
	['a form', 'old-name', asks('old-name')],
	['fields', 'old-name', asks('old-name', 'fields')],
	['a model of a list', 'gpt-image-1-edit', { prompt: 'p' }],
])('a run that Segmind refuses tells the new name: %s', async (_, slug, parameters) => {
	const bench = await openBench();
	const rules: Rule[] = [
		...[moved(slug, 'new-name'), at('new-name', 200, text(ID))],
		{ method: 'POST', path: /^\/v[12]\//, status: 404, answer: '{"error":"Model not found"}' },
	];
	gateway = await openGateway(bench.sandbox.baseUrl, rules);
	const outcome = await bench.run({
		...{ items: [{}, {}], baseUrl: gateway.url },
		parameters: { images: urlRows(bench.pictureUrl), ...parameters },
	});
	const says = [RENAMED.replace('old-name', slug), 'Nothing was billed.'];
	expectError(outcome, API_ERRORS.modelUnknown, ...says);
});

it.each([
	['sandbox-vide', "Did you mean 'sandbox-video', "],
	['ray-flash-2', "Did you mean 'ray-flash-2-720p'"],
	['gpt-image-1-edits', "Did you mean 'gpt-image-1-edit', "],
	['qqqqqq', "Segmind's directory has no model 'qqqqqq'."],
])(
	'a slug that does not exist is told as that, in the form and in the run: %s',
	async (slug, said) => {
		const bench = await openBench();
		const form = await loadForm(bench.sandbox.baseUrl, slug);
		expect(form.emptyFieldsNotice).toContain(said);
		const says = [`Segmind's directory has no model '${slug}'.`, said, 'Nothing was billed'];
		expectError(
			await bench.run({ parameters: jsonModel(slug, '') }),
			API_ERRORS.modelUnknown,
			...says,
		);
		// the directory alone refuses nothing
		expect(bench.calls('submit')).toHaveLength(1);
	},
);
