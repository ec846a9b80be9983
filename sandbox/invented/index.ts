import type { DocumentedModel } from '../documentation/types';
import { FORM_MODELS } from './forms';

/**
 * Models that exist nowhere but here: for results that are no images, and for tables that hold every
 * kind of parameter. Nothing of a real model is imitated.
 */
const SOURCE = { page: 'made up for the sandbox', read: '2026-11' };

const COMMON = {
	source: SOURCE,
	queue: true,
	seconds: 5,
	priceUsd: 0.02,
	formatParameter: 'format',
} as const;

const PROMPT = { type: 'string', required: true, carries: 'prompt' } as const;

const formats = (...allowed: string[]) =>
	({ type: 'string', required: false, default: allowed[0] ?? '', allowed }) as const;

const video: DocumentedModel = {
	...COMMON,
	slug: 'sandbox-video',
	title: 'Sandbox Video',
	endpointPath: '/v1/sandbox-video',
	returns: 'Video',
	parameters: {
		prompt: PROMPT,
		first_frame: { type: 'string (uri)', required: false, carries: 'picture' },
		frames: { type: 'string[]', required: false, carries: 'picture' },
		still: { type: 'string (base64)', required: false, carries: 'picture' },
		seconds: { type: 'integer', required: false, default: 5, minimum: 1, maximum: 10 },
		loop: { type: 'boolean', required: false, default: false },
		format: formats('mp4', 'webm', 'mov'),
	},
	format: 'mp4',
	makes: 'media',
};

const audio: DocumentedModel = {
	...COMMON,
	slug: 'sandbox-audio',
	title: 'Sandbox Audio',
	endpointPath: '/v1/sandbox-audio',
	returns: 'Audio',
	parameters: {
		prompt: PROMPT,
		voice: { type: 'string (uri)', required: false },
		format: formats('mp3', 'wav', 'ogg', 'flac', 'm4a'),
	},
	format: 'mp3',
	makes: 'media',
};

const file: DocumentedModel = {
	...COMMON,
	slug: 'sandbox-file',
	title: 'Sandbox File',
	endpointPath: '/v1/sandbox-file',
	returns: 'File',
	parameters: { prompt: PROMPT, format: formats('pdf', 'zip', 'glb', 'csv', 'bin') },
	format: 'pdf',
	makes: 'media',
};

const text: DocumentedModel = {
	source: SOURCE,
	queue: true,
	seconds: 5,
	priceUsd: 0.001,
	slug: 'sandbox-text',
	title: 'Sandbox Text',
	endpointPath: '/v1/sandbox-text',
	returns: 'Text/JSON',
	parameters: { prompt: PROMPT, answer: formats('text', 'object', 'json-text') },
	format: 'png',
	makes: 'text',
};

export const INVENTED_MODELS: readonly DocumentedModel[] = [
	...FORM_MODELS,
	audio,
	file,
	text,
	video,
];
