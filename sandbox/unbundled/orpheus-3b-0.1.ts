import type { DocumentedModel } from '../documentation/types';

export const model: DocumentedModel = {
	slug: 'orpheus-3b-0.1',
	title: '3B Orpheus TTS (0.1)',
	source: { page: 'https://www.segmind.com/models/orpheus-3b-0.1/llms.txt', read: '2026-11' },
	endpointPath: '/v1/orpheus-3b-0.1',
	queue: true,
	returns: 'Audio',
	category: 'Text-to-Audio Generation',
	seconds: 117.62,
	priceUsd: 0.12419483106004443,
	parameters: {
		text: { type: 'string', required: true, carries: 'prompt', description: 'Words to be spoken' },
		top_p: {
			...{ type: 'number', required: false, default: 0.95, minimum: 0.1, maximum: 1 },
			description: 'Share of likely sounds that is drawn from',
		},
		// the voices are not listed
		voice: { type: 'string', required: false, default: 'dan', description: 'Who speaks' },
		temperature: {
			...{ type: 'number', required: false, default: 0.6, minimum: 0.1, maximum: 1.5 },
			description: 'How lively the delivery is',
		},
		max_new_tokens: {
			...{ type: 'integer', required: false, default: 1200, minimum: 100, maximum: 2000 },
			description: 'Upper bound of the length',
		},
		repetition_penalty: {
			...{ type: 'number', required: false, default: 1.1, minimum: 1, maximum: 2 },
			description: 'Holds back what was said before',
		},
	},
	// The text names no format; this one is the sandbox's choice.
	format: 'wav',
	makes: 'media',
};
