import type { ServerResponse } from 'node:http';
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { closeBenches, fileRows, openBench, type Job } from './support/bench';
import { picture } from './support/pictures';
import { REQUEST_ID, StandIn } from './support/standIn';

const ITEMS = 8;

const open: StandIn[] = [];

afterEach(async () => {
	jest.restoreAllMocks();
	for (const one of open.splice(0)) await one.close();
	await closeBenches();
});

/** Resolves when so many submits are held, and others had the time to come. */
async function settled(held: readonly unknown[], count: number): Promise<void> {
	while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
	await new Promise((resolve) => setTimeout(resolve, 100));
}

const still = { name: 'still', source: 'binary', binaryPropertyName: 'data', sendAs: 'base64' };

const MASK = { operation: 'createMask', model: 'automatic-mask-generator', prompt: 'the cat' };

/** Ways to send a file as part of the request, and the answer to a submit that each goes to. */
const WAYS: Readonly<Record<string, { step: 'submit' | 'sync'; parameters: Job['parameters'] }>> = {
	'Create Mask, directly': {
		step: 'sync',
		parameters: {
			...MASK,
			images: fileRows('data'),
		},
	},
	'Create Mask, in the queue': {
		step: 'submit',
		parameters: {
			...MASK,
			images: fileRows('data'),
			options: { delivery: 'queue', wait: false },
		},
	},
	'Model → Run': {
		step: 'submit',
		parameters: {
			...{ resource: 'model', operation: 'run', modelSlug: { mode: 'slug', value: 'some-model' } },
			...{ bodyMode: 'fields', imageFields: { values: [still] } },
		},
	},
	'PixelFlow → Run': {
		step: 'submit',
		parameters: {
			...{ resource: 'workflow', operation: 'run', workflowId: 'product-card' },
			fileFields: { values: [still] },
		},
	},
};

/** Items whose submits are held until the test answers them. */
async function hold({ step, parameters }: (typeof WAYS)[string], node: Job['node'] = {}) {
	const held: ServerResponse[] = [];
	const image = await picture();
	const standIn = await new StandIn({
		...(step === 'sync' && { submit: (response) => void response.writeHead(404).end() }),
		[step]: (response: ServerResponse) => void held.push(response),
		file: (response) => void response.writeHead(200).end(image.content),
	}).start();
	open.push(standIn);
	const bench = await openBench();
	const reads = jest.spyOn(Container.get(BinaryDataService), 'getAsBuffer');
	const execution = await bench.start({
		...{ baseUrl: standIn.base, parameters, node },
		items: Array.from({ length: ITEMS }, () => ({ files: { data: image } })),
	});
	return { bench, execution, held, image, reads, standIn };
}

const answer = (response: ServerResponse | undefined, step: string, image: Buffer | string): void =>
	void response
		?.writeHead(200, { 'content-type': step === 'sync' ? 'image/png' : 'application/json' })
		.end(
			step === 'sync'
				? image
				: JSON.stringify({ request_id: REQUEST_ID, poll_url: `/workflows/request/${REQUEST_ID}` }),
		);

describe.each(Object.entries(WAYS))('%s', (_way, way) => {
	it('holds three bodies with files at a time, from reading to the end of the submit', async () => {
		const { held, image, reads, execution } = await hold(way);
		let mostHeld = 0;
		let mostRead = 0;
		for (let answered = 0; answered < ITEMS; answered += 1) {
			await settled(held, Math.min(answered + 3, ITEMS));
			mostHeld = Math.max(mostHeld, held.length - answered);
			mostRead = Math.max(mostRead, reads.mock.calls.length - answered);
			answer(held[answered], way.step, image.content);
		}
		execution.stop();
		await execution.done;
		expect({ mostHeld, mostRead }).toEqual({ mostHeld: 3, mostRead: 3 });
		expect(reads).toHaveBeenCalledTimes(ITEMS);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'reads and sends none of those in line after a Stop: %s',
		async (onError) => {
			const { bench, held, reads, execution } = await hold(way, { onError });
			await settled(held, 3);
			execution.stop();
			await execution.done;
			await settled(held, 3);
			expect([held.length, reads.mock.calls.length]).toEqual([3, 3]);
			expect(bench.clock?.pendingSleeps).toBe(0);
		},
	);

	it('sends none of those in line after the first item that fails', async () => {
		const { held, execution } = await hold(way);
		await settled(held, 3);
		for (const response of held) response.writeHead(400).end('{"error":"No"}');
		await execution.done;
		expect(held).toHaveLength(3);
	});
});
