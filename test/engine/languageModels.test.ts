import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import {
	ask,
	chat,
	closeModels,
	gemini,
	image,
	MESSAGES,
	parts,
	system,
	text,
	type Row,
} from './support/someModel';
import { picture } from './support/pictures';

/** Texts of speech, music and language models: what is sent of the box above the form, and what is read. */

afterEach(closeModels);

describe.each([true, false])(
	'the box above the form (documentation readable in the run: %s)',
	(documented) => {
		it.each<[string, readonly Row[], object, object]>([
			['a prompt', [['prompt', 'string']], {}, { prompt: 'Say hello' }],
			[
				'a script',
				[
					['script', 'string'],
					['voice', 'string', 'optional'],
				],
				{},
				{ script: 'Say hello' },
			],
			[
				'lyrics, beside an optional style',
				[
					['prompt', 'string', 'optional'],
					['lyrics', 'string'],
				],
				{},
				{ lyrics: 'Say hello' },
			],
			[
				'a prompt that is required as well',
				[
					['prompt', 'string'],
					['lyrics', 'string', 'optional'],
				],
				{},
				{ prompt: 'Say hello' },
			],
			[
				'a transcript beside its sound',
				[
					['audio_url', 'string', 'optional'],
					['transcript', 'str'],
				],
				{},
				{ transcript: 'Say hello' },
			],
			['an input of no known type', [['input', 'TextOrList']], {}, { input: 'Say hello' }],
			['a list of messages', MESSAGES, chat('Hi'), chat('Say hello')],
			[
				'messages behind a system message',
				MESSAGES,
				{
					messages: [
						{ role: 'system', content: 'x' },
						{ role: 'user', content: 'Hi' },
					],
				},
				chat('Say hello'),
			],
			[
				'parts, with an image that the page shows',
				[...MESSAGES, ['instruction', 'string', 'optional']],
				chat(parts),
				chat(text('Say hello')),
			],
			[
				"Gemini's object",
				MESSAGES,
				{ messages: gemini },
				{ messages: { contents: [{ role: 'user', parts: [{ text: 'Say hello' }] }] } },
			],
		])('fills %s', async (_name, rows, example, wanted) => {
			const { error, sent } = await ask({ rows, example, documented });
			expect(error).toBeUndefined();
			expect(sent).toEqual(wanted);
		});

		it.each<[string, readonly Row[], object, object]>([
			[
				'a parameter of its own',
				[...MESSAGES, ['instruction', 'string', 'optional']],
				chat(parts),
				{ ...chat(text('Say hello')), instruction: 'Be brief' },
			],
			[
				'one beside a prompt',
				[
					['prompt', 'string'],
					['system', 'string', 'optional'],
				],
				{},
				{ prompt: 'Say hello', system: 'Be brief' },
			],
			[
				'the list',
				MESSAGES,
				chat('Hi'),
				{
					messages: [
						{ role: 'system', content: 'Be brief' },
						{ role: 'user', content: 'Say hello' },
					],
				},
			],
			[
				'a list of parts',
				MESSAGES,
				chat(parts),
				{
					messages: [
						{ role: 'system', content: text('Be brief') },
						{ role: 'user', content: text('Say hello') },
					],
				},
			],
			[
				"Gemini's object",
				MESSAGES,
				{ messages: { ...gemini, ...system } },
				{
					messages: {
						system_instruction: { parts: { text: 'Be brief' } },
						contents: [{ role: 'user', parts: [{ text: 'Say hello' }] }],
					},
				},
			],
		])('and Instructions go into %s', async (_name, rows, example, wanted) => {
			const options = { instructions: 'Be brief' };
			const { error, sent } = await ask({ rows, example, documented, options });
			expect(error).toBeUndefined();
			expect(sent).toEqual(wanted);
		});
	},
);

it('Instructions stand in for what the form has preset', async () => {
	const rows: Row[] = [
		['prompt', 'string'],
		['system_prompt', 'string', 'optional'],
	];
	const value = { system_prompt: 'You are a helpful assistant' };
	expect((await ask({ rows, value })).sent).toEqual({ prompt: 'Say hello', ...value });
	const { sent } = await ask({ rows, value, options: { instructions: 'Be brief' } });
	expect(sent).toEqual({ prompt: 'Say hello', system_prompt: 'Be brief' });
});

describe('a page that shows no shape of messages that is known', () => {
	const written = [{ role: 'user', content: 'Hello?' }];

	it.each<[string, object]>([
		['none', {}],
		['an empty list', { messages: [] }],
		['an object with parts', { messages: { role: 'user', parts: [{ text: 'Hi' }] } }],
		['a list with parts', { messages: [{ role: 'user', parts: [{ text: 'Hi' }] }] }],
		['nobody who asks', { messages: [{ role: 'assistant', content: 'Hi' }] }],
		['no text', chat([image])],
		[
			'contents without text',
			{ messages: { contents: [{ role: 'user', parts: [{ inlineData: {} }] }] } },
		],
		['texts', { messages: ['Hi'] }],
	])('keeps its field in the form, and refuses the box: %s', async (_name, example) => {
		const value = { messages: JSON.stringify(written) };
		const refused = await ask({ rows: MESSAGES, example, value });
		expect(refused.error?.message).toBe(`${INPUT_ERRORS.promptNotTaken.message} [item 0]`);
		expect(refused.sent).toBeUndefined();
		const { error, sent } = await ask({
			rows: MESSAGES,
			example,
			value,
			more: { modelPrompt: '' },
		});
		expect(error).toBeUndefined();
		expect(sent).toEqual({ messages: written });
	});
});

it.each<[string, readonly Row[], object]>([
	['without any place', [['prompt', 'string']], {}],
	["Gemini's object without one", MESSAGES, { messages: gemini }],
	[
		'whose place is a list',
		[
			['prompt', 'string'],
			['system', 'list<string>', 'optional'],
		],
		{},
	],
])('Instructions are refused for a model %s', async (_name, rows, example) => {
	const { error, sent } = await ask({ rows, example, options: { instructions: 'Be brief' } });
	expect(error?.message).toBe(`${INPUT_ERRORS.instructionsNotTaken.message} [item 0]`);
	expect(sent).toBeUndefined();
});

it.each<[string, readonly Row[], object]>([
	[
		'two required texts',
		[
			['text', 'string'],
			['script', 'string'],
		],
		{},
	],
	['a text that is optional', [['text', 'string', 'optional']], {}],
	['a closed list of texts', [['voice', 'string']], {}],
])('the box is refused for a model with %s', async (_name, rows, example) => {
	const value = { text: 'A', script: 'B', voice: 'C' };
	const own = Object.fromEntries(rows.map(([name]) => [name, value[name as keyof typeof value]]));
	const { error } = await ask({ rows, example, value: own });
	expect(error?.message).toBe(`${INPUT_ERRORS.promptNotTaken.message} [item 0]`);
	expect((await ask({ rows, value: own, more: { modelPrompt: '' } })).sent).toEqual(own);
});

it('a required text that is left empty is asked for as the box', async () => {
	const { error } = await ask({ rows: [['script', 'string']], more: { modelPrompt: '' } });
	expect(error?.message).toBe(`${INPUT_ERRORS.promptMissing.message} [item 0]`);
	expect(error?.description).toContain("'script'");
});

const choice = (message: object, more: object = {}) => ({
	id: 'c',
	choices: [{ index: 0, message }],
	...more,
});
const said = (content: unknown) => choice({ role: 'assistant', content });
const claude = { id: 'm', type: 'message', role: 'assistant', content: text('Hello.'), usage: {} };
const candidates = (...texts: object[]) => ({
	candidates: [{ content: { role: 'model', parts: texts } }],
});
const asText = (json: object) => ({ output: JSON.stringify(json) });
const mute = choice({ content: null, refusal: 'No.' });
const delta = { choices: [{ delta: { content: 'Hel' } }] };
const hello = { text: 'Hello.' };
const NOTHING = { text: undefined, reasoning: undefined, output: undefined };

describe.each(['queue', 'sync'])('what a model says (%s)', (delivery) => {
	it.each<[string, object, object]>([
		['a text', { output: 'Hello.' }, hello],
		[
			'an empty text beside what it thought',
			{ output: '', reasoning: 'Hm' },
			{ text: '', reasoning: 'Hm' },
		],
		[
			'a text with what it thought',
			{ output: 'Hello.', reasoning: 'Hm' },
			{ ...hello, reasoning: 'Hm' },
		],
		["OpenAI's answer as text", asText(said('Hello.')), hello],
		["OpenAI's answer as an object", { output: said('Hello.') }, hello],
		["OpenAI's answer in parts", asText(said([...text('Hel'), ...text('lo.')])), hello],
		['nothing', asText(said('')), { text: '' }],
		[
			'a refusal in words',
			asText(said("I can't help with that.")),
			{ text: "I can't help with that." },
		],
		['JSON that was asked for', asText(said('["a","b"]')), { text: '["a","b"]' }],
		[
			'an address',
			asText(said('https://example.com/a.png')),
			{ text: 'https://example.com/a.png' },
		],
		[
			'an address as the text itself',
			{ output: 'https://example.com/a.png' },
			{ text: 'https://example.com/a.png' },
		],
		[
			'what it thought beside the message',
			asText(choice({ content: 'Hello.', reasoning: 'Hm' })),
			{ ...hello, reasoning: 'Hm' },
		],
		[
			'what it thought beside the answer',
			{ ...asText(said('Hello.')), reasoning: 'Hm' },
			{ ...hello, reasoning: 'Hm' },
		],
		["Claude's answer", asText(claude), hello],
		[
			"Claude's answer in several parts",
			asText({ ...claude, content: [...text('Hel'), ...text('lo.')] }),
			hello,
		],
		["Gemini's answer", asText(candidates({ text: 'Hello.' })), hello],
		[
			"Gemini's answer with a signature, behind what it thought",
			asText(candidates({ text: 'Hm', thought: true }, { text: 'Hello.', thoughtSignature: 'x' })),
			hello,
		],
		[
			"Claude's answer behind what it thought",
			asText({ ...claude, content: [{ type: 'thinking', thinking: 'Hm' }, ...text('Hello.')] }),
			hello,
		],
		[
			'what it thought under its other name',
			asText(choice({ content: 'Hello.', reasoning_content: 'Hm' })),
			{ ...hello, reasoning: 'Hm' },
		],
		[
			'lines of a stream',
			{ output: 'data: {"delta":"Hi"}\n\ndata: [DONE]' },
			{ text: 'data: {"delta":"Hi"}\n\ndata: [DONE]' },
		],
		['JSON as its text', { output: '["a", "b"]' }, { output: ['a', 'b'] }],
		['pieces of a text', { output: ['Hel', 'lo.'] }, { output: ['Hel', 'lo.'] }],
		['a refusal without words', asText(mute), { output: mute }],
		['a piece of a stream', asText(delta), { output: delta }],
		['a picture among its parts', asText(said(parts)), { output: said(parts) }],
		['an answer without candidates', asText({ candidates: [] }), { output: { candidates: [] } }],
		[
			'words with their times',
			{ output: { text: 'Hello.', words: [1] } },
			{ output: { text: 'Hello.', words: [1] } },
		],
	])('is read of %s', async (_name, answer, wanted) => {
		const { error, output } = await ask({ answer, options: { delivery } });
		expect(error).toBeUndefined();
		const [{ json = {} } = {}] = output;
		const { text: words, reasoning, output: other } = json;
		expect({ text: words, reasoning, output: other }).toEqual({ ...NOTHING, ...wanted });
	});
});

describe.each([
	['text', 'generate'],
	['model', 'run'],
	['video', 'generate'],
])('words and files in one answer (%s: %s)', (resource, operation) => {
	it.each<[string, (url: string) => object, number]>([
		['an image beside the words', (url) => ({ output: 'Hello.', images: [{ url }] }), 1],
		['two images', (url) => ({ output: 'Hello.', images: [url, url] }), 2],
		['an image under a name of its own', (url) => ({ output: 'Hello.', image_url: url }), 1],
		['words under a name of their own', (url) => ({ text: 'Hello.', images: [{ url }] }), 1],
	])('both come out: %s', async (_name, answer, count) => {
		const url = `data:image/png;base64,${((await picture()).content as Buffer).toString('base64')}`;
		const { error, output } = await ask({ answer: answer(url), more: { resource, operation } });
		expect(error).toBeUndefined();
		expect(output.map(({ binary }) => binary?.data?.mimeType)).toEqual(
			Array(count).fill('image/png'),
		);
		expect(output[0]?.json.text).toBe('Hello.');
	});
});

it('is the same through Model: Run, with the whole answer beside it as Simplify says', async () => {
	const answer = asText(claude);
	const more = { resource: 'model', operation: 'run' };
	const { output } = await ask({ answer, more, options: { simplify: false } });
	expect(output[0]?.json).toMatchObject({ text: 'Hello.', response: answer });
	expect(output[0]?.json).not.toHaveProperty('output');
});
