import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { expectError } from './support/expected';
import { picture } from './support/pictures';
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
} from './support/someModel';

/** Texts of speech, music and language models: what is sent of the box above the form, and what is read. */

afterEach(closeModels);

const turn = (role: string, content: unknown) => ({ role, content });
/** What Gemini is sent. */
const told = { contents: [{ role: 'user', parts: [{ text: 'Say hello' }] }] };
const WITH_INSTRUCTION = `${MESSAGES}, instruction?`;

describe.each([true, false])(
	'the box above the form (documentation readable in the run: %s)',
	(documented) => {
		it.each<[string, string, object, object]>([
			['a prompt', 'prompt', {}, { prompt: 'Say hello' }],
			['a script', 'script, voice?', {}, { script: 'Say hello' }],
			['lyrics, beside an optional style', 'prompt?, lyrics', {}, { lyrics: 'Say hello' }],
			['a prompt that is required as well', 'prompt, lyrics?', {}, { prompt: 'Say hello' }],
			[
				'a transcript beside its sound',
				'audio_url?, transcript: str',
				{},
				{ transcript: 'Say hello' },
			],
			['an input of no known type', 'input: TextOrList', {}, { input: 'Say hello' }],
			['a list of messages', MESSAGES, chat('Hi'), chat('Say hello')],
			[
				'messages behind a system message',
				MESSAGES,
				{ messages: [turn('system', 'x'), turn('user', 'Hi')] },
				chat('Say hello'),
			],
			[
				'parts, with an image that the page shows',
				WITH_INSTRUCTION,
				chat(parts),
				chat(text('Say hello')),
			],
			["Gemini's object", MESSAGES, { messages: gemini }, { messages: told }],
		])('fills %s', async (_name, parameters, example, wanted) => {
			const { error, sent } = await ask({ parameters, example, documented });
			expect(error).toBeUndefined();
			expect(sent).toEqual(wanted);
		});

		it.each<[string, string, object, object]>([
			[
				'a parameter of its own',
				WITH_INSTRUCTION,
				chat(parts),
				{ ...chat(text('Say hello')), instruction: 'Be brief' },
			],
			['one beside a prompt', 'prompt, system?', {}, { prompt: 'Say hello', system: 'Be brief' }],
			[
				'the list',
				MESSAGES,
				chat('Hi'),
				{ messages: [turn('system', 'Be brief'), turn('user', 'Say hello')] },
			],
			[
				'a list of parts',
				MESSAGES,
				chat(parts),
				{ messages: [turn('system', text('Be brief')), turn('user', text('Say hello'))] },
			],
			[
				"Gemini's object",
				MESSAGES,
				{ messages: { ...gemini, ...system } },
				{ messages: { system_instruction: { parts: { text: 'Be brief' } }, ...told } },
			],
		])('and Instructions go into %s', async (_name, parameters, example, wanted) => {
			const options = { instructions: 'Be brief' };
			const { error, sent } = await ask({ parameters, example, documented, options });
			expect(error).toBeUndefined();
			expect(sent).toEqual(wanted);
		});
	},
);

it('Instructions stand in for what the form has preset', async () => {
	const parameters = 'prompt, system_prompt?';
	const value = { system_prompt: 'You are a helpful assistant' };
	expect((await ask({ parameters, value })).sent).toEqual({ prompt: 'Say hello', ...value });
	const { sent } = await ask({ parameters, value, options: { instructions: 'Be brief' } });
	expect(sent).toEqual({ prompt: 'Say hello', system_prompt: 'Be brief' });
});

const UNKNOWN = JSON.stringify([turn('user', 'Hello?')]);

it.each<[string, string, object, Record<string, unknown>]>([
	['messages of no known shape', MESSAGES, {}, { messages: UNKNOWN }],
	['an empty list', MESSAGES, { messages: [] }, { messages: UNKNOWN }],
	[
		'an object with parts',
		MESSAGES,
		{ messages: { role: 'user', parts: [{ text: 'Hi' }] } },
		{ messages: UNKNOWN },
	],
	[
		'a list with parts',
		MESSAGES,
		{ messages: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
		{ messages: UNKNOWN },
	],
	['nobody who asks', MESSAGES, { messages: [turn('assistant', 'Hi')] }, { messages: UNKNOWN }],
	['messages without text', MESSAGES, chat([image]), { messages: UNKNOWN }],
	[
		'contents without text',
		MESSAGES,
		{ messages: { contents: [{ role: 'user', parts: [{ inlineData: {} }] }] } },
		{ messages: UNKNOWN },
	],
	['texts', MESSAGES, { messages: ['Hi'] }, { messages: UNKNOWN }],
	['two required texts', 'text, script', {}, { text: 'A', script: 'B' }],
	['a text that is optional', 'text?', {}, { text: 'A' }],
	['a closed list of texts', 'voice', {}, { voice: 'C' }],
])('the box is refused for a model with %s', async (_name, parameters, example, value) => {
	const refused = await ask({ parameters, example, value });
	expectError(refused, INPUT_ERRORS.promptNotTaken);
	expect(refused.sent).toBeUndefined();
	const { error, sent } = await ask({ parameters, example, value, more: { modelPrompt: '' } });
	expect(error).toBeUndefined();
	expect(sent).toEqual(value.messages ? { messages: JSON.parse(UNKNOWN) as object } : value);
});

it.each<[string, string, object]>([
	['without any place', 'prompt', {}],
	["Gemini's object without one", MESSAGES, { messages: gemini }],
	['whose place is a list', 'prompt, system?: list<string>', {}],
])('Instructions are refused for a model %s', async (_name, parameters, example) => {
	const options = { instructions: 'Be brief' };
	const refused = await ask({ parameters, example, options });
	expectError(refused, INPUT_ERRORS.instructionsNotTaken);
	expect(refused.sent).toBeUndefined();
});

it('a required text that is left empty is asked for as the box', async () => {
	const outcome = await ask({ parameters: 'script', more: { modelPrompt: '={{ "" }}' } });
	expectError(outcome, INPUT_ERRORS.promptMissing, "'script'");
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
const hm = { reasoning: 'Hm' };
const thinking = { ...hello, ...hm };
const halves = [...text('Hel'), ...text('lo.')];
const timed = { text: 'Hello.', words: [1] };
const URL_ALONE = 'https://example.com/a.png';
const STREAM = 'data: {"delta":"Hi"}\n\ndata: [DONE]';
const NOTHING = { text: undefined, reasoning: undefined, output: undefined };

describe.each(['queue', 'sync'])('what a model says (%s)', (delivery) => {
	it.each<[string, object, object]>([
		['a text', { output: 'Hello.' }, hello],
		['an empty text beside what it thought', { output: '', ...hm }, { text: '', ...hm }],
		['a text with what it thought', { output: 'Hello.', ...hm }, thinking],
		["OpenAI's answer as text", asText(said('Hello.')), hello],
		["OpenAI's answer as an object", { output: said('Hello.') }, hello],
		["OpenAI's answer in parts", asText(said(halves)), hello],
		['nothing', asText(said('')), { text: '' }],
		['a refusal in words', asText(said("I can't help.")), { text: "I can't help." }],
		['JSON that was asked for', asText(said('["a","b"]')), { text: '["a","b"]' }],
		['a URL', asText(said(URL_ALONE)), { text: URL_ALONE }],
		['a URL as the text itself', { output: URL_ALONE }, { text: URL_ALONE }],
		['thoughts beside the message', asText(choice({ content: 'Hello.', ...hm })), thinking],
		['thoughts beside the answer', { ...asText(said('Hello.')), ...hm }, thinking],
		["Claude's answer", asText(claude), hello],
		["Claude's answer in parts", asText({ ...claude, content: halves }), hello],
		["Gemini's answer", asText(candidates({ text: 'Hello.' })), hello],
		[
			"Gemini's with a signature, behind what it thought",
			asText(candidates({ text: 'Hm', thought: true }, { text: 'Hello.', thoughtSignature: 'x' })),
			hello,
		],
		[
			"Claude's answer behind what it thought",
			asText({ ...claude, content: [{ type: 'thinking', thinking: 'Hm' }, ...text('Hello.')] }),
			hello,
		],
		[
			'thoughts under their other name',
			asText(choice({ content: 'Hello.', reasoning_content: 'Hm' })),
			thinking,
		],
		['lines of a stream', { output: STREAM }, { text: STREAM }],
		['JSON as its text', { output: '["a", "b"]' }, { output: ['a', 'b'] }],
		['pieces of a text', { output: ['Hel', 'lo.'] }, { output: ['Hel', 'lo.'] }],
		['a refusal without words', asText(mute), { output: mute }],
		['a piece of a stream', asText(delta), { output: delta }],
		['a picture among its parts', asText(said(parts)), { output: said(parts) }],
		['an answer without candidates', asText({ candidates: [] }), { output: { candidates: [] } }],
		['words with their times', { output: timed }, { output: timed }],
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
