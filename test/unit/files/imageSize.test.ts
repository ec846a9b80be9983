import fc from 'fast-check';
import sharp from 'sharp';
import { imageHeader } from '../../../nodes/Segmind/files/imageSize';
import { picture } from '../support/pictures';
import { withSegment } from '../support/wholeFiles';

const noisy = (width: number, height: number, channels: 3 | 4) =>
	sharp(Buffer.from(Array.from({ length: width * height * channels }, (_, i) => (i * 37) % 256)), {
		raw: { width, height, channels },
	});

describe('the header of an image', () => {
	it.each([
		['png', 'PNG'],
		['jpeg', 'JPEG'],
		['webp', 'WebP'],
	] as const)('states the size of a %s', async (format, name) => {
		const bytes = await picture(format, 300, 17);
		expect(imageHeader(bytes)).toMatchObject({ format: name, size: [300, 17] });
	});

	it('states the size of a WebP that is lossless, or has transparency', async () => {
		for (const image of [noisy(33, 700, 3).webp({ lossless: true }), noisy(33, 700, 4).webp()]) {
			expect(imageHeader(await image.toBuffer()).size).toEqual([33, 700]);
		}
	});

	it('states the size of a JPEG behind metadata and a colour profile', async () => {
		const bytes = await noisy(640, 480, 3)
			.withExif({ IFD0: { ImageDescription: 'x'.repeat(30_000) } })
			.withIccProfile('p3')
			.jpeg({ progressive: true })
			.toBuffer();
		expect(imageHeader(bytes)).toEqual({ format: 'JPEG', size: [640, 480] });
	});

	it.each([
		['RGB', false, noisy(8, 8, 3).png()],
		['RGBA', true, noisy(8, 8, 4).png()],
		['grey', false, noisy(8, 8, 3).greyscale().toColourspace('b-w').png()],
		['a palette with transparency', true, noisy(8, 8, 4).png({ palette: true })],
		['a palette without', false, noisy(8, 8, 3).png({ palette: true })],
	])('tells whether a PNG can be transparent: %s', async (_name, transparency, image) => {
		expect(imageHeader(await image.toBuffer())).toEqual({
			format: 'PNG',
			size: [8, 8],
			transparency,
		});
	});

	it.each(['jpeg', 'png', 'webp'] as const)(
		'states the size in which a %s is shown that is stored on its side',
		async (format) => {
			for (let orientation = 1; orientation <= 8; orientation += 1) {
				const header = imageHeader(
					await noisy(64, 48, 3).toFormat(format).withMetadata({ orientation }).toBuffer(),
				);
				expect(header.size).toEqual([64, 48]);
				expect(header.turnedSize).toEqual(orientation >= 5 ? [48, 64] : undefined);
			}
		},
	);

	it('reads the orientation in either byte order, behind other metadata, and among other tags', async () => {
		const plain = await noisy(64, 48, 3).jpeg().toBuffer();
		const xmp = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>');
		const little =
			'Exif\0\0II*\0\x08\0\0\0\x02\0' +
			'\x0f\x01\x02\0\x04\0\0\0abc\0' +
			'\x12\x01\x03\0\x01\0\0\0\x06\0\0\0';
		const big = 'Exif\0\0MM\0*\0\0\0\x08\0\x01' + '\x01\x12\0\x03\0\0\0\x01\0\x08\0\0';
		for (const exif of [little, big]) {
			const withExif = withSegment(plain, 0xe1, Buffer.from(exif, 'latin1'));
			expect(imageHeader(withSegment(withExif, 0xe1, xmp)).turnedSize).toEqual([48, 64]);
			expect(imageHeader(withExif.subarray(0, 26))).toEqual({ format: 'JPEG' });
		}
	});

	it('leaves the size out where it is not read', async () => {
		expect(imageHeader(await picture('gif'))).toEqual({ format: 'GIF', size: [24, 16] });
		expect(imageHeader(Buffer.from('a text'))).toEqual({ format: undefined });
		expect(imageHeader((await picture('jpeg')).subarray(0, 30))).toEqual({ format: 'JPEG' });
		expect(imageHeader((await picture('webp')).subarray(0, 20))).toEqual({ format: 'WebP' });
		expect(imageHeader((await picture('png')).subarray(0, 20))).toEqual({ format: 'PNG' });
	});

	it('comes to an end with whatever bytes', () => {
		const jpeg = '\xff\xd8\xff\xc0\0\x11\x08\0\x10\0\x10';
		const start = fc.constantFrom(
			...['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'RIFF0000WEBPVP8 ', 'RIFF0000WEBPVP8L', ''],
			...[`${jpeg}Exif\0\0II*\0`, `${jpeg}Exif\0\0MM\0*`],
		);
		fc.assert(
			fc.property(start, fc.uint8Array({ maxLength: 400 }), (text, more) => {
				const bytes = Buffer.concat([Buffer.from(text, 'latin1'), more]);
				expect(() => imageHeader(bytes)).not.toThrow();
			}),
		);
	});
});
