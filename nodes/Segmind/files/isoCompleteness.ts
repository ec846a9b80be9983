import type { CompletenessChecker } from './completenessChecker';

/** Boxes without which a video can't be played. What follows may be anything. */
const NEEDED = ['moov', 'mdat', 'moof'];

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;

/**
 * MP4, MOV and M4A: boxes of a length, a type and content. A file that ends within a box that is
 * needed was cut short; one that has no index was, too. Other bytes at its end do no harm.
 */
export class IsoChecker implements CompletenessChecker {
	private toSkip = 0;
	private header: number[] = [];
	private open = '';
	private indexed = false;

	feed(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length;) {
			if (this.toSkip > 0) {
				const step = Math.min(this.toSkip, bytes.length - at);
				this.toSkip -= step;
				at += step;
				if (this.toSkip === 0) this.close();
			} else {
				this.header.push(bytes[at] ?? 0);
				at += 1;
				this.tryOpen();
			}
		}
	}

	private close(): void {
		if (this.open === 'moov') this.indexed = true;
		this.open = '';
	}

	private tryOpen(): void {
		if (this.header.length < HEADER_BYTES) return;
		const header = Buffer.from(this.header);
		const short = header.readUInt32BE(0);
		// 1 announces a length of eight bytes behind the type
		if (short === 1 && header.length < LONG_HEADER_BYTES) return;
		const size = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
		this.open = header.toString('latin1', 4, 8);
		// 0 means that the box reaches to the end of the file
		this.toSkip = short === 0 ? Infinity : Math.max(0, size - header.length);
		if (short === 0) this.open = '';
		this.header = [];
		if (this.toSkip === 0) this.close();
	}

	isComplete(): boolean {
		return this.indexed && !NEEDED.includes(this.open);
	}
}
