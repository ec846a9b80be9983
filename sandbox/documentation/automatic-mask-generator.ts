import { base64, flag, integer, number, prompt, type Table } from './table';

export const model: Table = {
	title: 'Automatic Mask Generator',
	// The only known page with another path than /v1/{slug}; none is known for the queue.
	endpointPath: '/v1/models/automatic-mask-generator',
	queue: false,
	seconds: 1.49,
	priceUsd: 0.001,
	parameters: {
		image: base64(),
		prompt: prompt(),
		base64: flag(false),
		grow_mask: integer({ default: 10, range: [0, 100] }),
		invert_mask: flag(false),
		return_alpha: flag(false),
		return_mask: flag(true),
		seed: integer({ default: -1, range: [-1, 999999999999999] }),
		stop_on_empty_mask: flag(false),
		threshold: number({ default: 0.2, range: [0, 1] }),
	},
	makes: 'mask',
};
