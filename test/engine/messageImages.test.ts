import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { picture } from './support/pictures';
import { ask, chat, closeModels, MESSAGES, parts, text } from './support/someModel';
import { expectError } from './support/expected';

/** An image in the message of a language model, where its documentation shows one. */

afterEach(closeModels);

const source = { type: 'base64', media_type: 'image/jpeg', data: '…' };
const ofClaude = chat([...text('Hi'), { type: 'image', source }]);
const inlineData = { mimeType: 'image/jpeg', data: '…' };
const ofGemini = {
	messages: { contents: [{ role: 'user', parts: [{ text: 'Hi' }, { inlineData }] }] },
};
const question = { more: { operation: 'describeImage', modelPrompt: 'What is it?' } };

describe.each([true, false])('a photo (documentation readable in the run: %s)', (documented) => {
	it.each(['openai', 'claude', 'gemini'])('stands behind the question: %s', async (format) => {
		const photo = await picture(1);
		const data = photo.content.toString('base64');
		const part = {
			openai: {
				type: 'image_url',
				image_url: { url: expect.stringMatching(/\/assets\//) as string },
			},
			claude: { type: 'image', source: { ...source, media_type: 'image/png', data } },
			gemini: { inlineData: { mimeType: 'image/png', data } },
		}[format];
		const example = { openai: chat(parts), claude: ofClaude, gemini: ofGemini }[format] ?? {};
		const items = [{ files: { data: photo } }];
		const { error, sent } = await ask({
			parameters: MESSAGES,
			example,
			items,
			documented,
			...question,
		});
		expect(error).toBeUndefined();
		const own = [{ role: 'user', parts: [{ text: 'What is it?' }, part] }];
		expect(sent).toEqual(
			format === 'gemini' ? { messages: { contents: own } } : chat([...text('What is it?'), part]),
		);
	});
});

it.each<[string, string, object]>([
	['shows texts only', MESSAGES, chat('Hi')],
	['shows parts without an image', MESSAGES, chat(text('Hi'))],
	['has a prompt beside messages', 'messages?: object[], prompt', chat(parts)],
])('goes nowhere where the page %s', async (_name, parameters, example) => {
	const items = [{ files: { data: await picture(1) } }];
	const { error, sent } = await ask({ parameters, example, items });
	expect(error).toBeUndefined();
	expect(JSON.stringify(sent)).not.toMatch(/assets|base64|image/);
});

it('does not stand in for the question', async () => {
	const items = [{ files: { data: await picture(1) } }];
	const more = { modelPrompt: '={{ "" }}' };
	const { error, sent } = await ask({ parameters: MESSAGES, example: ofClaude, items, more });
	expectError({ error }, INPUT_ERRORS.promptMissing);
	expect(sent).toBeUndefined();
});
