import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile, SourceItem } from '../engine/nodeTypes';

export const PROJECT = join(__dirname, '../..');

/** The pictures of the example by the name of the field that carries them. */
const FILES = {
	product: ['product.jpg', 'image/jpeg'],
	productMask: ['product-mask.png', 'image/png'],
	scene: ['scene.jpg', 'image/jpeg'],
} as const;

export type PictureName = keyof typeof FILES;

/** One item of the example workflow: what is wanted of which pictures. */
export interface Case {
	name: string;
	title: string;
	images: PictureName[];
	mask?: PictureName;
	prompt: string;
	format: 'png' | 'jpeg' | 'webp';
	size: `${number}x${number}`;
}

export const CASES: readonly Case[] = [
	{
		name: 'new-background',
		title: 'A new background',
		images: ['product'],
		prompt:
			'Place this bottle on wet black stone at night, lit from behind in blue. Keep the bottle and its label as they are.',
		format: 'png',
		size: '1024x1024',
	},
	{
		name: 'into-the-scene',
		title: 'A product in a scene',
		images: ['scene', 'product'],
		prompt:
			'Stand the bottle of the second picture on the free part of the counter in the first one. Golden evening light, and a shadow that fits.',
		format: 'jpeg',
		size: '1536x1024',
	},
	{
		name: 'new-label',
		title: 'Only the label',
		images: ['product'],
		mask: 'productMask',
		prompt: 'Give the bottle a label with a hand-drawn lavender sprig. Leave all else untouched.',
		format: 'webp',
		size: '1024x1024',
	},
];

/** The models of the example. */
export const MODELS = ['gpt-image-1-edit', 'gpt-image-1.5-edit'] as const;

/** What the files of the models say: name, averages. */
export function factsOf(slug: string) {
	const file = join(PROJECT, 'nodes/Segmind/models', `${slug}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as {
		displayName: string;
		typical: { seconds: number | null; usd: number | null };
	};
}

export function pictureOf(name: PictureName): SourceFile {
	const [fileName, mimeType] = FILES[name];
	const content = readFileSync(join(PROJECT, 'examples/pictures', fileName));
	return { content, fileName, mimeType };
}

/** The case as an item of a workflow: its settings as JSON, its pictures as files. */
export function itemOf(one: Case): SourceItem {
	const names = [...one.images, ...(one.mask ? [one.mask] : [])];
	return {
		json: {
			name: one.name,
			prompt: one.prompt,
			images: one.images.join(', '),
			mask: one.mask ? 'binary' : 'none',
			format: one.format,
			size: one.size,
		},
		files: Object.fromEntries(names.map((name) => [name, pictureOf(name)])),
	};
}
