import fc from 'fast-check';
import { sniffImage, sniffMedia } from '../../../nodes/Segmind/files/fileType';
import { picture } from '../support/pictures';

const bytes = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(20)]);

/** An ID3 tag with so many bytes in it, each byte of whose length has seven bits. */
const tag = (bytes: number): string => {
	const length = [21, 14, 7, 0].map((bits) => (bytes >> bits) & 0x7f);
	return `ID3\x04\0\0${String.fromCharCode(...length)}${'x'.repeat(bytes)}`;
};

it.each([
	['\0\0\0\x18ftypmp42', 'video/mp4', 'mp4'],
	['\0\0\0\x18ftypMSNV', 'video/mp4', 'mp4'],
	['\0\0\0\x14ftypqt  ', 'video/quicktime', 'mov'],
	['\0\0\0\x08wide', 'video/quicktime', 'mov'],
	['\0\0\x10\0moov', 'video/quicktime', 'mov'],
	['\0\0\0\x18ftyp3gp5', 'video/3gpp', '3gp'],
	['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'video/webm', 'webm'],
	['FLV\x01\x05', 'video/x-flv', 'flv'],
	['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav', 'wav'],
	['RF64\xff\xff\xff\xffWAVEds64', 'audio/wav', 'wav'],
	['OggS\0\x02', 'audio/ogg', 'ogg'],
	['ID3\x03\0', 'audio/mpeg', 'mp3'],
	[`${tag(9000)}\xff\xfb\x90\xc4`, 'audio/mpeg', 'mp3'],
	[`${tag(300)}\xff\xf1\x50\x80`, 'audio/aac', 'aac'],
	[`${tag(3)}fLaC\0\0\0\x22`, 'audio/flac', 'flac'],
	[`${tag(100)}${tag(50)}\xff\xfb\x90\xc4`, 'audio/mpeg', 'mp3'],
	[tag(900_000).slice(0, 70_000), 'audio/mpeg', 'mp3'],
	['\n\n%PDF-1.4', 'application/pdf', 'pdf'],
	['\xef\xbb\xbf%PDF-1.4', 'application/pdf', 'pdf'],
	['\xef\xbb\xbfWEBVTT\n\n', 'text/vtt', 'vtt'],
	['\xff\xfb\x90\xc4', 'audio/mpeg', 'mp3'],
	['\xff\xe3\x18\xc4', 'audio/mpeg', 'mp3'],
	['\xff\xf1\x50\x80', 'audio/aac', 'aac'],
	['\xff\xf9\x50\x80', 'audio/aac', 'aac'],
	['fLaC\0\0\0\x22', 'audio/flac', 'flac'],
	['FORM\0\0\0\x10AIFF', 'audio/aiff', 'aiff'],
	['MThd\0\0\0\x06\0\x01', 'audio/midi', 'mid'],
	['%PDF-1.4', 'application/pdf', 'pdf'],
	['PK\x03\x04', 'application/zip', 'zip'],
	['\x1f\x8b\x08\0', 'application/gzip', 'gz'],
	['glTF\x02\0\0\0', 'model/gltf-binary', 'glb'],
	['ply\nformat ascii 1.0', 'model/ply', 'ply'],
	['WEBVTT\n\n', 'text/vtt', 'vtt'],
	['\0\0\0\x1cftypavif', 'image/avif', 'avif'],
	['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp', 'webp'],
	['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml', 'svg'],
])('%j is %s', (start, mimeType, extension) => {
	expect(sniffMedia(bytes(start))).toEqual({ mimeType, extension });
});

it.each([
	'',
	'hello',
	'<!doctype html><html>',
	'{"error":"no"}',
	'PK, a text that begins so',
	'glTF in words',
	'plywood',
	'MThd as text',
	'\xff\xff\xff\xff',
	'\xff\xfe\x41\0',
])('%j tells nothing', (start) => {
	expect(sniffMedia(Buffer.from(start, 'latin1'))).toBeUndefined();
});

it.each(['png', 'jpeg', 'webp', 'gif'] as const)(
	'says of %s what the check of images says',
	async (format) => {
		const content = await picture(format);
		expect(sniffMedia(content)).toEqual(sniffImage(content));
	},
);

it('takes any bytes without a fault, and never another type for an image', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 600 }), (head) => {
			const image = sniffImage(head);
			const found = sniffMedia(head);
			if (image) expect(found).toEqual(image);
			else expect(found?.mimeType ?? '').not.toMatch(/^image\//);
		}),
	);
});
