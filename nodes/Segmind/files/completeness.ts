import type { FileType } from './fileType';
import type { CompletenessChecker } from './completenessChecker';
import { IsoChecker } from './isoCompleteness';

/** JPEG: segments with lengths, then image data in which only a marker has FF before its code. */
class JpegChecker implements CompletenessChecker {
	private ended = false;
	private toSkip = 0;
	private state: 'scan' | 'code' | 'high' | 'low' = 'scan';
	private high = 0;

	feed(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length && !this.ended;) {
			if (this.toSkip > 0) {
				const step = Math.min(this.toSkip, bytes.length - at);
				this.toSkip -= step;
				at += step;
			} else if (this.state === 'scan') {
				const found = bytes.indexOf(0xff, at);
				if (found < 0) return;
				this.state = 'code';
				at = found + 1;
			} else {
				this.take(bytes[at] ?? 0);
				at += 1;
			}
		}
	}

	private take(byte: number): void {
		if (this.state === 'high') {
			this.high = byte;
			this.state = 'low';
		} else if (this.state === 'low') {
			this.toSkip = Math.max(0, this.high * 256 + byte - 2);
			this.state = 'scan';
		} else if (byte === 0xd9) {
			this.ended = true;
		} else if (byte !== 0xff) {
			const alone = byte <= 0x01 || (byte >= 0xd0 && byte <= 0xd8);
			this.state = alone ? 'scan' : 'high';
		}
	}

	isComplete(): boolean {
		return this.ended;
	}
}

const PNG_START_BYTES = 8;
const PNG_CHECKSUM_BYTES = 4;

/** PNG: chunks of a length, a type, content and a checksum; the last one is IEND. */
class PngChecker implements CompletenessChecker {
	private toSkip = PNG_START_BYTES;
	private readonly header: number[] = [];
	private last = false;
	private ended = false;

	feed(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length && !this.ended;) {
			if (this.toSkip > 0) {
				const step = Math.min(this.toSkip, bytes.length - at);
				this.toSkip -= step;
				at += step;
				this.ended = this.last && this.toSkip === 0;
			} else {
				this.header.push(bytes[at] ?? 0);
				at += 1;
				if (this.header.length === 8) this.openChunk(Buffer.from(this.header.splice(0)));
			}
		}
	}

	private openChunk(header: Buffer): void {
		this.last = header.toString('latin1', 4) === 'IEND';
		this.toSkip = header.readUInt32BE(0) + PNG_CHECKSUM_BYTES;
	}

	isComplete(): boolean {
		return this.ended;
	}
}

/** WebP says at its start how long it is. */
class WebpChecker implements CompletenessChecker {
	private start = Buffer.alloc(0);
	private size = 0;

	feed(bytes: Uint8Array): void {
		if (this.start.length < 8) this.start = Buffer.concat([this.start, bytes.subarray(0, 8)]);
		this.size += bytes.length;
	}

	isComplete(): boolean {
		return this.start.length >= 8 && this.size >= this.start.readUInt32LE(4) + 8;
	}
}

/** Room for the closing element, and for a remark behind it. */
const SVG_TAIL_BYTES = 4096;

class SvgChecker implements CompletenessChecker {
	private tail = Buffer.alloc(0);

	feed(bytes: Uint8Array): void {
		this.tail = Buffer.concat([this.tail, bytes.subarray(-SVG_TAIL_BYTES)]);
		this.tail = this.tail.subarray(-SVG_TAIL_BYTES);
	}

	isComplete(): boolean {
		return /<\/svg\s*>|<svg[^>]*\/>/i.test(this.tail.toString('latin1'));
	}
}

/** Formats without an end mark count as complete when they have content. */
class AnyContent implements CompletenessChecker {
	private size = 0;

	feed(bytes: Uint8Array): void {
		this.size += bytes.length;
	}

	isComplete(): boolean {
		return this.size > 0;
	}
}

/** What tells whether a file of this type, fed from its first byte on, is complete. */
export function checkerFor({ extension }: FileType): CompletenessChecker {
	if (extension === 'jpg') return new JpegChecker();
	if (extension === 'png') return new PngChecker();
	if (extension === 'webp') return new WebpChecker();
	if (['mp4', 'mov', 'm4a', '3gp'].includes(extension)) return new IsoChecker();
	return extension === 'svg' ? new SvgChecker() : new AnyContent();
}
