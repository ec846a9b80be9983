import { ANY_FILES, anyFileType, IMAGE_FILES } from '../../../nodes/Segmind/files/fileRules';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const MP4 = bytes('\0\0\0\x18ftypmp42\0\0\0\0mp42isom');
const at = (name: string) => `https://images.segmind.com/generations/${name}`;

describe('the type of a file', () => {
	it('is that of its bytes, whatever else is said', () => {
		const hint = { contentType: 'image/png', url: at('a.png') };
		expect(anyFileType(MP4, hint)).toEqual({ mimeType: 'video/mp4', extension: 'mp4' });
	});

	it.each([
		['text/csv; charset=utf-8', 'a', 'text/csv', 'csv'],
		['Text/Plain', 'a.srt', 'text/plain', 'txt'],
		['application/json', 'a.json', 'application/json', 'json'],
		['model/obj', 'a', 'model/obj', 'obj'],
		['application/x-odd', 'a.odd', 'application/x-odd', 'odd'],
		['application/x-odd', 'a', 'application/x-odd', 'bin'],
		['application/octet-stream', 'a.safetensors', 'application/octet-stream', 'bin'],
		['binary/octet-stream', 'a.OBJ?x=1.png', 'application/octet-stream', 'obj'],
		['', 'a', 'application/octet-stream', 'bin'],
	])(
		'is what the server says, %j of %s, where bytes tell nothing',
		(contentType, name, ...type) => {
			const [mimeType, extension] = type;
			expect(anyFileType(bytes('plain words'), { contentType, url: at(name) })).toEqual({
				mimeType,
				extension,
			});
		},
	);

	it.each([
		['<!DOCTYPE html><html>', 'video/mp4', 'a'],
		['<html><body>Bad gateway', '', 'a.mp4'],
		['{"error":"not found"}', 'application/json', 'a.mp3'],
		['[]', 'image/png', 'a'],
		[' <HTML>', 'text/html', 'a.glb'],
		[`${' '.repeat(900)}<html>`, 'video/mp4', 'a'],
		['\xef\xbb\xbf\n{"error":"not found"}', 'image/png', 'a'],
		['<!-- edge 7 --><!DOCTYPE html><html>', 'audio/mpeg', 'a'],
		['<?xml version="1.0"?>\n<html xmlns="x">', '', 'a.webm'],
		['\xff\xfe<\0h\0t\0m\0l\0>\0', '', 'a.png'],
		['', '', 'a.bin'],
	])('is none for a page in the place of a file: %j, %s, %s', (text, contentType, name) => {
		expect(anyFileType(bytes(text), { contentType, url: at(name) })).toBeUndefined();
	});

	it('may be a page where a page was announced', () => {
		const hint = { contentType: 'text/html', url: at('site.html') };
		expect(anyFileType(bytes('<html>'), hint)?.mimeType).toBe('text/html');
		expect(anyFileType(bytes('{}'), { url: at('a.json') })?.extension).toBe('json');
	});
});

it.each([
	...['video/mp4', 'image/png', 'application/octet-stream', 'application/pdf', ''].map(
		(type) => [type, true] as const,
	),
	...['application/json; charset=utf-8', 'text/plain', 'text/html'].map(
		(type) => [type, false] as const,
	),
])('a direct answer of type %j is a file: %s', (contentType, isFile) => {
	expect(ANY_FILES.isFile(contentType)).toBe(isFile);
});

it('leaves Edit as strict as it was', () => {
	expect(IMAGE_FILES.typeOf(MP4, { contentType: 'image/png' })).toBeUndefined();
	expect(IMAGE_FILES.isFile('video/mp4')).toBe(false);
});

it('keeps bytes of an unknown format: they are paid', () => {
	for (const contentType of ['video/mp4', 'image/png']) {
		expect(ANY_FILES.typeOf(Buffer.alloc(900, 0x47), { contentType })?.mimeType).toBe(contentType);
	}
});
