import type { PageParameter } from '../read/row';
import { wordsOf } from './roles';

/** Texts that a person writes anew each time. */
const WRITTEN = [
	'prompt',
	'text',
	'caption',
	'query',
	'lyrics',
	'script',
	'message',
	'instruction',
	'instructions',
	'question',
	'story',
	'title',
	'description',
	'subject',
	'scene',
	'scenery',
	'topic',
	'concept',
	'character',
	'person',
	'object',
	'objects',
	'dialogue',
	'speech',
	'content',
	'phrase',
	'headline',
	'slogan',
	'keyword',
	'keywords',
	'tags',
	'remove',
	'search',
	'item',
	'items',
	'garment',
	'clothing',
	'clothes',
	'outfit',
];

const ADDRESS = /^(?:https?:|data:|s3:|gs:|blob:|file:|\/\/|www\.)/i;
const FOR_FILES = /\((?:ur[il]|base64|byte|file|binary)\)|^(?:image|file|audio|video)\b/;
/** Name of a file of pictures, sound or text. */
const FILE = /^\S+\.(?:png|jpe?g|webp|gif|bmp|tiff?|svg|heic|mp4|webm|mov|mp3|wav|pdf)$/i;
const PLACEHOLDER = /^sample text$/i;

/** More words than a setting has. */
const SENTENCE_WORDS = 5;

function isDemoText(row: PageParameter, value: string): boolean {
	if (value === '') return false;
	if (
		ADDRESS.test(value) ||
		FILE.test(value) ||
		FOR_FILES.test(row.type) ||
		PLACEHOLDER.test(value)
	)
		return true;
	if (row.members.some(({ type }) => FOR_FILES.test(type))) return true;
	if (value.trim().split(/\s+/).length >= SENTENCE_WORDS) return true;
	const words = wordsOf(row.name).filter((word) => !/^\d+$/.test(word));
	// what an image should not show is a setting: left out, the API takes this text all the same
	if (words[0] === 'negative') return false;
	return words[0] === 'prompt' || WRITTEN.includes(words.at(-1) ?? '');
}

/**
 * Whether a default is content of the page's demonstration, such as a prompt or a picture. Sent
 * without being asked for, it would cost money and give a strange image.
 */
export function isDemonstration(row: PageParameter, value: unknown): boolean {
	if (row.allowed) return false;
	if (typeof value === 'string') return isDemoText(row, value);
	if (Array.isArray(value)) {
		return value.length > 0 && value.every((one: unknown) => isDemonstration(row, one));
	}
	if (value !== null && typeof value === 'object') {
		return Object.values(value).some((one) => typeof one === 'string' && ADDRESS.test(one));
	}
	return false;
}
