import { choice, picture, required, type Table } from './table';

export const model: Table = {
	title: 'Segmind Relighting',
	seconds: 10.34,
	priceUsd: 0.05,
	parameters: {
		image: picture(),
		// Labelled required, each with a default.
		light_direction: required(choice('left, right, top, back', 'top')),
		light_intensity: required(choice('mood, bright, medium, strong', 'medium')),
		light_temperature: required(choice('warm, cool, neutral, sunset', 'neutral')),
		light_type: required(choice('softbox, sunlight, spotlight, ambient', 'ambient')),
	},
};
