import { readImageRequest } from '../../../nodes/Segmind/parameters/imageRequest';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { itemContext } from '../support/itemContext';
import { rowIn } from '../support/problems';

const read = (prompt: unknown) => {
	const images = { values: [{ source: 'url', url: 'https://example.com/a.png' }] };
	const settings = { size: 'auto', quality: 'high', output_format: 'png' };
	const parameters = { model: 'gpt-image-1.5-edit', prompt, images, ...settings };
	return readImageRequest(itemContext({ parameters }), 0);
};

it('a prompt is sent as it was written, blanks and line breaks included', () => {
	expect(read(' a\n b ').prompt).toBe(' a\n b ');
});

it.each([
	['', INPUT_ERRORS.promptMissing],
	[' \n\t', INPUT_ERRORS.promptMissing],
	[['x'], INPUT_ERRORS.valueOfWrongType],
	[true, INPUT_ERRORS.valueOfWrongType],
])('%j is no prompt', (prompt, row) => {
	expect(rowIn(() => read(prompt))).toBe(row);
});
