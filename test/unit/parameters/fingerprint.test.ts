import type { IExecuteFunctions } from 'n8n-workflow';
import { findModel } from '../../../nodes/Segmind/models/directory';
import { fingerprintOf, type ImageRequest } from '../../../nodes/Segmind/parameters/body';

/** An item whose files n8n keeps in memory, so that only their content tells them apart. */
function inMemory(files: Record<string, string>) {
	const getBinaryDataBuffer = jest.fn(async (_item: number, field: string) =>
		Promise.resolve(Buffer.from(files[field] ?? '')),
	);
	const assertBinaryData = () => ({ data: '', mimeType: 'image/png' });
	const ctx = { helpers: { assertBinaryData, getBinaryDataBuffer } };
	return { ctx: ctx as unknown as IExecuteFunctions, getBinaryDataBuffer };
}

const sources = () => ['a', 'b'].map((field) => ({ kind: 'file', itemIndex: 0, field }));

const request = (quality: string, images = sources()): ImageRequest => {
	const model = findModel('gpt-image-1-edit');
	const given = { model, prompt: 'Blue', images, mask: null, named: {}, settings: { quality } };
	return given as unknown as ImageRequest;
};

it('differs between variations of one item by what is asked, and costs one read of each image', async () => {
	const { ctx, getBinaryDataBuffer } = inMemory({ a: 'one', b: 'another' });
	const images = sources();
	const all: string[] = [];
	for (const quality of ['low', 'high', 'low']) {
		all.push(await fingerprintOf(ctx, request(quality, images)));
	}
	expect(all[0]).toBe(all[2]);
	expect(all[0]).not.toBe(all[1]);
	expect(getBinaryDataBuffer).toHaveBeenCalledTimes(2);
});

it('is the same in the next run for the same content, and another for other content', async () => {
	const printOf = async (b: string) =>
		await fingerprintOf(inMemory({ a: '1', b }).ctx, request('low'));
	expect(await printOf('2')).toBe(await printOf('2'));
	expect(await printOf('2')).not.toBe(await printOf('3'));
});

describe('the fingerprint of a file that n8n has stored', () => {
	const UUID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';
	const printOf = async (id: string) => {
		const ctx = { helpers: { assertBinaryData: () => ({ id, data: '', mimeType: 'image/png' }) } };
		return await fingerprintOf(ctx as unknown as IExecuteFunctions, request('low'));
	};
	const folder = (execution: string) => `workflows/temp/executions/${execution}/binary_data/`;

	it.each([
		['filesystem-v2:', folder('temp'), folder('4711')],
		['s3:', folder('temp'), folder('4711')],
		['azure-blob:', 'chat-hub/sessions/1/messages/2/binary_data/', folder('9')],
		['database:', '', ''],
	])(
		'%s stays the same when n8n moves the file, and another file has another',
		async (mode, from, to) => {
			const first = await printOf(`${mode}${from}${UUID}`);
			expect(await printOf(`${mode}${to}${UUID}`)).toBe(first);
			expect(await printOf(`${mode}${from}${UUID.replace('2', '3')}`)).not.toBe(first);
		},
	);
});
