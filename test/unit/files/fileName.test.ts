import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { FileType } from '../../../nodes/Segmind/files/fileType';
import { fileNameFor, type FileNaming, inputNameOf } from '../../../nodes/Segmind/files/fileName';

const PNG: FileType = { mimeType: 'image/png', extension: 'png' };

const base: FileNaming = {
	wanted: '',
	slug: 'gpt-image-1.5-edit',
	requestId: '2c7f59ea-13f1-402c-9353-915a2b5a2124',
	itemIndex: 4,
	position: 0,
};

it.each([
	['the model and the job', {}, 'gpt-image-1.5-edit-2c7f59ea.png'],
	['a second image', { position: 1 }, 'gpt-image-1.5-edit-2c7f59ea-2.png'],
	['no request ID', { requestId: null }, 'gpt-image-1.5-edit-item-4.png'],
	["the person's name", { wanted: 'product-42' }, 'product-42.png'],
	['a second one of that name', { wanted: 'product-42', position: 2 }, 'product-42-3.png'],
	['a name with the right extension', { wanted: 'photo.png' }, 'photo.png'],
	['a name with the wrong extension', { wanted: 'photo.JPEG' }, 'photo.png'],
	['a name with a dot', { wanted: 'v1.5' }, 'v1.5.png'],
	['another kind of extension', { wanted: 'report.pdf' }, 'report.pdf.png'],
	['letters of any language', { wanted: 'Bild – größe 3' }, 'Bild – größe 3.png'],
	['a path', { wanted: '../../etc/passwd' }, '..-..-etc-passwd.png'],
	['what file systems refuse', { wanted: 'a<b>c:d"e|f?g*h\\i\u0000j' }, 'a-b-c-d-e-f-g-h-i-j.png'],
	['dots only', { wanted: '..' }, 'gpt-image-1.5-edit-2c7f59ea.png'],
	['an extension only', { wanted: '.png' }, 'gpt-image-1.5-edit-2c7f59ea.png'],
	['blanks only', { wanted: '   ' }, 'gpt-image-1.5-edit-2c7f59ea.png'],
])('names a file: %s', (_name, given, expected) => {
	expect(fileNameFor({ ...base, ...given }, PNG)).toBe(expected);
});

it.each([
	['a long name', 'n'.repeat(5000), `${'n'.repeat(120)}.png`],
	['a long name of wide letters', '語'.repeat(500), `${'語'.repeat(66)}.png`],
	['a long name of pairs', '😀'.repeat(500), `${'😀'.repeat(50)}.png`],
	['letters that turn the direction', 'a\u202egpj.exe\u2066b', 'a-gpj.exe-b.png'],
	['marks of direction', '\u200ea\u200fb\u061cc\ufeffd', '-a-b-c-d.png'],
	['control characters', 'a\u007fb\u0085c\u2028d', 'a-b-c-d.png'],
	['half a pair', 'a\ud83d', 'a-.png'],
	['a family', '👨‍👩‍👧', '👨‍👩‍👧.png'],
])('keeps a name within what file systems take: %s', (_name, wanted, expected) => {
	const name = fileNameFor({ ...base, wanted }, PNG);
	expect(name).toBe(expected);
	expect(Buffer.byteLength(name)).toBeLessThan(255);
});

it.each([
	['/B%C3%BCro%20%231.jpg', 'Büro #1'],
	['/50%.jpg', '50%'],
	['/a/..%2f..%2fpasswd.png', 'passwd'],
	['/a.png?name=b.png#c.png', 'a'],
	// a number and a token name no file, and a URL may be none
	...['/800', '/eyJhbGciOiJIUzI1NiJ9', '/', ':x'].map((none) => [none, '']),
])('takes the name of a file out of a URL: %s', (path, expected) => {
	const source = { kind: 'url' as const, url: `https://shop.example${path}` };
	expect(inputNameOf({} as IExecuteFunctions, source)).toBe(expected);
});

it('bounds what Segmind names as well', () => {
	const name = fileNameFor({ ...base, slug: 's'.repeat(500), requestId: '\u202eabcdefgh' }, PNG);
	expect(name).toBe(`${'s'.repeat(120)}--abcdefg.png`);
});

it('never leads out of a folder, whatever a person or Segmind names', () => {
	const text = fc.string({ unit: 'grapheme' });
	fc.assert(
		fc.property(text, fc.option(text), fc.nat(9), (wanted, requestId, position) => {
			const name = fileNameFor({ ...base, wanted, requestId, position }, PNG);
			expect(name).toMatch(/^[^/\\:*?"<>|\p{Cc}\p{Bidi_Control}]+\.png$/u);
			expect(name.length).toBeGreaterThan('.png'.length);
		}),
	);
});
