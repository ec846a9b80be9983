import { choice, prompt, type Table } from './table';

export const model: Table = {
	title: 'Recraft V3 Svg',
	returns: 'Text/JSON',
	seconds: 18.15,
	priceUsd: 0.1,
	parameters: {
		prompt: prompt(),
		// Ten of fifteen values are printed.
		size: choice(
			'1024x1024, 1365x1024, 1024x1365, 1536x1024, 1024x1536, 1820x1024, 1024x1820, 1024x2048, 2048x1024, 1434x1024, more',
			'1024x1024',
		),
		style: choice('any, engraving, line_art, line_circuit, linocut', 'any'),
	},
	format: 'svg',
	makes: 'vector',
};
