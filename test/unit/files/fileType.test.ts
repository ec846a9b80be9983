import fc from 'fast-check';
import { mimeTypeOf, sniffFile } from '../../../nodes/Segmind/files/fileType';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it.each([
	['\x89PNG\r\n\x1a\n', 'image/png'],
	['<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
	['%PDF-1.4\n', 'application/pdf'],
	['\0\0\0\x18ftypmp42', 'video/mp4'],
	['\0\0\0\x20ftypisom', 'video/mp4'],
	['\0\0\0\x1cftypM4V ', 'video/mp4'],
	['\0\0\0\x14ftypqt  ', 'video/quicktime'],
	['\0\0\0\x1cftypM4A ', 'audio/mp4'],
	['\0\0\0\x1cftypavif', 'image/avif'],
	['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'video/webm'],
	['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska', 'video/x-matroska'],
	['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
	['RIFF\x24\0\0\0AVI LIST', 'video/x-msvideo'],
	['fLaC\0\0\0\x22', 'audio/flac'],
	['ID3\x04\0\0\0', 'audio/mpeg'],
	['\xff\xfb\x90d', 'audio/mpeg'],
	[`OggS${'\0'.repeat(24)}\x01vorbis`, 'audio/ogg'],
	[`OggS${'\0'.repeat(24)}OpusHead`, 'audio/ogg'],
	[`OggS${'\0'.repeat(24)}\x80theora`, 'video/ogg'],
])('%j is %s', (start, mimeType) => {
	const head = Buffer.concat([bytes(start), Buffer.alloc(20)]);
	expect(sniffFile(head)?.mimeType).toBe(mimeType);
	expect(mimeTypeOf(head, 'text/plain')).toBe(mimeType);
});

it.each([
	['PK\x03\x04', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['hello', 'text/plain'],
	['IDENTITY', 'text/plain'],
	['\0\0\0\x18ftyp????', 'video/3gpp'],
])('%j leaves it to n8n', (start, declared) => {
	expect(sniffFile(bytes(start))).toBeUndefined();
	expect(mimeTypeOf(bytes(start), declared)).toBe(declared);
});

it.each([
	['text/plain; charset=utf-8', 'text/plain'],
	['Text/CSV', 'text/csv'],
	[undefined, 'application/octet-stream'],
	['', 'application/octet-stream'],
	['nonsense', 'application/octet-stream'],
	['a/b","c":"', 'application/octet-stream'],
])('n8n says %j: %s', (declared, mimeType) => {
	expect(mimeTypeOf(bytes('hello'), declared)).toBe(mimeType);
});

it('whatever n8n says, it is fit for a data URL within JSON', () => {
	const anything = fc.string({ unit: 'binary' });
	fc.assert(
		fc.property(fc.uint8Array(), anything, (head, declared) => {
			expect(mimeTypeOf(head, declared)).toMatch(/^[\w.+-]+\/[\w.+-]+$/);
		}),
	);
});
