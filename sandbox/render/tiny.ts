import sharp from 'sharp';
import type { ImageFormat } from './formats';
import { pngChunk, riffChunk } from './chunks';

const SIDE = 8;

const bases = new Map<ImageFormat, Promise<Buffer>>();

/** One real image a format, made once; the others differ by a mark only. */
async function base(format: Exclude<ImageFormat, 'svg'>): Promise<Buffer> {
	let made = bases.get(format);
	if (!made) {
		const colour = { r: 94, g: 92, b: 230 };
		const image = sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: colour } });
		bases.set(format, (made = image.toFormat(format).toBuffer()));
	}
	return await made;
}

/**
 * A valid image of under a kilobyte, unique by `mark`, which stands in a text chunk (PNG), a
 * comment (JPEG), an unknown chunk (WebP) or the title (SVG).
 */
export async function tinyImage(format: ImageFormat, mark: string): Promise<Buffer> {
	if (format === 'svg') {
		const size = `width="${SIDE}" height="${SIDE}"`;
		return Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" ${size}><title>${mark}</title></svg>`,
		);
	}
	const bytes = await base(format);
	const text = Buffer.from(mark, 'latin1');
	if (format === 'png') {
		const chunk = pngChunk('tEXt', Buffer.concat([Buffer.from('job\0', 'latin1'), text]));
		return Buffer.concat([bytes.subarray(0, -12), ...chunk, bytes.subarray(-12)]);
	}
	if (format === 'jpeg') {
		const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
		return Buffer.concat([bytes.subarray(0, 2), head, text, bytes.subarray(2)]);
	}
	const whole = Buffer.concat([bytes, ...riffChunk('MARK', text)]);
	whole.writeUInt32LE(whole.length - 8, 4);
	return whole;
}
