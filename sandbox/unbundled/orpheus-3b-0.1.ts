import { integer, number, prompt, text, type Table } from '../documentation/table';

export const model: Table = {
	title: '3B Orpheus TTS (0.1)',
	source: { page: 'https://www.segmind.com/models/orpheus-3b-0.1/llms.txt', read: '2026-11' },
	returns: 'Audio',
	category: 'Text-to-Audio Generation',
	seconds: 117.62,
	priceUsd: 0.12419483106004443,
	parameters: {
		text: prompt({ description: 'Words to be spoken' }),
		top_p: number({
			default: 0.95,
			range: [0.1, 1],
			description: 'Share of likely sounds that is drawn from',
		}),
		// the voices are not listed
		voice: text({ default: 'dan', description: 'Who speaks' }),
		temperature: number({
			default: 0.6,
			range: [0.1, 1.5],
			description: 'How lively the delivery is',
		}),
		max_new_tokens: integer({
			default: 1200,
			range: [100, 2000],
			description: 'Upper bound of the length',
		}),
		repetition_penalty: number({
			default: 1.1,
			range: [1, 2],
			description: 'Holds back what was said before',
		}),
	},
	// The text names no format; this one is the sandbox's choice.
	format: 'wav',
	makes: 'media',
};
