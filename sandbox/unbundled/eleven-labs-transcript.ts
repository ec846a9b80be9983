import { choice, file, flag, required, text, type Table } from '../documentation/table';

export const model: Table = {
	title: 'Elevenlabs Transcript',
	returns: 'Text/JSON',
	category: 'Audio-to-Text (Transcription)',
	seconds: 7.73,
	priceUsd: 0.0034717734729493893,
	parameters: {
		audio_url: required(
			file({
				description: 'What is to be written down',
				examples: ['https://example.com/talk.mp3'],
			}),
		),
		model_id: required(
			choice('scribe_v1, scribe_v1_experimental', 'scribe_v1', {
				description: 'Which model listens',
			}),
		),
		diarize: flag(false, { description: 'Whether to tell the speakers apart' }),
		language_code: text({ description: 'Language that is spoken', examples: ['en'] }),
		tag_audio_events: flag(false, { description: 'Whether to name laughter and the like' }),
	},
	makes: 'text',
};
