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
