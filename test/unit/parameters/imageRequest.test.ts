import type { IExecuteFunctions } from 'n8n-workflow';
import { checkImageFiles, readImageRequest } from '../../../nodes/Segmind/parameters/imageRequest';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { Problem, type ErrorDefinition } from '../../../nodes/Segmind/errors/problem';
import { fileOf, filesContext, itemContext } from '../support/itemContext';
import { picture } from '../support/pictures';

const untouched = {
	model: 'gpt-image-1.5-edit',
	prompt: 'Make it blue',
	images: { values: [{ source: 'binary', binaryPropertyName: 'data', url: '' }] },
	size: 'auto',
	quality: 'high',
	output_format: 'png',
};

async function readAndCheck(ctx: IExecuteFunctions) {
	const request = readImageRequest(ctx, 0);
	await checkImageFiles(filesContext(ctx), 0, request, 'sameSize');
	return request;
}

async function read(parameters: Record<string, unknown>, content?: Buffer | string) {
	const data = fileOf(content ?? (await picture('png')));
	const items = [{ json: {}, binary: { data } }];
	return await readAndCheck(itemContext({ parameters: { ...untouched, ...parameters }, items }));
}

async function rowOf(
	parameters: Record<string, unknown>,
	content?: Buffer | string,
): Promise<ErrorDefinition> {
	const thrown: unknown = await read(parameters, content).catch((reason: unknown) => reason);
	if (!(thrown instanceof Problem)) throw new Error('Not refused');
	return thrown.definition;
}

it('is all that an untouched node asks for', async () => {
	const { model, ...rest } = await read({});
	expect(model.slug).toBe('gpt-image-1.5-edit');
	expect(rest).toEqual({
		prompt: 'Make it blue',
		images: [{ kind: 'file', itemIndex: 0, field: 'data' }],
		mask: null,
		named: {},
		settings: { size: 'auto', quality: 'high', output_format: 'png' },
		options: {
			delivery: 'auto',
			download: true,
			fileName: '',
			maxWaitMs: 600_000,
			oneItem: false,
			outputField: 'data',
			repeatUnconfirmed: false,
			simplify: true,
			wait: true,
		},
	});
});

it.each([1984, '1984'])('keeps the prompt %j a text', async (prompt) => {
	expect((await read({ prompt })).prompt).toBe('1984');
});

it('sends a prompt as it was written, blanks and line breaks included', async () => {
	expect((await read({ prompt: ' a\n b ' })).prompt).toBe(' a\n b ');
});

it.each([
	['an empty prompt', { prompt: '' }, 'promptMissing'],
	['a prompt of blanks', { prompt: ' \n\t' }, 'promptMissing'],
	['a prompt that is a list', { prompt: ['x'] }, 'valueOfWrongType'],
	['a prompt that is a truth value', { prompt: true }, 'valueOfWrongType'],
	['a model of a later version', { model: 'gpt-image-9' }, 'modelMissing'],
	['no images', { images: {} }, 'imagesMissing'],
	['a mask that is no file', { maskSource: 'url', maskUrl: 'mask.png' }, 'urlInvalid'],
	['a quality that there is not', { quality: 'ultra' }, 'valueNotAllowed'],
	['an option that there is not', { options: { delivery: 'x' } }, 'optionInvalid'],
] as Array<[string, Record<string, unknown>, keyof typeof INPUT_ERRORS]>)(
	'refuses %s',
	async (_name, parameters, row) => {
		expect(await rowOf(parameters)).toBe(INPUT_ERRORS[row]);
	},
);

it('refuses a file that is no image, and one that is empty', async () => {
	expect(await rowOf({}, 'BMW, a text that begins like a bitmap')).toBe(
		INPUT_ERRORS.notAnImageFile,
	);
	expect(await rowOf({}, '%PDF-1.7')).toBe(INPUT_ERRORS.notAnImageFile);
	expect(await rowOf({}, '')).toBe(INPUT_ERRORS.emptyFile);
});

it('checks the file of a mask as well', async () => {
	const mask = fileOf('not an image');
	const data = fileOf(await picture('png'));
	const parameters = { ...untouched, maskSource: 'binary', maskBinaryPropertyName: 'mask' };
	const ctx = itemContext({ parameters, items: [{ json: {}, binary: { data, mask } }] });
	await expect(readAndCheck(ctx)).rejects.toMatchObject({
		definition: INPUT_ERRORS.notAnImageFile,
	});
});
