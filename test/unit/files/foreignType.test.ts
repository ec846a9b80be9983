import { holdsBase64, sentenceOnType } from '../../../nodes/Segmind/files/fileRules';
import { sniffMedia } from '../../../nodes/Segmind/files/fileType';
import { isoMedia, picture } from '../support/pictures';
import { WHOLE_FILES } from '../support/wholeFiles';

const bytes = (text: string) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(20)]);

it.each([
	['8BPS\0\x01', 'a Photoshop file (PSD)'],
	['\0\0\x01\0\x01\0', 'an icon (ICO)'],
	['\xff\x0a\xfa', 'a JPEG XL image'],
	['\0\0\0\x0cJXL \r\n\x87\n', 'a JPEG XL image'],
	['\0\0\0\x0cjP  \r\n\x87\n', 'a JPEG 2000 image'],
	['\0\0\0\x18ftyphevc', 'a sequence of HEIC images'],
	['\0\0\0\x18ftypmsf1', 'a sequence of HEIC images'],
	['\0\0\0\x18ftypavis', 'a sequence of AVIF images'],
	['\0\0\0\x18ftypcrx ', 'a raw photo of a Canon camera'],
	['II*\0\x10\0\0\0CR\x02\0', 'a raw photo of a Canon camera'],
	['%!PS-Adobe-3.0 EPSF', 'a PostScript file (EPS)'],
	['gimp xcf v011', 'a GIMP file (XCF)'],
	['P6\n640 480', 'an image of the PNM family'],
	['%PDF-1.7', 'a file of the type PDF'],
	['\0\0\0\x18ftypmp42', 'a file of the type MP4'],
	['PK\x03\x04', 'a file of the type ZIP'],
	['\xef\xbb\xbf<!-- a --><!DOCTYPE html>', 'a web page'],
	['{"error":"none"}', 'JSON'],
	['[null]', 'JSON'],
	['["a"]', 'JSON'],
])('names what is not taken: %j', (start, words) => {
	expect(sentenceOnType(bytes(start))).toBe(`This is ${words}.`);
});

it('names no type that is taken for another, and nothing that does not tell', async () => {
	for (const [extension, make] of WHOLE_FILES) {
		const said = sentenceOnType(await make());
		expect(said).toBe(`This is a file of the type ${extension.toUpperCase()}.`);
	}
	const texts = ['{\\rtf1\\ansi', '[InternetShortcut]\nURL=', '[Script Info]\n'];
	const targa = '\0\0\x02\0\0\0\0\0';
	for (const text of ['hello', '', 'PSD', 'icons of my life', targa, ...texts]) {
		expect(sentenceOnType(bytes(text))).toBe('');
	}
	expect(sniffMedia(isoMedia('avis'))).toBeUndefined();
});

it('knows base64 text in every form, and takes no file and no words for it', async () => {
	const image = await picture('png', 60, 40);
	const base64 = image.toString('base64');
	const dataUrl = `data:image/png;base64,${base64}`;
	const lines = base64.replace(/.{76}/g, '$&\r\n');
	const forms = [base64, dataUrl, lines, `"${dataUrl}"`, ` ${base64}\n`, `\ufeff${dataUrl}`];
	for (const form of forms) expect(holdsBase64(Buffer.from(form))).toBe(true);
	expect(holdsBase64(Buffer.from(base64.replace(/\+/g, '-').replace(/\//g, '_')))).toBe(true);
	// what n8n reads of a data URL that was put where it keeps base64
	expect(holdsBase64(Buffer.from(dataUrl, 'base64'))).toBe(true);
	expect(holdsBase64(Buffer.from('data:video/mp4;base64,AAAA', 'base64'))).toBe(true);
	for (const [, make] of WHOLE_FILES) expect(holdsBase64(await make())).toBe(false);
	const words = ['some words '.repeat(20), 'A'.repeat(500)];
	for (const text of ['', 'data', 'database of images', ...words]) {
		expect(holdsBase64(Buffer.from(text))).toBe(false);
	}
});
