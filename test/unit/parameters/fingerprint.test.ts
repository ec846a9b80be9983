import type { IExecuteFunctions } from 'n8n-workflow';
import { findModel } from '../../../nodes/Segmind/models/catalog';
import type { ModelFacts } from '../../../nodes/Segmind/models/facts';
import { fingerprinter } from '../../../nodes/Segmind/parameters/fingerprint';
import type { ImageRequest } from '../../../nodes/Segmind/parameters/imageRequest';

/** An item whose files n8n keeps in memory, so that only their content tells them apart. */
function inMemory(files: Record<string, string>) {
	const getBinaryDataBuffer = jest.fn(async (_item: number, field: string) =>
		Promise.resolve(Buffer.from(files[field] ?? '')),
	);
	const assertBinaryData = () => ({ data: '', mimeType: 'image/png' });
	const ctx = { helpers: { assertBinaryData, getBinaryDataBuffer } };
	return { ctx: ctx as unknown as IExecuteFunctions, getBinaryDataBuffer };
}

const request = (quality: string): ImageRequest =>
	({
		model: findModel('gpt-image-1-edit') as ModelFacts,
		prompt: 'Blue',
		images: IMAGES,
		mask: null,
		named: {},
		settings: { quality },
	}) as unknown as ImageRequest;

const IMAGES = ['a', 'b'].map((field) => ({ kind: 'file', itemIndex: 0, field }));

describe('the fingerprints of the variations of one item', () => {
	it('differ by what is asked, and cost one read of each image', async () => {
		const { ctx, getBinaryDataBuffer } = inMemory({ a: 'one', b: 'another' });
		const fingerprintOf = fingerprinter(ctx);
		const all = [];
		for (const quality of ['low', 'high', 'low']) all.push(await fingerprintOf(request(quality)));
		expect(all[0]).toBe(all[2]);
		expect(all[0]).not.toBe(all[1]);
		expect(getBinaryDataBuffer).toHaveBeenCalledTimes(2);
	});

	it('are the same in the next run for the same content, and others for another', async () => {
		const first = await fingerprinter(inMemory({ a: '1', b: '2' }).ctx)(request('low'));
		expect(await fingerprinter(inMemory({ a: '1', b: '2' }).ctx)(request('low'))).toBe(first);
		expect(await fingerprinter(inMemory({ a: '1', b: '3' }).ctx)(request('low'))).not.toBe(first);
	});
});
