import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { SourceFile, SourceItem } from '../engine/nodeTypes';
import type { readArguments } from '../setup/startArguments.js';

export const PROJECT = join(__dirname, '../..');

/** A picture that goes in. */
export interface Picture extends SourceFile {
	/** Field of the item that carries it. */
	field: string;
	label: string;
}

/** One item of the example workflow: what is wanted of which pictures. */
export interface Case {
	name: string;
	title: string;
	images: Picture[];
	mask?: Picture;
	prompt: string;
	format: 'png' | 'jpeg' | 'webp';
	size: `${number}x${number}` | 'auto';
}

function picture(field: string, label: string, file: string): Picture {
	const type = extname(file).slice(1).toLowerCase().replace('jpg', 'jpeg');
	const content = readFileSync(file);
	return { field, label, fileName: basename(file), mimeType: `image/${type}`, content };
}

const example = (field: string, label: string, file: string) =>
	picture(field, label, join(PROJECT, 'examples/pictures', file));

const PRODUCT = example('product', 'Product', 'product.jpg');
const MASK = example('productMask', 'Mask', 'product-mask.png');
const SCENE = example('scene', 'Scene', 'scene.jpg');

const EXAMPLE: readonly Case[] = [
	{
		name: 'new-background',
		title: 'A new background',
		images: [PRODUCT],
		prompt:
			'Place this bottle on wet black stone at night, lit from behind in blue. Keep the bottle and its label as they are.',
		format: 'png',
		size: '1024x1024',
	},
	{
		name: 'into-the-scene',
		title: 'A product in a scene',
		images: [SCENE, PRODUCT],
		prompt:
			'Stand the bottle of the second picture on the free part of the counter in the first one. Golden evening light, and a shadow that fits.',
		format: 'jpeg',
		size: '1536x1024',
	},
	{
		name: 'new-label',
		title: 'Only the label',
		images: [PRODUCT],
		mask: MASK,
		prompt: 'Give the bottle a label with a hand-drawn lavender sprig. Leave all else untouched.',
		format: 'webp',
		size: '1024x1024',
	},
];

/** The models of the example. */
export const MODELS = ['gpt-image-1-edit', 'gpt-image-1.5-edit'] as const;

/** The items of a run: those of the example, or one with the person's own pictures. */
export function casesFor(own: ReturnType<typeof readArguments>): readonly Case[] {
	if (!own) return EXAMPLE;
	const images = own.pictures.map((file, index) =>
		picture(`photo${index + 1}`, basename(file), file),
	);
	const stem = basename(own.pictures[0] ?? '').replace(/\.\w+$/, '');
	const name = stem.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'photo';
	const title = images.map(({ label }) => label).join(' and ');
	return [{ name, title, images, prompt: own.prompt, format: 'png', size: 'auto' }];
}

/** What the files of the models say: name, averages. */
export function factsOf(slug: string) {
	const file = join(PROJECT, 'nodes/Segmind/models', `${slug}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as {
		displayName: string;
		typical: { seconds: number | null; usd: number | null };
	};
}

/** All pictures of a case, the mask last. */
export const picturesOf = ({ images, mask }: Case): Picture[] => [
	...images,
	...(mask ? [mask] : []),
];

/** The case as an item of a workflow: its settings as JSON, its pictures as files. */
export function itemOf(one: Case): SourceItem {
	return {
		json: {
			name: one.name,
			prompt: one.prompt,
			images: one.images.map(({ field }) => field).join(', '),
			mask: one.mask ? 'binary' : 'none',
			format: one.format,
			size: one.size,
		},
		files: Object.fromEntries(picturesOf(one).map((each) => [each.field, each])),
	};
}
