import type { Random } from '../random';

/** A colour grade: what the prompt's words make of the picture. */
export interface Look {
	brightness: number;
	saturation: number;
	/** Two colours of a soft light from the top to the bottom, and its strength. */
	light: [string, string];
	strength: number;
}

const look = (brightness: number, saturation: number, from: string, to: string, strength: number) =>
	({ brightness, saturation, light: [from, to], strength }) satisfies Look;

const BY_WORD: ReadonlyArray<[RegExp, Look]> = [
	[/black.and.white|monochrome|gr[ae]yscale/i, look(1.02, 0, '#ffffff', '#000000', 0.25)],
	[/night|dark|moon|neon/i, look(0.72, 1.1, '#1d2b6b', '#5b1a6e', 0.6)],
	[/sunset|golden|warm|autumn|evening/i, look(1.04, 1.2, '#ffb347', '#c2366b', 0.5)],
	[/snow|winter|ice|cold/i, look(1.1, 0.8, '#dff1ff', '#7fb4e6', 0.45)],
	[/beach|ocean|sea|water|blue/i, look(1.05, 1.2, '#7fd8ff', '#1f6fd6', 0.4)],
	[/forest|garden|green|jungle/i, look(1.02, 1.2, '#c9f27a', '#1f7a4d', 0.4)],
	[/pink|rose|pastel|spring/i, look(1.08, 1.05, '#ffd1e8', '#ff8fb8', 0.4)],
];

const OTHERS: readonly Look[] = [
	look(1.04, 1.2, '#ffe3b0', '#7a4fd0', 0.3),
	look(1.04, 1.15, '#b9f2ff', '#3f51b5', 0.3),
	look(1.05, 1.15, '#fff0c2', '#e0607e', 0.3),
];

/** The look that a prompt asks for, else one by chance. */
export function lookOf(prompt: string, random: Random): Look {
	const found = BY_WORD.find(([words]) => words.test(prompt));
	if (found) return found[1];
	return OTHERS[Math.floor(random() * OTHERS.length)] ?? look(1, 1, '#fff', '#000', 0.2);
}
