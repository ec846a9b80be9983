import { MEDIA_TYPE, type MediaFormat } from './media';

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'svg';
export type Format = ImageFormat | MediaFormat;

/** Media type of each format. */
export const CONTENT_TYPE: Readonly<Record<Format, string>> = {
	png: 'image/png',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
	svg: 'image/svg+xml',
	...MEDIA_TYPE,
};
