import sharp from 'sharp';

export type Format = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'tiff';

/** A small real picture with some detail in it, so that its file has a body worth cutting. */
export async function picture(format: Format, width = 24, height = 16): Promise<Buffer> {
	const pixels = Buffer.from(
		Array.from({ length: width * height * 3 }, (_, i) => (i * 37 + (i % 7) * 11) % 256),
	);
	return await sharp(pixels, { raw: { width, height, channels: 3 } })
		.toFormat(format)
		.toBuffer();
}

/** An ISO media file that has nothing but its first box, of the given brand. */
export function isoMedia(brand: string): Buffer {
	const box = Buffer.alloc(24);
	box.writeUInt32BE(24, 0);
	box.write(`ftyp${brand}`, 4, 'latin1');
	return box;
}

/** A BMP of one white pixel. */
export function bmp(): Buffer {
	const file = Buffer.alloc(58, 0xff);
	file.fill(0, 0, 54);
	file.write('BM', 0, 'latin1');
	file.writeUInt32LE(58, 2);
	file.writeUInt32LE(54, 10);
	file.writeUInt32LE(40, 14);
	file.writeInt32LE(1, 18);
	file.writeInt32LE(1, 22);
	file.writeUInt16LE(1, 26);
	file.writeUInt16LE(24, 28);
	return file;
}
